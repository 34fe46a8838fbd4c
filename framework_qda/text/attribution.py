"""Say who speaks without saying who they are: a template filled with facts.

`{side}, {service model}` gives “Acute trust, hospital-based social work team”. What is not known is left out
with what belongs to it: the comma that parts it from its neighbour, the words about it up to that comma, and
brackets in which nothing else stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

_V = TypeVar("_V")


class _Field(NamedTuple):
    name: str


class _Group(NamedTuple):
    """What stands in brackets."""

    opening: str
    nodes: list[_Node]


class _Joint(NamedTuple):
    """Punctuation that parts one statement from the next."""

    sign: str


_Node = str | _Field | _Group | _Joint

_CLOSING = {"(": ")", "[": "]"}
_TOKEN = re.compile(
    r"\{\s*(?P<field>[^{}\s](?:[^{}]*[^{}\s])?)\s*\}|(?P<bracket>[()\[\]])"
    r"|(?P<joint>\s*[,;|·•]\s*|\s*:\s+|\s+[/–—-]\s+)|(?P<words>[^{()\[\],;|·•:\s]+|.)",
    re.DOTALL,
)


def attributed(
    template: str, facts: Mapping[str, str], wordings: Mapping[str, Mapping[str, str]] | None = None
) -> str:
    """Fill a template with facts, in the words that `wordings` has for a value of a field.

    A field that is unknown or empty is left out; where all are, nothing is left. It begins with a capital.
    """
    known = _folded(facts)
    worded = {name: _folded(values) for name, values in _folded(wordings or {}).items()}

    def fill(name: str) -> str:
        value = _even(known.get(_fold(name), ""))
        return _even(worded.get(_fold(name), {}).get(_fold(value), value))

    return _capitalised(_even(_filled(_nodes(template), fill) or ""))


def fields(template: str) -> tuple[str, ...]:
    """List the names of the fields in a template, each once, in its order."""
    return tuple(dict.fromkeys(token["field"] for token in _TOKEN.finditer(template) if token["field"]))


def told(template: str, facts: Mapping[str, str]) -> dict[str, str]:
    """Give those facts that a template asks for."""
    asked = set(map(_fold, fields(template)))
    return {name: value for name, value in facts.items() if _fold(name) in asked}


def unknown(template: str, names: Iterable[str]) -> tuple[str, ...]:
    """List the fields of a template that are none of these names, capitals apart."""
    known = set(map(_fold, names))
    return tuple(name for name in fields(template) if _fold(name) not in known)


def _nodes(template: str) -> list[_Node]:
    stack: list[_Group] = [_Group("", [])]
    for token in _TOKEN.finditer(template):
        nodes, bracket = stack[-1].nodes, token["bracket"]
        if token["field"]:
            nodes.append(_Field(token["field"]))
        elif token["joint"]:
            nodes.append(_Joint(token["joint"]))
        elif bracket in _CLOSING:
            stack.append(_Group(bracket, []))
            nodes.append(stack[-1])
        elif bracket and len(stack) > 1:
            stack.pop()
        elif not bracket:
            nodes.append(token["words"])
    return stack[0].nodes


def _filled(nodes: Iterable[_Node], fill: Callable[[str], str]) -> str | None:
    """Give the statements that have something to say, joined; None where every field in them is empty."""
    text, joint, asked, answered = "", "", False, False
    for sign, statement in _statements(nodes):
        said, has_field = _said(statement, fill)
        asked, answered = asked or has_field, answered or (has_field and bool(said))
        joint = joint or sign
        if said:
            text, joint = text + (joint if text else "") + said, ""
    return text if answered or not asked else None


def _statements(nodes: Iterable[_Node]) -> Iterator[tuple[str, list[_Node]]]:
    """Part nodes at their joints, each part with the joint before it."""
    sign, statement = "", list[_Node]()
    for node in nodes:
        if isinstance(node, _Joint):
            yield sign, statement
            sign, statement = node.sign.rstrip() + " ", []
        else:
            statement.append(node)
    yield sign, statement


def _said(statement: Sequence[_Node], fill: Callable[[str], str]) -> tuple[str, bool]:
    """Give what one statement says, and whether a field is in it; “” where none of its fields is filled.

    Words between two fields stay where both are filled, those at an end where the field next to them is.
    """
    words, answers = [""], list[str]()
    for node in statement:
        match node:
            case str():
                words[-1] += node
            case _Field(name):
                answers.append(fill(name))
                words.append("")
            case _Group(opening, inner):
                said = _filled(inner, fill)
                answers.append(f"{opening}{said}{_CLOSING[opening]}" if said else "")
                words.append("")
            case _Joint():
                raise AssertionError("a statement has no joint")
    if not any(answers):
        return ("" if answers else words[0].strip()), bool(answers)
    text = words[0] if answers[0] else ""
    for place, answer in enumerate(answers):
        following = answers[place + 1] if place + 1 < len(answers) else answer
        text += answer + (words[place + 1] if answer and following else " ")
    return _even(text), True


def _folded(mapping: Mapping[str, _V]) -> dict[str, _V]:
    return {_fold(key): value for key, value in mapping.items()}


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())


def _even(text: str) -> str:
    return " ".join(text.split()).strip(" ,;")


def _capitalised(text: str) -> str:
    first = next((place for place, letter in enumerate(text) if letter.isalnum()), 0)
    return text[:first] + text[first : first + 1].upper() + text[first + 1 :]
