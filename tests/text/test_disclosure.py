"""What may identify somebody is found wherever it stands, and what identifies nobody is left alone."""

import random
import re
import subprocess
import sys
import unicodedata
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from framework_qda.text import wordlists
from framework_qda.text.disclosure import Risk, disclosures
from framework_qda.text.ordinary import written_small

SAMPLE = Path(__file__).parents[2] / "sample_project"

ORDINARY = (
    "we had been told that the ward would ring and they did so the child was seen by midwife in clinic with"
    " their mother at about four on most days which is good enough if nobody minds when it does not work"
)
prose = st.lists(st.sampled_from(ORDINARY.split()), min_size=1, max_size=6).map(" ".join)
before = st.tuples(prose, st.sampled_from([" ", ", ", ": ", " (", " “", "\n", "… "])).map("".join)
after = st.tuples(st.sampled_from([" ", ", ", ". ", ") ", "” ", "\n", "; ", "? "]), prose).map("".join)


def found(text, risk, listed=(), ordinary=frozenset()):
    return [each.words for each in disclosures(text, listed, ordinary) if each.risk is risk]


# -- what has a form -------------------------------------------------------------------------------

_local = st.from_regex(r"\A[a-z][a-z0-9]{0,8}([._+-][a-z0-9]{1,6}){0,2}\Z")
_domain = st.from_regex(r"\A[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?\.(com|org\.uk|nhs\.net|info)\Z")


@given(before, _local, _domain, st.booleans(), after)
def test_e_mail_addresses_are_found(left, local, domain, loud, right):
    address = f"{local}@{domain}"
    address = address.upper() if loud else address
    assert found(left + address + right, Risk.EMAIL) == [address]


def test_names_of_accounts_are_found():
    assert found("Write to @jobloggs, or (@Jo_B1).", Risk.ACCOUNT) == ["@jobloggs", "@Jo_B1"]
    assert found("mary@example.org, meet @ 9, 3@4, @example.org", Risk.ACCOUNT) == []


@pytest.mark.parametrize("said", ["mary.smith (at) example.org", "mary at example dot org dot uk"])
def test_e_mail_addresses_are_found_as_they_are_said(said):
    assert found(f"Write to {said}, please.", Risk.EMAIL) == [said]


_four = st.integers(0, 9999).map("{:04d}".format)
_telephones = st.one_of(
    st.builds("020 {} {}".format, st.sampled_from(["7946", "8123", "3111"]), _four),
    st.builds("(020) 7946 {}".format, _four),
    st.builds("(0161) 496 {}".format, _four),
    st.builds("0161-496-{}".format, _four),
    st.builds("0113 496 {}".format, _four),
    st.builds("01632 96{}".format, _four),
    st.builds("07700 90{}".format, _four),
    st.builds("0770090{}".format, _four),
    st.builds("+44 7700 90{}".format, _four),
    st.builds("+44770090{}".format, _four),
    st.builds("+44 (0)20 7946 {}".format, _four),
    st.builds("0044 20 7946 {}".format, _four),
    st.builds("+1 (212) 555-{}".format, _four),
    st.builds("+1 212 555 {}".format, _four),
    st.builds("+49 30 9018{}".format, _four),
    st.builds("+33 1 70 18 {0[0]}{0[1]} {0[2]}{0[3]}".format, _four),
    st.builds("+351 21 342 {}".format, _four),
)


@given(before, _telephones, after)
@example("ring us on ", "0800 1111", " any time")
def test_telephone_numbers_are_found_in_any_spelling(left, number, right):
    (words,) = found(left + number + right, Risk.TELEPHONE)
    assert words.lstrip("(+") in number
    assert re.sub(r"\D", "", words) == re.sub(r"\D", "", number)


def test_a_local_number_is_one_where_the_words_say_so():
    assert found("Call her on 202-555-0172 at night.", Risk.TELEPHONE) == ["202-555-0172"]


def test_an_extension_alone_is_found():
    assert found("Ring ext. 4567, extension 321 or Ext: 9876.", Risk.TELEPHONE) == [
        "ext. 4567",
        "extension 321",
        "Ext: 9876",
    ]
    assert found("The extension 12 of the text 4567, next 4567.", Risk.TELEPHONE) == []


@pytest.mark.parametrize(
    "text",
    [
        "From 2012-2013 and 2013 - 2014 it was 1,000,000 or 10 000 000.",
        "At 00:14:05 on 28.02.2012, 28/02/2012 and 2012-02-28.",
        "Reference 1234567890, ISBN 978-0-7619-7109-3, 12.5 per cent of 412.",
        "Between 9.30 and 10.45, pages 112-118, section 47.",
    ],
)
def test_other_figures_are_no_telephone_numbers(text):
    assert disclosures(text) == []


def _nhs(nine):
    """Give ten digits of which the last is the check digit of the others, or None where there is none."""
    check = 11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    return None if check == 10 else nine + ("0" if check == 11 else str(check))


_nine = st.integers(400_000_000, 799_999_999).map(str).filter(_nhs)
_spelling = st.sampled_from(["{0}{1}{2}", "{0} {1} {2}", "{0}-{1}-{2}", "{0}\u00a0{1}\u00a0{2}"])


@given(before, _nine, _spelling, after)
def test_nhs_numbers_are_found(left, nine, spelling, right):
    digits = _nhs(nine)
    number = spelling.format(digits[:3], digits[3:6], digits[6:])
    assert found(left + number + right, Risk.NUMBER) == [number]


@given(before, _nine, st.integers(1, 9), _spelling, after)
def test_ten_digits_with_a_wrong_check_digit_are_no_nhs_number(left, nine, wrong, spelling, right):
    digits = _nhs(nine)
    digits = digits[:9] + str((int(digits[9]) + wrong) % 10)
    number = spelling.format(digits[:3], digits[3:6], digits[6:])
    assert found(left + number + right, Risk.NUMBER) == []


_born = st.sampled_from(
    [
        "born ",
        "born on ",
        "Born on the ",
        "DOB ",
        "DOB: ",
        "d.o.b. ",
        "D.O.B. ",
        "date of birth: ",
        "born in ",
        "her date of birth is ",
        "my birthday is ",
        "DoB - ",
        "whose date of birth was the ",
        "born, she says, on ",
    ]
)
_dates = st.dates(date(1920, 1, 1), date(2019, 1, 1))
_written = st.sampled_from(
    [
        "{0.day}/{0.month}/{0.year}",
        "{0:%d.%m.%Y}",
        "{0:%d-%m-%y}",
        "{0:%Y-%m-%d}",
        "{0.day} {0:%B} {0.year}",
        "{0.day}th of {0:%B} {0.year}",
        "{0:%B} {0.day}, {0.year}",
        "{0:%b} {0.year}",
        "{0:%B} {0.year}",
        "{0.year}",
    ]
)


@given(before, _born, _dates, _written, after)
def test_dates_of_birth_are_found_by_the_words_before_them(left, words, day, form, right):
    written = form.format(day)
    assert found(left + words + written + right, Risk.BIRTH) == [written]


def test_a_date_of_birth_is_found_by_the_words_after_it():
    assert found("It says 3 May 1961 (DOB) here.", Risk.BIRTH) == ["3 May 1961"]


def test_a_date_in_brackets_after_an_age_is_a_birth():
    assert found("He is aged 7 (12/3/04), and she aged 8 months (3 May 2011).", Risk.BIRTH) == [
        "12/3/04",
        "3 May 2011",
    ]


def test_what_says_birth_is_no_name():
    assert [each.risk for each in disclosures("It says DoB: 12/3/04.")] == [Risk.BIRTH]


@pytest.mark.parametrize(
    "text",
    [
        "He was aged 7 (2012) then, and aged 9 (see page 12).",
        "Born at 32 weeks, 2 kilos.",
        "Seen on 3 May 1961.",
        "The baby was born. In 2012 we moved.",
        "Stillborn in 2010",
    ],
)
def test_a_date_alone_is_nobodys_birth(text):
    assert found(text, Risk.BIRTH) == []


_outward = st.sampled_from(
    ["LS2", "M1", "SW1A", "EC1A", "W1A", "CR2", "DN55", "B33", "G12", "YO31", "BT7", "L8"]
)
_inward = st.from_regex(r"\A[0-9][ABD-HJLNP-UW-Z]{2}\Z").filter(
    lambda code: code not in {"1ST", "2ND", "3RD"}
)


@given(
    before,
    _outward,
    _inward.filter(lambda code: code[1:] != "TH"),
    st.sampled_from([" ", "", "\u00a0"]),
    after,
)
def test_postcodes_are_found(left, outward, inward, space, right):
    code = outward + space + inward
    assert found(left + code + right, Risk.POSTCODE) == [code]
    assert found(left + code.lower() + right, Risk.POSTCODE) == [code.lower()]


def test_what_only_looks_like_a_postcode_is_none():
    assert found("In M1 2nd floor, e3 4th try, at Q1 2AB, B12 5mg, GP2 4U", Risk.POSTCODE) == []


def test_a_web_address_is_an_organisations():
    assert found("See https://ward.example.org/a?b=c, or www.ward.org.uk.", Risk.ORGANISATION) == [
        "https://ward.example.org/a?b=c",
        "www.ward.org.uk",
    ]


# -- the study's own list --------------------------------------------------------------------------

_listed = st.sampled_from(
    [
        "Mary",
        "Mary Smith",
        "O'Brien",
        "Anne-Marie",
        "José",
        "St. Mary's",
        "Müller",
        "Ward 7",
        "Ladywell",
        "Marks & Co",
    ]
)


def _otherwise(words, seed):
    """Write words as somebody else may: other capitals, quotation marks, dashes, accents, spaces."""
    chance = random.Random(seed)
    words = chance.choice([str.upper, str.lower, str.title, str])(words)
    words = words.replace("'", chance.choice("'’‘´")).replace("-", chance.choice("-‐‑–"))
    words = words.replace(" ", chance.choice([" ", "\u00a0", "  "]))
    if chance.random() < 0.5:
        words = unicodedata.normalize("NFD", words)
    return words if chance.random() < 0.5 else words[:2] + "\u00ad" + words[2:]


@given(before, _listed, st.integers(0, 10_000), st.sampled_from(["", "'s", "’s", "s’", "’"]), after)
def test_listed_words_are_found_whole_however_they_are_written(left, listed, seed, possessive, right):
    written = _otherwise(listed, seed)
    words = found(left + written + possessive + right, Risk.LISTED, ["nothing", listed])
    assert len(words) == 1
    assert words[0].strip("\u00ad\u0301\u0308") == written.strip("\u00ad\u0301\u0308")


@given(_listed, st.sampled_from(["{}field", "un{}", "{}y", "x{}"]))
def test_a_listed_word_within_another_is_not_it(listed, form):
    assert found(f"They say {form.format(listed)} here", Risk.LISTED, [listed]) == []


def test_the_longest_listed_words_are_taken():
    assert found("mary smith and mary", Risk.LISTED, ["Mary", "Mary Smith", " ", "?"]) == [
        "mary smith",
        "mary",
    ]


def test_listed_words_may_stand_in_other_findings():
    told = [(each.risk, each.words) for each in disclosures("ask smith@example.org", ["Smith"])]
    assert told == [(Risk.LISTED, "smith"), (Risk.EMAIL, "smith@example.org")]


# -- names by how they are written ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mary Smith said so. Later Mary left.", {"NAME": ["Mary Smith", "Mary"]}),
        ("A green door: so Mary Green of ED went.", {"NAME": ["Mary Green"]}),
        ("I rang Zbigniew Nowak. Nowak had left.", {"NAME": ["Zbigniew Nowak", "Nowak"]}),
        (
            "We saw Dr. Jones of St Mary’s Hospital.",
            {"NAME": ["Jones"], "ORGANISATION": ["St Mary’s Hospital"]},
        ),
        ("They met Mrs Green and Nurse Brown.", {"NAME": ["Green", "Brown"]}),
        ("I asked Will and Grace’s mother. Will you?", {"NAME": ["Will", "Grace"]}),
        ("So J. R. Ward came, and Ludwig van Beethoven.", {"NAME": ["J. R. Ward", "Ludwig van Beethoven"]}),
        ("He works in Harrogate.", {"PLACE": ["Harrogate"]}),
        ("She is a Yorkshire woman.", {"PLACE": ["Yorkshire"]}),
        ("We live at 14 High Street, off Oak Lane.", {"PLACE": ["14 High Street", "Oak Lane"]}),
        (
            "The Leeds Teaching Hospitals NHS Trust did.",
            {"ORGANISATION": ["Leeds Teaching Hospitals NHS Trust"]},
        ),
        ("Then Brighton and Hove City Council wrote.", {"ORGANISATION": ["Brighton and Hove City Council"]}),
        ("He was at the University of Leeds then.", {"ORGANISATION": ["University of Leeds"]}),
        ("Leeds Teaching Hospitals NHS Trust did.", {"ORGANISATION": ["Leeds Teaching Hospitals NHS Trust"]}),
        ("So. Bradford Royal Infirmary is near.", {"ORGANISATION": ["Bradford Royal Infirmary"]}),
        ("She was at Great Ormond Street then.", {"PLACE": ["Great Ormond Street"]}),
        ("It was sold to Barker Ltd.", {"ORGANISATION": ["Barker Ltd"]}),
    ],
)
def test_names_places_and_organisations_are_told(text, expected):
    told = {}
    for each in disclosures(text):
        told.setdefault(each.risk.name, []).append(each.words)
    assert told == expected


@pytest.mark.parametrize(
    "text",
    [
        "On Monday in June the Head of Midwifery told ED, the GPs and CAMHS about it.",
        "The Named Nurse and the Team Manager of the hospital’s Social Work Team meet each Thursday.",
        "We said, Well, I’m sure. ‘Nobody asked,’ she said. He said: Perhaps so… Yes.",
        "The Acute Trust, the County Council and the Local Authority do as Ofsted says.",
        "An English nurse, Polish too, at Christmas. Some speak Urdu. I don't. We use Excel and WhatsApp.",
        "Background and Staffing Issues\nStaffing Of The Emergency Department\n- Feedback on Thursdays",
        "Unlike others, we do. Nevertheless, X-rays and GP-led clinics go on.",
    ],
)
def test_what_names_nobody_is_left_alone(text):
    assert disclosures(text) == []


def test_a_word_that_the_study_writes_small_is_no_name():
    text = "They filled in the Sticker with him."
    assert found(text, Risk.NAME) == ["Sticker"]
    assert found(text, Risk.NAME, ordinary=written_small(["A ward's", "sticker"])) == []
    assert found(text + " A sticker is short.", Risk.NAME) == []


@pytest.mark.parametrize("folder", ["charts", "interviews"])
def test_the_sample_study_has_one_name_in_it(folder):
    """A list that cries wolf is not read: 56,000 words about nobody in particular name one place."""
    texts = [
        path.read_text(encoding="utf-8") for path in (SAMPLE / folder).glob("*.*") if path.suffix != ".docx"
    ]
    ordinary = written_small(texts)
    assert {each.words for text in texts for each in disclosures(text, (), ordinary)} == {"London"}


def test_no_word_is_both_a_name_and_none():
    lists = (wordlists.unrevealing(), wordlists.given_names(), wordlists.names_and_words())
    assert [one & other for one, other in combinations(lists, 2)] == [set()] * 3


# -- all together ----------------------------------------------------------------------------------


@given(
    st.lists(st.one_of(prose, _telephones, _written, _listed, st.text(max_size=12)), max_size=8).map(" ".join)
)
def test_findings_lie_in_the_text_in_order(text):
    findings = disclosures(text, ["Mary", "Ward 7", "a"])
    for each in findings:
        assert 0 <= each.start < each.stop <= len(text)
        assert text[each.start : each.stop] == each.words
        assert each.why
    assert findings == sorted(findings, key=lambda each: (each.start, each.stop))
    by_itself = [each for each in findings if each.risk is not Risk.LISTED]
    assert all(one.stop <= other.start for one, other in pairwise(by_itself))


def test_nothing_heavy_is_loaded_before_a_number_is_met():
    code = (
        "import sys; from framework_qda.text.disclosure import disclosures;"
        "disclosures('I asked Mary.', ['X']); print({'phonenumbers', 'stdnum'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
