"""Make the big study: 1,000 interviews of 10,000 words and every cell of the four matrices charted.

It is the same on every machine, since its words are drawn from a fixed seed, and it is made by the verbs of
a study, one action a cell, so that its history is as long as that of a study charted by hand.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import accumulate, islice, product
from pathlib import Path

from framework_qda import Study, create_study
from framework_qda.sources.matrices import read_framework
from framework_qda.study.model import BlankReason, InterviewId
from framework_qda.tasks.library import matrices_folder
from framework_qda.tasks.sample import build_sample
from framework_qda.text.case import Case, Person
from framework_qda.text.transcript import Paragraph, Transcript, numbered

KEPT = Path(__file__).resolve().parents[1] / "build" / "bench"
_IN_AN_AREA = 4
_VOCABULARY = 20_000


@dataclass(frozen=True, slots=True)
class Size:
    """How big a study is; `words` are those of one interview."""

    interviews: int
    words: int


BIG = Size(1000, 10_000)
SMALL = Size(32, 300)


class Words:
    """Draw words as languages have them: a few are very common, most are rare (Zipf)."""

    def __init__(self, seed: object) -> None:
        self._random = random.Random(f"{seed}")
        self.vocabulary = _vocabulary()
        self._weights = list(accumulate(1 / rank for rank in range(3, _VOCABULARY + 3)))

    def some(self, count: int) -> list[str]:
        return self._random.choices(self.vocabulary, cum_weights=self._weights, k=count)

    def number(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def sentences(self, count: int) -> str:
        """Give so many words in sentences of eight to twenty."""
        words = iter(self.some(count))
        parts = iter(lambda: list(islice(words, self.number(8, 20))), [])
        return " ".join(f"{' '.join(part).capitalize()}." for part in parts)


def _vocabulary() -> list[str]:
    """Spell words of two and three syllables, the short ones first, as common words are short."""
    syllables = ["".join(pair) for pair in product("bdfgklmnprstv", "aeiou")]
    twos, threes = product(syllables, repeat=2), product(syllables, repeat=3)
    made = ["".join(parts) for parts in (*islice(twos, 4225), *islice(threes, 0, None, 17))]
    common, rare = made[:2000], made[2000:]
    random.Random("words").shuffle(common)
    random.Random("words").shuffle(rare)
    return (common + rare)[:_VOCABULARY]


def _form() -> str:
    """Name the form of a study's file: what was kept in another form is made anew."""
    tables = sorted(Path(str(files("framework_qda.study"))).glob("*.sql"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in tables)).hexdigest()[:8]


def sample() -> Path:
    """Give the sample study, built where it is not there yet."""
    path = KEPT / f"sample-{_form()}.fqda"
    if not path.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        build_sample(path)
    return path


def big_study(size: Size = BIG) -> Path:
    """Give the study of a size, made where it is not there yet."""
    path = KEPT / f"study-{size.interviews}x{size.words}-{_form()}.fqda"
    if not path.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        draft.unlink(missing_ok=True)
        with create_study(draft, "A big study", analyst="Ann") as study:
            _fill(study, size)
        draft.rename(path)
    return path


def _fill(study: Study, size: Size) -> None:
    study.add_framework(read_framework(matrices_folder()))
    rows = study.import_interviews([(case(n), transcript(n, size.words)) for n in range(size.interviews)])
    columns = [subtopic.id for subtopic in study.subtopics()]
    for n, row in enumerate(rows):
        words = Words(f"cells {n}")
        for column in columns:
            study.chart(InterviewId(row), column, summary(words), BlankReason.NOT_CHARTED)


def case(n: int) -> Case:
    """Describe one interview with its area and person."""
    area = n // _IN_AN_AREA
    side = ("acute trust", "local authority")[n % 2]
    return Case(
        file=f"interview-{n:04}.docx",
        area=f"Area {area + 1:03}",
        interview=f"{side.title()} manager {n + 1}",
        date=f"2012-{n % 12 + 1:02}-{n % 28 + 1:02}",
        participants=(Person(f"P{n + 1:04}", {"role": ("nurse", "midwife", "social worker")[n % 3]}),),
        area_attributes={"region": ("London", "South West", "North East")[area % 3], "trusts": str(area % 4)},
        attributes={"side": side, "minutes": str(30 + n % 60)},
    )


def transcript(n: int, words: int) -> Transcript:
    """Make the words of one interview: turns of 20 to 160 words by two speakers, with times."""
    return numbered(_turns(Words(f"interview {n}"), words))


def _turns(words: Words, left: int) -> Iterator[Paragraph]:
    time = turn = 0
    while left > 0:
        length = min(left, words.number(20, 160))
        yield Paragraph(0, words.sentences(length), ("INT", "TM")[turn % 2], time)
        left, turn, time = left - length, turn + 1, time + 400 * length


def summary(words: Words) -> str:
    """Write a cell of 40 to 120 words, some with own words, a comment, bold or a list."""
    length = words.number(40, 120)
    text = words.sentences(length - 24)
    match words.number(0, 3):
        case 0:
            return f"{text} «{words.sentences(24)}»"
        case 1:
            return f"{text} **{words.sentences(12)}** [[{words.sentences(12)}]]"
        case 2:
            return "\n".join([text, *(f"- {words.sentences(8)}" for _ in range(3))])
        case _:
            return f"{text} {words.sentences(24)}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interviews", type=int, default=BIG.interviews)
    parser.add_argument("--words", type=int, default=BIG.words)
    asked = parser.parse_args()
    print(big_study(Size(asked.interviews, asked.words)))
