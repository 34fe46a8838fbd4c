"""In a notebook every view of reading agrees, cell by cell, with the matrices of the same study."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import pandas as pd
import pytest

from framework_qda import Study, open_study
from framework_qda.study.model import Subject
from framework_qda.tasks.sample import build_sample

Row = tuple[str, str]  # an area and an interview of it
Texts = dict[tuple[Row, str], str]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    path = tmp_path_factory.mktemp("notebook") / "sample.fqda"
    build_sample(path)
    with open_study(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def texts(study: Study) -> Texts:
    """Every cell of the four matrices, by its row and the number of its sub-topic."""
    frames = {n: study.matrix(n) for n in (1, 2, 3, 4)}
    assert sum(frame.size for frame in frames.values()) == len(study.interviews()) * len(study.subtopics())
    return {
        (row, f"{n}.{place}"): str(text)
        for n, frame in frames.items()
        for row, line in lines(frame)
        for place, text in enumerate(line, 1)
    }


@pytest.fixture(scope="module")
def numbers(study: Study) -> dict[tuple[str, str], str]:
    """The number of every sub-topic, by the title of its matrix and its name."""
    return {
        (matrix.title, each.name): f"{matrix.number}.{place}"
        for matrix in study.matrices()
        for place, each in enumerate(study.subtopics(matrix.id), 1)
    }


def rows_of(texts: Texts, area: str) -> list[Row]:
    return list(dict.fromkeys(row for row, _ in texts if row[0] == area))


def gathered(texts: Texts, rows: Sequence[Row], column: str) -> str:
    """Give what stands in one place for several rows, each text under its name where it is not alone."""
    whole = len({area for area, _ in rows}) > 1
    found = [(" · ".join(row) if whole else row[1], texts[row, column]) for row in rows]
    if len(rows) == 1:
        return found[0][1]
    return "\n".join(f"{name}: {text}" for name, text in found if text)


def lines(frame: pd.DataFrame) -> Iterator[tuple[Row, pd.Series]]:
    """Give every row of a frame under its two names."""
    return cast("Iterator[tuple[Row, pd.Series]]", frame.iterrows())


def named(title: str) -> Row:
    area, _, interview = title.partition(" · ")
    return area, interview


def test_within_case(study: Study, texts: Texts, numbers: dict[tuple[str, str], str]) -> None:
    for area in ("Area 1", "Area 3", "Area 7"):
        frame = study.within_case(area, by="")
        assert [(area, name) for name in frame.columns] == rows_of(texts, area)
        assert list(frame.index) == list(numbers)
        for key, row in lines(frame):
            for name, text in row.items():
                assert text == texts[(area, str(name)), numbers[key]]


@pytest.mark.parametrize("by", [None, "service model"])
def test_within_theme(
    study: Study, texts: Texts, numbers: dict[tuple[str, str], str], by: str | None
) -> None:
    for number in numbers.values():
        frame = study.within_theme(number, by=by)
        rows = [named(title) if by else (heading, title) for heading, title in frame.index]
        assert sorted(rows) == sorted({row for row, _ in texts})
        assert frame["summary"].tolist() == [texts[row, number] for row in rows]
        if by:
            facts = study.attribute_frame()["area", by]
            assert [heading for heading, _ in frame.index] == [facts[row] for row in rows]


def test_compare(study: Study, texts: Texts, numbers: dict[tuple[str, str], str]) -> None:
    areas = study.compare(["Area 1", "Area 2", "Area 5"])
    assert list(areas.index) == list(numbers)
    for key, row in lines(areas):
        assert row.to_dict() == {
            area: gathered(texts, rows_of(texts, area), numbers[key]) for area in areas.columns
        }
    sides = study.attribute_frame()["interview", "side"]
    values = list(dict.fromkeys(sides))
    groups = study.compare([f"side={value}" for value in values], ["3.2", "1.3"])
    assert list(groups.columns) == values and [numbers[key] for key in groups.index] == ["1.3", "3.2"]
    for of, row in lines(groups):
        for value in values:
            assert row[value] == gathered(texts, list(sides[sides == value].index), numbers[of])
    columns = study.compare(["1.3", "3.2"])
    assert len(columns) == len(study.interviews())
    for interview, row in lines(columns):
        assert row.tolist() == [texts[interview, number] for number in ("1.3", "3.2")]


def test_the_central_chart(study: Study, texts: Texts) -> None:
    typology = study.typologies()[0]
    frame = study.central_chart(["1.5", "3.2"], typology=typology.name)
    assert len(frame) == len(study.areas())
    for (_, area), row in lines(frame):
        assert row.tolist() == [gathered(texts, rows_of(texts, area), number) for number in ("1.5", "3.2")]
    types = {each.id: each.name for each in study.types(typology.id)}
    names = {str(each.id): each.name for each in study.areas()}
    placed = {names[case.subject]: types[case.type] for case in study.typed_cases(typology.id) if case.type}
    assert {area: of for of, area in frame.index if area in placed} == placed
    interviews = study.central_chart(["1.5", "3.2"], Subject.INTERVIEW)
    for (_, title), row in lines(interviews):
        assert row.tolist() == [texts[named(title), number] for number in ("1.5", "3.2")]


def test_a_crosstab(study: Study) -> None:
    rows: pd.Index = study.matrix(1).index
    facts = study.attribute_frame().loc[rows]
    frame = study.crosstab("service model", "side")
    for value in frame.index:
        for side in frame.columns:
            chosen = (facts["area", "service model"] == value) & (facts["interview", "side"] == side)
            assert [named(title) for title in frame.loc[value, side]] == list(rows[chosen])
    assert frame.map(len).to_numpy().sum() == len(rows)


def test_quotations_and_their_ledger(study: Study, texts: Texts) -> None:
    frame = study.quotation_frame()
    quotations = study.quotations()
    assert len(frame) == len(quotations) > 0
    rows = {row for row, _ in texts}
    assert {
        (str(area), str(name)) for area, name in zip(frame["area"], frame["interview"], strict=True)
    } <= rows
    assert frame["words"].tolist() == [each.words for each in quotations]
    assert frame["used"].tolist() == [len(study.uses().get(each.id, ())) for each in quotations]
    for by in ("participant", "area", "subtopic"):
        ledger = study.ledger(by)
        assert ledger["share said"].sum() == pytest.approx(1)
        assert ledger["share used"].sum() == pytest.approx(1 if ledger["times"].any() else 0)
        assert ledger["balance"].sum() == pytest.approx(0 if ledger["times"].any() else -1)
    counts = frame.groupby("area")["used"].sum()
    areas = study.ledger("area")
    assert {area: areas.loc[area, "times"] for area in counts.index} == counts.to_dict()
