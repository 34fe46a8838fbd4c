"""An attribution says what is known, and leaves no trace of what is not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_qda.text.attribution import attributed, fields, unknown

FACTS = {"side": "acute trust", "service model": "hospital team", "role": "named nurse", "area": "Area 1"}
WORDINGS = {"service model": {"hospital team": "hospital-based social work team", "none": ""}}


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{side}, {service model}", "Acute trust, hospital-based social work team"),
        ("{side}, {LA type}, {service model}", "Acute trust, hospital-based social work team"),
        ("{LA type}, {side}", "Acute trust"),
        ("{side}, {LA type}", "Acute trust"),
        ("{Side} ({LA type})", "Acute trust"),
        ("{side} ({LA type}, {role})", "Acute trust (named nurse)"),
        ("({role}, {area})", "(Named nurse, Area 1)"),
        ("{role}, aged {age}, {area}", "Named nurse, Area 1"),
        ("{role} of {ward}, {area}", "Named nurse, Area 1"),
        ("{ward} {role} in {area}", "Named nurse in Area 1"),
        ("{role} – {ward} – {area}", "Named nurse – Area 1"),
        ("Interview: {ward}, {area}", "Interview: Area 1"),
        ("{role}/{side}", "Named nurse/acute trust"),
        ("{role}/{ward}", "Named nurse"),
        ("{side}, England", "Acute trust, England"),
        ("{ward}, ({age})", ""),
        ("Interview with {ward}", ""),
        ("a participant", "A participant"),
        ("{side}, ", "Acute trust"),
        ("", ""),
        ("{side} {", "Acute trust {"),
    ],
)
def test_what_is_empty_goes_with_what_belongs_to_it(template, said):
    assert attributed(template, FACTS, WORDINGS) == said


def test_a_value_worded_as_nothing_is_left_out():
    assert (
        attributed("{side}, {service model}", {**FACTS, "service model": "none"}, WORDINGS) == "Acute trust"
    )


def test_fields_are_told_and_those_nobody_knows():
    template = "{side}, { service model } ({ROLE}, {side}, {ward})"
    assert fields(template) == ("side", "service model", "ROLE", "ward")
    assert unknown(template, FACTS) == ("ward",)


_values = st.sampled_from(["", "", " ", "acute trust", "named nurse", "Area 1", "hospital  team", "team,"])
_leaf = st.one_of(
    st.sampled_from(["{a}", "{b}", "{c}", "{d}", "{nobody}"]),
    st.sampled_from(["aged {a}", "{b} of {c}", "{d} years", "the {a} and {nobody} team", "England"]),
)
_templates = st.recursive(
    _leaf,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4).flatmap(
            lambda parts: st.sampled_from([", ", "; ", " – ", ": ", " ", " / "]).map(
                lambda sign: sign.join(parts)
            )
        )
        | inner.map(lambda part: f"({part})")
        | inner.map(lambda part: f"{{a}} ({part})")
    ),
    max_leaves=8,
)


@given(_templates, st.fixed_dictionaries(dict.fromkeys("abcd", _values)))
def test_no_stray_comma_space_or_bracket_is_left(template, facts):
    said = attributed(template, facts)
    assert "  " not in said
    assert said == said.strip(" ,;:–/")
    assert not re.search(r"\(\s*[,;:–/]|[,;:–/]\s*\)|\(\s*\)|\s[,;:)]|[,;:–/]\s*[,;:–/]", said)
    assert not said or not said[0].islower()
    for value in {" ".join(facts[name].split()).strip(" ,") for name in "abcd" if f"{{{name}}}" in template}:
        alone = template.replace("years", "").replace("of", "").replace("and", "")
        if alone == template:
            assert value.casefold() in said.casefold()


@given(st.text(max_size=30), st.dictionaries(st.text(max_size=5), st.text(max_size=8), max_size=3))
def test_no_template_is_an_error(template, facts):
    attributed(template, facts, {"side": facts})
    assert set(unknown(template, facts)) <= set(fields(template))
