"""Say what in a text may tell who somebody is."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Risk(StrEnum):
    """What kind of thing may tell who somebody is."""

    LISTED = "identifying word"
    NAME = "name"
    PLACE = "place"
    ORGANISATION = "organisation"
    EMAIL = "e-mail address"
    ACCOUNT = "account name"
    TELEPHONE = "telephone number"
    NUMBER = "NHS number"
    BIRTH = "date of birth"
    POSTCODE = "postcode"
    FEW = "fits fewer than k"


class Disclosure(NamedTuple):
    """Words of a text, from `start` up to but not including `stop`, and why they may identify somebody."""

    risk: Risk
    start: int
    stop: int
    words: str
    why: str
