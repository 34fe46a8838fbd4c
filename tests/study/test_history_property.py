"""Any sequence of verbs can be gone back through, state by state, and forth again."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from framework_qda import Study, open_study
from framework_qda.study.model import NOTES, ActionState, Change, PassageState
from tests.study.making import State, changes, copied_study, differing, furnish, state
from tests.study.verbs import NO_ACTION, VERBS

# What researchers do most comes most, and so do chances to find something written.
OFTEN = [
    *sorted(VERBS),
    *["chart", "index"] * 8,
    *["chart_many", "import_interviews", "transcribe", "attach_recording", "merge_subtopics"] * 2,
    *["set_value", "correct_paragraph"] * 4,
]

# A failure is told at once; add Phase.shrink to have it short, in some minutes.
PHASES = (Phase.generate,)


class Sessions(RuleBasedStateMachine):
    """Keep each state beside the study: `states[n]` is what the study was after n actions of its history."""

    folder: Path
    passphrase = ""
    runs = 0

    @initialize(furnished=st.booleans())
    def open(self, furnished: bool) -> None:
        Sessions.runs += 1
        self.study: Study = copied_study(self.folder, f"{Sessions.runs}.fqda", self.passphrase)
        if furnished:
            furnish(self.study)
        self.told: list[Change] = changes(self.study)
        self.first = self.done()
        self.states: list[State] = [state(self.study)]
        self.now = 0

    def done(self) -> int:
        return sum(action.state is ActionState.DONE for action in self.study.actions())

    @rule(verbs=st.lists(st.tuples(st.sampled_from(OFTEN), st.integers(0, 999)), min_size=4, max_size=12))
    def act(self, verbs: list[tuple[str, int]]) -> None:
        for verb, seed in verbs:
            self.act_once(verb, seed)

    def act_once(self, verb: str, seed: int) -> None:
        before, heard = self.states[self.now], len(self.told)
        VERBS[verb](self.study, Random(seed))
        after = state(self.study)
        assert [change.rows for change in self.told[heard:]] == (
            [differing(before.tables, after.tables)] if before != after else []
        )
        if before != after:
            self.remember(after)
        self.is_as_remembered()

    def remember(self, after: State) -> None:
        """Keep a state: the next one, or the same again while somebody types, or the one before she began."""
        was, self.now = self.now, self.done() - self.first
        assert self.now in (was - 1, was, was + 1)
        assert self.now >= was or self.states[self.now] == after
        self.states[self.now :] = [after]

    @rule(steps=st.integers(1, 4))
    def undo(self, steps: int) -> None:
        for _ in range(min(steps, self.now)):
            self.step(self.study.undo(), self.now - 1)

    @precondition(lambda self: self.now < len(self.states) - 1)
    @rule(steps=st.integers(1, 4))
    def redo(self, steps: int) -> None:
        for _ in range(min(steps, len(self.states) - 1 - self.now)):
            self.step(self.study.redo(), self.now + 1)

    def step(self, change: Change | None, to: int) -> None:
        assert change is not None
        assert self.told[-1] == change
        assert change.rows == differing(self.states[self.now].tables, self.states[to].tables)
        self.now = to
        self.is_as_remembered()

    @rule(to=st.integers(0, 99))
    def leap(self, to: int) -> None:
        """Go to any state in one step."""
        to %= len(self.states)
        if to < self.now:
            self.leapt(self.study.undo_after(self.action(to)), to)
        elif to > self.now:
            self.leapt(self.study.redo_through(self.action(to)), to)
        else:
            assert self.study.undo_after(self.action(to)) is None
            assert self.study.redo_through(self.action(to)) is None

    def leapt(self, change: Change | None, to: int) -> None:
        assert change is not None
        assert self.told[-1] == change
        # What was changed and changed back on the way is named too.
        for table, keys in differing(self.states[self.now].tables, self.states[to].tables).items():
            assert keys <= change.rows[table]
        self.now = to
        self.is_as_remembered()

    def action(self, number: int) -> int:
        """Give the id of the action that led to a state."""
        kept = [each.id for each in self.study.actions() if each.state is not ActionState.ABANDONED]
        return kept[::-1][self.first + number - 1]

    @rule(passphrase=st.sampled_from([None, None, None, "", "heather"]))
    def reopen(self, passphrase: str | None) -> None:
        if passphrase is not None:
            self.study.change_passphrase(passphrase)
            self.passphrase = passphrase
        self.study.close()
        self.study = open_study(self.study.path, self.passphrase, analyst="Ann")
        self.told = changes(self.study)
        self.is_as_remembered()

    def is_as_remembered(self) -> None:
        assert state(self.study) == self.states[self.now]
        self.passages_stand_at_their_words()
        assert self.done() == self.first + self.now

    def passages_stand_at_their_words(self) -> None:
        for interview in self.study.transcript_words():
            text = self.study.transcript(interview).text
            for passage in self.study.passages(interview):
                assert 0 <= passage.start <= passage.stop <= len(text)
                if (passage.kind, passage.state) == (NOTES, PassageState.SOUND):
                    assert text[passage.start : passage.stop] == passage.words

    def teardown(self) -> None:
        last = len(self.states) - 1
        self.redo(last - self.now)
        assert self.study.redo() is None
        assert self.study.problems() == []
        self.reopen(None)
        self.undo(last)
        assert self.study.problems() == []
        self.redo(last)
        assert self.study.problems() == []
        self.study.close()
        self.study.path.unlink()


@pytest.mark.parametrize(("passphrase", "examples"), [("", 24), ("heather", 6)], ids=["plain", "encrypted"])
def test_every_state_comes_back(passphrase: str, examples: int) -> None:
    with tempfile.TemporaryDirectory() as folder:

        class Machine(Sessions):
            pass

        Machine.folder, Machine.passphrase = Path(folder), passphrase
        run_state_machine_as_test(
            Machine, settings=settings(max_examples=examples, stateful_step_count=12, phases=PHASES)
        )


def test_no_verb_is_left_out() -> None:
    public = {name for name in dir(Study) if not name.startswith("_")}
    assert public | {"analyst"} == NO_ACTION | VERBS.keys()
