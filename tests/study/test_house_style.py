"""The mark of a cut is the study's, and never that of a speaker's pause."""

import pytest

from framework_qda import Study
from framework_qda.errors import Refused
from framework_qda.text.quoting import shown


def test_the_mark_of_a_cut_is_kept_and_undone(study: Study) -> None:
    study.set_cut_mark(" […] ")
    assert shown("so… {-and -}on", study.house_style) == "so… […] on"
    study.undo()
    assert shown("so… {-and -}on", study.house_style) == "so… .... on"


@pytest.mark.parametrize("mark", ["…", "...", " ... "])
def test_a_cut_never_looks_like_a_pause(study: Study, mark: str) -> None:
    with pytest.raises(Refused, match="pause"):
        study.set_cut_mark(mark)
    assert study.house_style.cut == "...."
