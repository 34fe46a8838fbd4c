"""What comes with the program is found in a checkout and in the installed wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from framework_qda.tasks import library


def test_a_checkout_has_its_folders_beside_the_package() -> None:
    root = Path(__file__).resolve().parents[2]
    assert library.matrices_folder() == root / "matrices"
    assert library.sample_folder() == root / "sample_project"
    assert library.templates_folder() == root / "templates"


def test_a_wheel_has_its_folders_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "framework_qda" / "data"
    (inside / "matrices").mkdir(parents=True)
    monkeypatch.setattr(library, "_PACKAGE", inside.parent)
    assert library.matrices_folder() == inside / "matrices"


def test_the_sample_is_kept_among_the_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "Documents")
    place = library.sample_place()
    assert place.parent.parent == tmp_path / "Documents"
    assert place.parent.is_dir() and not place.exists()


def test_a_place_that_cannot_be_made_is_left_to_the_building(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Documents").write_text("a file", "utf-8")
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "Documents")
    assert library.sample_place().name == "Sample study.fqda"
