"""Comments are open until resolved; memos are dated, about anything, and typed as one step."""

from __future__ import annotations

import pytest

from framework_qda import Study
from framework_qda.errors import Refused
from framework_qda.study.model import About
from tests.study.making import done, ids, state, told_by


@pytest.fixture
def places(study: Study):
    """Give the interviews and the sub-topics of the small study."""
    _, columns, _, rows = ids(study)
    return rows, columns


def test_comments_are_open_until_resolved(study: Study, places) -> None:
    (row, other, *_), (one, two, *_) = places
    first = study.add_comment(row, one, " Says who? ")
    assert done(study)[-1] == "Comment on “Meaning” for Interview 1"
    study.analyst = "Bo"
    second = study.add_comment(row, one, "I do.")
    study.add_comment(other, two, "Elsewhere")
    assert {(each.id, each.author, each.text, each.resolved) for each in study.comments(row, one)} == {
        (first, "Ann", "Says who?", False),
        (second, "Bo", "I do.", False),
    }
    assert [each.at for each in study.all_comments()] == sorted(each.at for each in study.all_comments())
    assert study.open_comments() == {(row, one): 2, (other, two): 1}
    study.resolve_comment(first)
    assert study.open_comments() == {(row, one): 1, (other, two): 1}
    assert told_by(study, lambda: study.resolve_comment(first)) == []
    study.resolve_comment(first, False)
    study.delete_comment(second)
    assert study.open_comments() == {(row, one): 1, (other, two): 1}
    assert [each.id for each in study.comments(row, one)] == [first]
    assert len(study.all_comments()) == 2


def test_nothing_written_is_refused(study: Study, places) -> None:
    (row, *_), (one, *_) = places
    memo = study.write_memo(About.JOURNAL, "Some words")
    before = state(study)
    for verb in (
        lambda: study.add_comment(row, one, "  "),
        lambda: study.write_memo(About.STUDY, "\n"),
        lambda: study.edit_memo(memo, ""),
    ):
        with pytest.raises(Refused, match="nothing written"):
            verb()
    assert state(study) == before


def test_memos_are_listed_by_what_they_are_about(study: Study, places) -> None:
    (row, other, *_), _ = places
    journal = study.write_memo(About.JOURNAL, "I side with the harbour.")
    one = study.write_memo(About.INTERVIEW, "Long pauses.", row)
    two = study.write_memo(About.INTERVIEW, "In a hurry.", other)
    assert done(study)[-1] == "Write a memo on the interview"
    assert {memo.id for memo in study.memos()} == {journal, one, two}
    assert {memo.id for memo in study.memos(About.INTERVIEW)} == {one, two}
    assert [memo.id for memo in study.memos(About.INTERVIEW, row)] == [one]
    assert study.memos(About.PASSAGE) == []
    dates = [memo.at for memo in study.memos()]
    assert dates == sorted(dates, reverse=True)
    study.delete_memo(one)
    assert study.memo(one) is None
    study.undo()
    found = study.memo(one)
    assert found and (found.about, found.subject, found.author, found.text) == (
        *(About.INTERVIEW, row, "Ann", "Long pauses."),
    )


def test_a_spell_of_typing_is_one_step_and_keeps_the_date(study: Study) -> None:
    steps = len(done(study))
    memo = study.write_memo(About.JOURNAL, "I", continues="spell")
    first = study.memo(memo)
    for text in ("I come", "I come from", "I come from a harbour"):
        study.edit_memo(memo, text, continues="spell")
    assert len(done(study)) == steps + 1
    assert done(study)[-1] == "Write in the journal"
    found = study.memo(memo)
    assert found and first and (found.text, found.at) == ("I come from a harbour", first.at)
    study.edit_memo(memo, "Another day")
    assert len(done(study)) == steps + 2
    study.undo()
    study.undo()
    assert study.memo(memo) is None
    study.redo()
    assert study.memo(memo) == found
