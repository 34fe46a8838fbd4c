"""Text and Markdown are read in any encoding, wrapped or not, with speakers and times."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_qda.errors import UnreadableSource
from framework_qda.sources import SUFFIXES, plain, read
from framework_qda.sources.encoding import decode

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "../shared/data/interviews"
SAMPLE = sorted((ROOT / "sample_project/interviews").glob("*.*"))
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the shared interviews are not on this machine")


def _texts(path: Path, words: str | bytes) -> list[tuple[str, str]]:
    path.write_bytes(words.encode() if isinstance(words, str) else words)
    return [(p.speaker, p.text) for p in read(path).paragraphs]


def _refusal(path: Path) -> str:
    with pytest.raises(UnreadableSource) as refused:
        read(path)
    sentence = str(refused.value)
    assert path.name in sentence
    assert "\n" not in sentence
    return sentence


# Encodings

prose = st.lists(
    st.sampled_from(
        [
            "It’s",
            "café",
            "£4,300",
            "–",
            "“yes”",
            "Zoë",
            "naïve",
            "we",
            "see",
            "them",
            "every",
            "day",
            "nobody",
            "rings",
        ]
    ),
    min_size=1,
)


@given(prose, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"]))
def test_what_was_saved_is_read(said: list[str], encoding: str) -> None:
    text = "INT: we see them every day\n" + " ".join(said)
    assert decode(text.encode(encoding)) == text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp"))))
def test_any_text_in_unicode_is_read(text: str) -> None:
    assert decode(text.encode("utf-8")) == text.removeprefix("\ufeff")
    assert decode(text.encode("utf-8-sig")) == text


@given(prose, st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_wide_text_without_its_mark_is_read(said: list[str], encoding: str) -> None:
    text = "INT: " + " ".join(said)
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Então a gente troca aqui na esquerda; não sei, são os números."),
        ("cp1252", "Die Ärztin sagte, dass größere Maßnahmen nötig wären."),
        ("cp1251", "Я думаю, что медсестра устала и что кто-то должен был позвонить раньше."),
        ("koi8_r", "Я думаю, что медсестра устала и что кто-то должен был позвонить раньше."),
        ("cp1253", "Νομίζω ότι η νοσοκόμα ήταν κουρασμένη και κάποιος έπρεπε να είχε τηλεφωνήσει."),
        ("cp1255", "אני חושב שהאחות הייתה עייפה ומישהו היה צריך להתקשר קודם כדי לעזור לילד."),
        ("cp1256", "أعتقد أن الممرضة كانت متعبة وكان يجب أن يتصل شخص ما في وقت سابق."),
        ("gb18030", "我认为护士很累，应该有人早点打电话来帮助孩子。他们说没有人接电话。"),
        ("utf-16-le", "Νομίζω ότι η νοσοκόμα ήταν κουρασμένη"),
    ],
)
def test_other_code_pages_are_recognised(encoding: str, text: str) -> None:
    lines = "\n".join([text] * 5)
    assert decode(lines.encode(encoding)) == lines


@pytest.mark.parametrize(
    "rubbish", [bytes(range(256)) * 20, bytes(1000), b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9]
)
def test_rubbish_is_no_text(rubbish: bytes) -> None:
    assert decode(rubbish) is None


# Plain text


def test_a_line_is_a_paragraph_without_blank_lines(tmp_path: Path) -> None:
    assert _texts(tmp_path / "a.txt", "INT: why?\r\nTM: because\rand so\n") == [
        ("INT", "why?"),
        ("TM", "because"),
        ("", "and so"),
    ]


WRAPPED = """Jane Doe (00:00:00) - Which by the way is something that is a
little bit unique to these systems and to those who work in them. If
one of them rings once more and then again, and nobody is there to see
or hear it,
Jane Doe (00:00:15) - nobody answers it and nobody writes it down, so

Two short lines
stay two.
"""


def test_lines_wrapped_by_hand_are_joined(tmp_path: Path) -> None:
    assert _texts(tmp_path / "a.text", WRAPPED) == [
        (
            "Jane Doe",
            "Which by the way is something that is a little bit unique to these systems and to those who "
            "work in them. If one of them rings once more and then again, and nobody is there to see or "
            "hear it,",
        ),
        ("Jane Doe", "nobody answers it and nobody writes it down, so"),
        ("", "Two short lines"),
        ("", "stay two."),
    ]


def test_lines_that_are_not_wrapped_are_left(tmp_path: Path) -> None:
    text = "FICTIONAL INTERVIEW.\nSemi-verbatim notes, by telephone.\n\nINT: why?\nTM: because\n"
    assert [words for _, words in _texts(tmp_path / "a.txt", text)] == [
        "FICTIONAL INTERVIEW.",
        "Semi-verbatim notes, by telephone.",
        "why?",
        "because",
    ]


def test_control_characters_go_and_letters_stay(tmp_path: Path) -> None:
    words = "TM: a\x07b\tc\u00a0d e\u0301\u00ade \x1b[1m" + " plain words" * 20
    assert _texts(tmp_path / "a.txt", words) == [("TM", "ab\tc\u00a0d e\u0301e [1m" + " plain words" * 20)]


# Markdown


def test_markdown_gives_its_words_alone(tmp_path: Path) -> None:
    text = (
        "# Focus *group*\n\n**Jane Doe:** I'm \\[laughs\\] **very** [glad](https://example.org) <laughs>\n\n"
        "* one\n* (*F* d): two\n\n3. three\n\n> quoted\n\n    code\n\n| a | b |\n|---|---|\n| c | `d` |\n\n"
        "**Jane Doe:** \\[04:16\\] &amp; so\n\n[00:12:30]: Yes\n"
    )
    assert _texts(tmp_path / "a.md", text) == [
        ("", "Focus group"),
        ("Jane Doe", "I'm [laughs] very glad <laughs>"),
        ("", "• one"),
        ("", "• (F d): two"),
        ("", "3. three"),
        ("", "quoted"),
        ("", "code"),
        ("", "a\tb"),
        ("", "c\td"),
        ("Jane Doe", "& so"),
        ("", "Yes"),
    ]
    assert [p.time for p in read(tmp_path / "a.md").paragraphs][-2:] == [256_000, 750_000]


def test_lines_of_markdown_are_joined_save_at_turns(tmp_path: Path) -> None:
    text = "INT: why\nnot?\nTM: because  \nhard\n"
    assert _texts(tmp_path / "a.markdown", text) == [("INT", "why not?"), ("TM", "because"), ("", "hard")]


# Refusals


def test_what_is_no_file_of_notes_is_refused(tmp_path: Path) -> None:
    for name in ("missing.txt", "missing.doc", "missing folder"):
        assert "not there" in _refusal(tmp_path / name)
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    assert "is a folder" in _refusal(folder)
    assert "is a folder" in _refusal(tmp_path)
    for name, sign in [("a.pdf", "is a PDF"), ("b.doc", "old Word format"), ("noending", ".docx, .txt")]:
        (tmp_path / name).write_bytes(b"words")
        assert sign in _refusal(tmp_path / name)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "has no words"),
        (b"\xef\xbb\xbf", "has no words"),
        (bytes(range(256)) * 9, "holds no text"),
        (b"%PDF-1.7 words", "PDF"),
        (b"{\\rtf1 words}", "Rich Text"),
        (b"PK\x03\x04 words", "packed"),
        (b"\xd0\xcf\x11\xe0 words", "old Word"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_text_that_is_none_is_refused(tmp_path: Path, content: bytes, reason: str, suffix: str) -> None:
    path = tmp_path / f"notes{suffix}"
    path.write_bytes(content)
    assert reason in _refusal(path)


def test_a_huge_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("words " * 100)
    monkeypatch.setattr(plain, "LIMIT", 100)
    assert "too big" in _refusal(tmp_path / "a.txt")


def test_a_file_of_another_owner_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("words")

    def denied(_path: Path) -> bytes:  # permissions themselves do not stop root, nor Windows
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert "may not be opened" in _refusal(path)


def test_endings_are_known_in_any_case(tmp_path: Path) -> None:
    assert SUFFIXES == (".docx", ".txt", ".text", ".md", ".markdown")
    assert _texts(tmp_path / "A.TXT", "TM: yes") == [("TM", "yes")]


# Real interviews


@needs_data
@pytest.mark.parametrize("path", sorted(DATA.glob("changelog_rfc_ccbysa/*.md")), ids=lambda path: path.stem)
def test_podcasts_have_their_speakers(path: Path) -> None:
    transcript = read(path)
    said = Counter(p.speaker for p in transcript.paragraphs if p.speaker)
    marked = path.read_text("utf-8").count(":** ") - path.read_text("utf-8").count("**Break:** ")
    assert sum(said.values()) >= marked - 2
    assert len(said) >= 3
    assert all(len(name.split()) == 2 for name in said)
    assert any(p.time is not None for p in transcript.paragraphs)
    assert not any("**" in p.text or "\\[" in p.text for p in transcript.paragraphs)


@needs_data
@pytest.mark.parametrize(
    "path", sorted(DATA.glob("metamuse_plaintext_ccby/*.txt")), ids=lambda path: path.stem
)
def test_wrapped_transcripts_have_every_speaker_and_time(path: Path) -> None:
    paragraphs = read(path).paragraphs
    spoken = [p for p in paragraphs if p.speaker]
    assert len(spoken) >= len(paragraphs) - 3  # a turn without words stays as it is written
    times = [p.time for p in spoken if p.time is not None]
    assert len(times) == len(spoken)
    assert times == sorted(times)
    assert sum(len(p.text) for p in spoken) / len(spoken) > 150
    names = "".join(p.speaker + p.text for p in paragraphs)
    written = path.read_text("utf-8")
    assert Counter(filter(str.isalpha, names)) == Counter(filter(str.isalpha, written))


@pytest.mark.skipif(not SAMPLE, reason="the sample interviews are not written yet")
@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_the_sample_interviews_have_speakers_and_times(path: Path) -> None:
    first, second, *turns = read(path).paragraphs
    assert first.text.startswith("FICTIONAL INTERVIEW.")
    assert not first.speaker
    assert not second.speaker
    spoken = [p for p in turns if p.speaker]
    assert len(spoken) >= len(turns) - 2
    assert 2 <= len({p.speaker for p in spoken}) <= 4
    times = [p.time for p in spoken if p.time is not None]
    assert len(times) > len(spoken) / 2
    assert times == sorted(times)
