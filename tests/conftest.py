"""Share a small study among the tests; Qt stays out of this file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from framework_qda import Study
from tests.study.making import make_study

settings.register_profile(
    "same every time",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("same every time")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Two matrices of three sub-topics, two areas, four interviews with words, by the analyst Ann."""
    with make_study(tmp_path / "small.fqda") as small:
        yield small
