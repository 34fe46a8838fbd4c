"""Say in sentences what a study knows of its own methods, for the checklists on reporting.

Each fact is "" where the study does not know it. None tells of so few people that one might be known by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from statistics import median

from framework_qda.errors import listed
from framework_qda.study import Study
from framework_qda.study.authoring import QuotationStatus
from framework_qda.study.model import (
    About,
    Attribute,
    AttributeType,
    FindingKind,
    Subject,
    ViewKind,
)
from framework_qda.text.attribution import fields
from framework_qda.text.counting import counted
from framework_qda.text.verifying import Verdict

_MODES = ("mode", "setting", "place", "interview mode")
_DURATIONS = (
    "minutes",
    "duration",
    "length",
    "duration in minutes",
    "length in minutes",
    "duration (minutes)",
)


def fact(study: Study, name: str) -> str:
    """Say one fact of a study by its name, "" where nothing is known or there is no such fact."""
    return " ".join(filter(None, (say(study) for say in _FACTS.get(name, ()))))


def known_facts() -> frozenset[str]:
    """Give the names of all facts."""
    return frozenset(_FACTS)


# --- Who took part ---------------------------------------------------------------------------------------


def _title(study: Study) -> str:
    return study.title


def _sample(study: Study) -> str:
    people, interviews, areas = study.participants(), study.interviews(), study.areas()
    if not interviews:
        return ""
    took_part = f"{_people(len(people))} took part in " if people else ""
    held = f"{_interviews(len(interviews))} in {counted(len(areas), 'one area', '%d areas')}."
    return f"{took_part}{held}" if took_part else held[0].upper() + held[1:]


def _areas(study: Study) -> str:
    sizes = Counter(row.area for row in study.interviews())
    if not sizes:
        return ""
    few, many = min(sizes.values()), max(sizes.values())
    each = f"{few}" if few == many else f"{few} to {many}"
    areas = counted(len(sizes), "One case-study area", "%d case-study areas")
    return f"{areas}, with {each} {'interview' if many == 1 else 'interviews'} each."


def _description(study: Study) -> str:
    """Count participants by every attribute that tells of groups large enough."""
    told, left_out = list[str](), list[str]()
    for attribute in study.attributes():
        measured = attribute.type in (AttributeType.NUMBER, AttributeType.DATE)
        if measured or attribute.name.casefold() in _MODES:
            continue
        counts = _people_by(study, attribute)
        if counts and min(counts.values()) >= study.fewest:
            told.append(f"by {attribute.name}: {_shares(counts)}")
        elif counts:
            left_out.append(attribute.name)
    if not told:
        return ""
    few = f" Left out, as a value of it fits fewer than {study.fewest} people: {', '.join(left_out)}."
    return f"Participants {'; '.join(told)}.{few if left_out else ''}"


def _people_by(study: Study, attribute: Attribute) -> Counter[str]:
    """Count the participants for whom, or for whose interview or area, each value is given."""
    values, areas = study.values(attribute.subject), {row.id: row.area for row in study.interviews()}
    subjects: list[str] = []
    for each in study.participants():
        place = {Subject.INTERVIEW: each.interview, Subject.AREA: areas[each.interview]}
        subjects.append(place.get(attribute.subject, each.id))
    return Counter(filter(None, (values.get((attribute.id, subject), "") for subject in subjects)))


# --- How interviews were held ----------------------------------------------------------------------------


def _mode(study: Study) -> str:
    attribute = _attribute(study, _MODES)
    if attribute is None:
        return ""
    counts = Counter(
        value for (each, _), value in study.values(Subject.INTERVIEW).items() if each == attribute.id
    )
    if not counts:
        return ""
    if min(counts.values()) < study.fewest and len(counts) > 1:
        return f"Interviews were held in these ways, the commonest first: {', '.join(_by_size(counts))}."
    return f"Interviews by {attribute.name}: {_shares(counts)}."


def _duration(study: Study) -> str:
    attribute = _attribute(study, _DURATIONS)
    minutes = [
        float(value)
        for (each, _), value in study.values(Subject.INTERVIEW).items()
        if attribute and each == attribute.id and value.replace(".", "", 1).isdecimal()
    ]
    if not minutes:
        return ""
    asked = len(study.interviews())
    of = "" if len(minutes) == asked else f" ({len(minutes)} of {asked} are known)"
    return (
        f"Interviews took {min(minutes):g} to {max(minutes):g} minutes, with a median of {median(minutes):g}"
        f" and {sum(minutes) / 60:.0f} hours in all{of}."
    )


def _dates(study: Study) -> str:
    days = sorted(row.date for row in study.interviews() if row.date)
    return f"They were held {_span(days[0], days[-1])}." if days else ""


def _recordings(study: Study) -> str:
    interviews = study.interviews()
    recorded = sum(bool(study.recordings(row.id)) for row in interviews)
    if not recorded:
        return ""
    return f"Recordings of {recorded} of {_interviews(len(interviews))} are kept with the study."


def _notes(study: Study) -> str:
    """Say in what form the words of interviews are kept."""
    kinds = Counter(row.kind for row in study.interviews() if row.transcript)
    extracts = sum(len(study.extracts(row.id)) for row in study.interviews())
    kept = [
        f"{_interviews(kinds[kind])} {'is' if kinds[kind] == 1 else 'are'} kept as {form}"
        for kind, form in (("notes", "notes"), ("transcript", "transcripts"))
        if kinds[kind]
    ]
    if extracts:
        kept.append(
            counted(extracts, "one extract was transcribed from its recording",
                    "%d extracts were transcribed from their recordings")
        )  # fmt: skip
    return _sentence("; ".join(kept))


# --- How they were analysed ------------------------------------------------------------------------------


def _approach(study: Study) -> str:
    if not study.matrices():
        return ""
    return (
        "Framework analysis (Ritchie & Spencer 1994): interviews are summarised in thematic matrices, a row"
        " for each interview and a column for each sub-topic, which are read along cases and down themes."
    )


def _coders(study: Study) -> str:
    cells = study.cells([row.id for row in study.interviews()], [each.id for each in study.subtopics()])
    charted = Counter(cell.author for cell in cells.values() if cell.author)
    if not charted:
        return ""
    who = ", ".join(f"{name} ({counted(n, 'one cell', '%d cells')})" for name, n in charted.most_common())
    return f"{_people(len(charted)).capitalize()} charted the interviews: {who}."


def _framework(study: Study) -> str:
    matrices, subtopics = study.matrices(), study.subtopics()
    if not matrices:
        return ""
    own = Counter(each.matrix for each in subtopics)
    defined = sum(bool(each.definition) for each in subtopics)
    outline = "; ".join(f"{each.title} ({own[each.id]})" for each in matrices)
    return (
        f"The framework has {counted(len(matrices), 'one matrix', '%d matrices')} with"
        f" {counted(len(subtopics), 'one sub-topic', '%d sub-topics')}, {defined} of them defined: {outline}."
    )


def _themes(study: Study) -> str:
    kinds = Counter(each.kind for each in study.findings())
    if not kinds:
        return ""
    found = [
        counted(kinds[FindingKind.ELEMENT], "one element", "%d elements"),
        counted(kinds[FindingKind.CATEGORY], "one category", "%d categories"),
        counted(kinds[FindingKind.DIMENSION], "one dimension", "%d dimensions"),
    ]
    return (
        "Charting followed the framework of matrices and sub-topics; reading down them yielded"
        f" {found[0]}, {found[1]} and {found[2]}."
    )


def _software(_: Study) -> str:
    from framework_qda import __version__

    return f"Framework QDA {__version__}."


def _journal(study: Study) -> str:
    entries = study.memos(About.JOURNAL)
    if not entries:
        return ""
    days = sorted(each.at[:10] for each in entries)
    kept = counted(len(entries), "one entry", "%d entries")
    by = _people(len({each.author for each in entries}))
    return f"The reflexive journal has {kept} by {by}, written {_span(days[0], days[-1])}."


def _memos(study: Study) -> str:
    memos = [each for each in study.memos() if each.about is not About.JOURNAL]
    return f"{counted(len(memos), 'One memo', '%d memos')} on the data." if memos else ""


# --- Why it can be trusted -------------------------------------------------------------------------------


def _history(study: Study) -> str:
    done = study.actions(_ALL)
    if not done:
        return ""
    by = _people(len({action.who for action in done}))
    return f"Every step is kept in a history: {counted(len(done), 'one action', '%d actions')} by {by}."


def _comments(study: Study) -> str:
    comments = study.all_comments()
    if not comments:
        return ""
    resolved = sum(each.resolved for each in comments)
    made = counted(len(comments), "one comment", "%d comments")
    return f"Analysts made {made} on one another's summaries; {resolved} of them resolved."


def _quotations(study: Study) -> str:
    chosen = [each for each in study.quotations() if each.status is not QuotationStatus.SET_ASIDE]
    if not chosen:
        return ""
    uses = study.uses()
    used = [each for each in chosen if each.id in uses]
    names = fields(study.attribution_template().text)
    by = f" Each says from whom it is by {' and '.join(names)}." if names else ""
    interviews = len({each.interview for each in used})
    return (
        f"{counted(len(chosen), 'One quotation is', '%d quotations are')} kept; {len(used)} of them stand in"
        f" drafts, from {_interviews(interviews)}.{by}"
    )


def _verified(study: Study) -> str:
    verdicts = Counter(check.verdict for check in study.verified().values())
    if not verdicts:
        return ""
    sound = verdicts[Verdict.VERBATIM] + verdicts[Verdict.EDITED]
    semi = len(study.semi_verbatim())
    noted = f" {semi} are from notes and were not checked by ear." if semi else ""
    return (
        f"Quotations are compared with the interviews: {sound} of {verdicts.total()} have the speaker's"
        f" words, with every edit marked.{noted}"
    )


def _evidence(study: Study) -> str:
    links = len(study.links_from_drafts())
    if not links:
        return ""
    places = counted(links, "one passage or cell", "%d passages and cells")
    return f"The drafts point to {places} as evidence for what they say."


def _major(study: Study) -> str:
    matrices = [each.name for each in study.matrices()]
    return f"The main themes are those of the matrices: {listed(matrices)}." if matrices else ""


def _typologies(study: Study) -> str:
    told = [
        f"“{each.name}” with {counted(len(study.types(each.id)), 'one type', '%d types')}"
        for each in study.typologies()
    ]
    return f"Cases are typed by {', '.join(told)}." if told else ""


def _deviants(study: Study) -> str:
    kept = [view for kind in (ViewKind.CENTRAL_CHART, ViewKind.LINKAGE) for view in study.views(kind)]
    cases = {case for view in kept for case in study.deviants(view.id)}
    return (
        f"{counted(len(cases), 'One case is', '%d cases are')} marked as differing from the rest."
        if cases
        else ""
    )


def _confidentiality(study: Study) -> str:
    protected = "The study file is protected by a passphrase. " if study.protected else ""
    identifying = len(study.identifying())
    words = counted(identifying, "one identifying word", "%d identifying words")
    own = f"{words} of this study, and " if identifying else ""
    return (
        f"{protected}The disclosure check looks for {own}names, places and numbers that could tell who"
        f" somebody is, and for attributions that fit fewer than {study.fewest} people."
    )


# --- Words -----------------------------------------------------------------------------------------------

_ALL = 10_000_000  # actions, more than any study has
_FACTS: Mapping[str, tuple[Callable[[Study], str], ...]] = {
    "title": (_title,),
    "sample": (_sample,),
    "areas": (_areas,),
    "description": (_description,),
    "mode": (_mode,),
    "duration": (_duration, _dates),
    "recordings": (_recordings,),
    "notes": (_notes,),
    "collection": (_sample, _mode, _duration, _dates),
    "approach": (_approach,),
    "coders": (_coders,),
    "framework": (_framework,),
    "themes": (_themes,),
    "software": (_software,),
    "journal": (_journal,),
    "confidentiality": (_confidentiality,),
    "processing": (_notes, _software),
    "analysis": (_framework, _coders, _themes),
    "trust": (_history, _comments, _memos, _verified),
    "quotations": (_quotations,),
    "consistency": (_verified, _evidence),
    "major": (_major,),
    "minor": (_themes, _typologies, _deviants),
}


def _attribute(study: Study, names: Iterable[str]) -> Attribute | None:
    """Find the attribute of interviews that has one of these names."""
    wanted = set(names)
    return next(
        (each for each in study.attributes(Subject.INTERVIEW) if each.name.casefold() in wanted), None
    )


def _by_size(counts: Counter[str]) -> list[str]:
    return [value for value, _ in counts.most_common()]


def _shares(counts: Counter[str]) -> str:
    return ", ".join(f"{value} {n}" for value, n in counts.most_common())


def _people(count: int) -> str:
    return counted(count, "one person", "%d people")


def _interviews(count: int) -> str:
    return counted(count, "one interview", "%d interviews")


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _span(first: str, last: str) -> str:
    """Write from when to when: “between 28 February and 29 May 2012”."""
    begun, ended = date.fromisoformat(first), date.fromisoformat(last)
    if begun == ended:
        return f"on {_day(begun)}"
    start = f"{begun.day} {begun:%B}" if begun.year == ended.year else _day(begun)
    return f"between {start} and {_day(ended)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
