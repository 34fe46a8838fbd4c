"""Put the recordings of the sample into its study, with what was transcribed from them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from framework_qda.study import Study
from framework_qda.study.model import Interview, InterviewId

CHECKED_BY = "Sample"


def attach_recordings(study: Study, folder: Path, interview_of: Callable[[str], Interview]) -> None:
    """Embed the recordings that extracts.toml names, one action each.

    The extracts count as checked by ear: the voices were made from the very words.
    """
    for source in tomllib.loads((folder / "extracts.toml").read_text("utf-8"))["recording"]:
        interview = interview_of(source["interview"])
        with study.action(f"Attach the recording of {interview.name} with {len(source['extract'])} extracts"):
            study.attach_embedded(interview.id, folder / source["file"])
            for extract in source["extract"]:
                _transcribe(study, interview.id, extract)


def _transcribe(study: Study, interview: InterviewId, extract: dict[str, Any]) -> None:
    begins, ends = (round(extract[end] * 1000) for end in ("begins", "ends"))
    paragraphs = study.transcript(interview).paragraphs
    beside = next((each.number for each in paragraphs if extract["words"] in each.text), None)
    passage = study.transcribe(interview, begins, ends, extract["words"], beside)
    study.check_by_ear(passage, by=CHECKED_BY)
