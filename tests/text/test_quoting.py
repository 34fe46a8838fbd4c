"""The markup of quotations: the words spoken are always in it, whatever the author does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_qda.text.quoting import (
    EditKind,
    HouseStyle,
    Piece,
    cut,
    has_edits,
    insert,
    merged,
    parse,
    placed,
    plain,
    replace,
    restore,
    shown,
    shown_pieces,
    spoken,
    write,
)
from tests.text.quotations import Edit, done, quotations, speech

SPOKEN, CUT, INSERTED, REPLACED = EditKind
texts = st.text(alphabet="ab \\{}>-+.…[]\n", max_size=8)
pieces = st.one_of(
    st.builds(Piece, st.sampled_from([SPOKEN, CUT]), texts),
    st.builds(Piece, st.just(INSERTED), st.just(""), texts),
    st.builds(Piece, st.just(REPLACED), texts, texts),
)
SAID = "We see Mary Smith, you know, every day... and they come."


@given(st.lists(pieces, max_size=6))
def test_what_is_written_reads_back(written: list[Piece]) -> None:
    assert parse(write(written)) == merged(written)
    assert spoken(write(written)) == "".join(piece.words for piece in merged(written))


@given(st.text(alphabet="ab \\{}>-+", max_size=25))
def test_any_text_at_all_reads(markup: str) -> None:
    normal = write(parse(markup))
    assert parse(normal) == parse(markup)
    assert write(parse(normal)) == normal


@given(st.text())
def test_plain_words_are_the_speakers(words: str) -> None:
    assert spoken(plain(words)) == words
    assert not has_edits(plain(words))


def test_each_edit_is_written_as_a_person_would() -> None:
    assert parse("We {-all -}see {+often+} {Mary Smith>named nurse}, \\{so\\} a > b") == (
        Piece(SPOKEN, "We "),
        Piece(CUT, "all "),
        Piece(SPOKEN, "see "),
        Piece(INSERTED, "", "often"),
        Piece(SPOKEN, " "),
        Piece(REPLACED, "Mary Smith", "named nurse"),
        Piece(SPOKEN, ", {so} a > b"),
    )


@pytest.mark.parametrize(
    "words", ["{", "a { b", "{-", "{-}", "{+}", "{-a", "{a}", "{{a}}", "\\", "a\\b", "-}", "{a>b"]
)
def test_a_sign_that_marks_no_whole_edit_is_the_speakers(words: str) -> None:
    assert spoken(words) == words
    assert not has_edits(words)


def test_signs_within_an_edit_are_taken_as_they_stand_after_a_backslash() -> None:
    assert parse("{-a \\-} b-}") == (Piece(CUT, "a -} b"),)
    assert parse("{+a \\+} b+}") == (Piece(INSERTED, "", "a +} b"),)
    assert parse("{a\\>b>c\\}}") == (Piece(REPLACED, "a>b", "c}"),)
    assert parse("\\{-a-}") == (Piece(SPOKEN, "{-a-}"),)
    assert parse(write([Piece(REPLACED, "-a", "b-")])) == (Piece(REPLACED, "-a", "b-"),)


def test_an_edit_of_nothing_is_none() -> None:
    assert write(parse("a{--}b{++}c{+ +}")) == "abc"
    assert write(parse("{>role}")) == "{+role+}"
    assert write(parse("{Mary>}")) == "{-Mary-}"


@given(quotations())
def test_no_edit_loses_a_word_of_the_speaker_or_an_insertion(drawn: tuple[str, list[Edit]]) -> None:
    words, edits = drawn
    markup = done(words, edits)
    assert spoken(markup) == words
    inserted = [piece.instead for piece in parse(markup) if piece.kind is INSERTED]
    for edit in edits:
        if edit.how == "insert":
            assert edit.put in inserted
            inserted.remove(edit.put)
    assert markup == write(parse(markup))


@given(quotations())
def test_every_edit_can_be_taken_back_where_it_stands(drawn: tuple[str, list[Edit]]) -> None:
    words, edits = drawn
    markup = done(words, edits)
    while has_edits(markup):
        there = [each for each in placed(markup) if each.piece.kind is not SPOKEN]
        back = restore(markup, there[0].start, there[0].piece.kind)
        left = [(each.piece.kind, each.start) for each in placed(back) if each.piece.kind is not SPOKEN]
        assert left == [(each.piece.kind, each.start) for each in there[1:]]
        assert spoken(back) == words
        markup = back
    assert markup == plain(words)


def test_taking_back_takes_the_first_of_several_and_else_the_one_before() -> None:
    markup = "{+x+}{-ab-}cd"
    assert restore(markup, 0) == "{-ab-}cd"
    assert restore(markup, 0, CUT) == "{+x+}abcd"
    assert restore(markup, 1) == "{+x+}abcd"
    assert restore(markup, 2) == "{+x+}abcd"
    assert restore(markup, 3) == markup
    assert restore("ab{>c}", 2) == "ab"


def test_a_cut_takes_what_was_cut_or_replaced_before_into_it() -> None:
    assert cut("ab{-cd-}ef", 1, 5) == "a{-bcde-}f"
    assert cut("ab{cd>x}ef", 1, 3) == "a{-bcd-}ef"
    assert cut("ab{+x+}cd", 1, 3) == "a{-bc-}{+x+}d"
    assert cut("ab{+x+}cd", 2, 3) == "ab{+x+}{-c-}d"
    assert cut("abcd", 2, 2) == "abcd"
    assert cut("{abc>r}d", 1, 1) == "{abc>r}d"


def test_a_role_stands_for_words_without_the_space_at_their_ends() -> None:
    assert replace("ab Mary cd", 2, 8, "[named nurse]") == "ab {Mary>named nurse} cd"
    assert replace("a{-b-}{+x+}c", 0, 3, "r") == "{abc>r}{+x+}"
    assert replace("{ab>r}c", 1, 3, "s") == "{abc>s}"
    assert replace("ab cd", 2, 3, "r") == "ab{+r+} cd"


def test_insertions_stand_in_the_order_in_which_they_were_made_and_outside_of_cuts() -> None:
    assert insert(insert("ab", 1, "x"), 1, "[y]") == "a{+x+}{+y+}b"
    assert insert("a{-bc-}d", 2, "x") == "a{-bc-}{+x+}d"
    assert insert("a{-bc-}d", 1, "x") == "a{+x+}{-bc-}d"
    assert insert("{bc>r}d", 1, "x") == "{bc>r}{+x+}d"
    assert insert("", 0, "x") == "{+x+}"


@given(quotations())
def test_what_is_shown_comes_in_pieces_and_shows_every_edit(drawn: tuple[str, list[Edit]]) -> None:
    words, edits = drawn
    markup = done(words, edits)
    seen = shown_pieces(markup)
    assert "".join(text for text, _ in seen) == shown(markup)
    assert all(text for text, _ in seen)
    for piece in parse(markup):
        if piece.kind in (INSERTED, REPLACED):
            assert (f"[{piece.instead}]", piece.kind) in seen
        if piece.kind is CUT and piece.words.strip():
            assert ("....", CUT) in seen
    assert "  " not in shown(markup) or "  " in words


@given(speech)
def test_without_an_edit_the_words_are_shown_with_pauses_evened(words: str) -> None:
    assert shown(plain(words)) == words.replace("...", "…").strip()
    assert shown(plain(words)).replace("…", "...") == words.replace("…", "...").strip()


def test_a_cut_is_told_apart_from_a_pause() -> None:
    assert shown(cut(SAID, 17, 27)) == "We see Mary Smith ...., every day… and they come."
    assert shown("wait..... {-no-} wait …. so..") == "wait… .... wait … so.."
    assert shown_pieces("a {-b-} c") == (("a ", SPOKEN), ("....", CUT), (" c", SPOKEN))
    assert shown("a{-b-}c", HouseStyle(cut="[…]")) == "a […] c"


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ("{-So -}we see {-a-} {-b-} them", ".... we see .... them"),
        ("we see{- them-}. They", "we see .... They"),
        ("we see{- them-}, and ({-so-}on{-ward-}) go", "we see ...., and (.... on ....) go"),
        ("one\n{-two\n-}three", "one\n....\nthree"),
        ("one{-\ntwo-}\nthree", "one\n....\nthree"),
        ("one {-more\ntwo-} more", "one .... more"),
        ("they{+the midwives+} come", "they [the midwives] come"),
        ("they {+the midwives+}come", "they [the midwives] come"),
        ("they come{+in+}, ({+all+}of them)", "they come [in], ([all] of them)"),
        ("nurse{+s+} come{+’s+} know{+ing+} ", "nurse[s] come[’s] know[ing]"),
        ("{W>w}e see {Mary>named nurse}’s", "[w]e see [named nurse]’s"),
        ("a {-b-}{+c+}d", "a .... [c] d"),
        ("a {+c+}{-b-}d", "a [c] .... d"),
        ("so{+,+} yes", "so[,] yes"),
        ("organi{+s+}ation", "organi[s]ation"),
        (" {-a-} b {-c-}\n", ".... b ...."),
        (" {+a+} b {+c+} ", "[a] b [c]"),
        ("a{- -}b", "a b"),
        (" ", ""),
        ("{-all-}", "...."),
        ("", ""),
    ],
)
def test_spaces_about_edits_are_evened(markup: str, seen: str) -> None:
    assert shown(markup) == seen
