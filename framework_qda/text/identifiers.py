"""Find what has a form of its own: addresses, telephone and NHS numbers, dates of birth, postcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from framework_qda.text.risks import Disclosure, Risk

_REGION = "GB"  # where a telephone number without its country is dialled

_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w+%][\w.!#$%&'*+/=?^`{|}~-]{0,63}@(?:[\w-]{1,63}\.){1,8}[\w-]*[^\W\d_]\b"
    r"|\b[\w.+-]{1,64}\s*[(\[]\s*at\s*[)\]]\s*[\w-]+(?:\s*(?:\.|[(\[]?\bdot\b[)\]]?)\s*[\w-]+)+"
    r"|\b[\w.+-]{1,64} at [\w-]+(?: dot [\w-]+)+",
    re.IGNORECASE,
)
_WEB = re.compile(
    r"\b(?:https?://[^\s<>\"”’)\]]*[^\s<>\"”’)\].,;:!?]|www\.[\w-]+(?:\.[\w-]+)+(?:/[^\s<>\"”’)\].,;:!?]*)?)",
    re.IGNORECASE,
)

# As “@jobloggs”, and no part of an address.
_ACCOUNT = re.compile(r"(?<![\w@./+-])@[A-Za-z]\w{2,29}\b(?![@/]|\.\w)")
_EXTENSION = re.compile(
    r"\b(?:ext(?:n|ension)?\b\.?(?: (?:no\.?|number))?|extension)[ :]{0,2}(?P<digits>\d{3,6})\b(?![.,:/-]\d)",
    re.IGNORECASE,
)

_AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX"
    "|FK|FY|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|ME|MK|ML|NE|NG"
    "|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ"
    "|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE|B|E|G|L|M|N|S|W"
)
_POSTCODE = re.compile(
    rf"(?<![\w@.-])(?:GIR[ \u00a0]?0AA|(?:{_AREAS})(?:\d{{1,2}}|\d[A-HJKMNP-Y])[ \u00a0]?"
    r"(?!1st|2nd|3rd|\dth|\d\ds)\d[ABD-HJLNP-UW-Z]{2})(?!\w)",
    re.IGNORECASE,
)

_INWARD = re.compile(r"\d[A-Za-z]{2}(?!\w)")

_GAP = r"[ \u00a0\u2009\u202f-]?"
_ABROAD = r"(?<!\+\d )(?<!\+\d\d )(?<!\+\d\d\d )"  # after a country's code, ten digits are a telephone number
_TEN = re.compile(
    rf"(?<![\w+])(?<!\d[.-]){_ABROAD}(?:\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}|\d{{6}}{_GAP}\d{{4}})(?![.-]?\d|\w)"
)
_MONTHS = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{2,6})?\.?"
_YEAR = r"(?:1[89]|20)\d\d"
_SHORT = r"(?:1[89]|20)?\d\d"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:{_YEAR}[-/.](?:1[0-2]|0?[1-9])[-/.](?:[12]\d|3[01]|0?[1-9])"
    rf"|(?:[12]\d|3[01]|0?[1-9])\s?[-/.]\s?(?:[12]\d|3[01]|0?[1-9])\s?[-/.]\s?{_SHORT}"
    rf"|{_DAY}(?: of)?[ -]{_MONTHS}(?:,?[ -](?:{_YEAR}|[’']?\d\d))?"
    rf"|{_MONTHS} (?:the )?{_DAY}(?:,? {_YEAR})?|{_MONTHS},? {_YEAR}|{_YEAR})(?![\w/])"
)
_BORN = r"(?:\bborn\b|\bd\.?\s?o\.?\s?b\b\.?|\bdate[ -]of[ -]birth\b|\bbirth[ -]?da(?:te|y)\b|\bb\.(?= ?\d))"
_OF_BIRTH = re.compile(
    r"born|birth|d\W{0,2}o\W{0,2}b|\bb\.|\baged?\b", re.IGNORECASE
)  # most texts have none: spares dates
_BIRTH = re.compile(
    rf"\baged? \d{{1,3}}(?: (?:years|months|weeks)(?: old)?)?,? ?\((?!{_YEAR}\))(?P<aged>{_DATE})\)"
    rf"|{_BORN}[^\d.!?\n]{{0,30}}?(?<![\d/.-])(?P<after>{_DATE})"
    rf"|(?<![\d/.-])\b(?P<before>{_DATE})[\s,(]*(?:(?:is|was|being|as)\s)?(?:\w+\s){{0,2}}"
    r"(?:d\.?o\.?b\b\.?|date of birth\b|birth[ -]?da(?:te|y)\b)",
    re.IGNORECASE,
)

_DIALLED = re.compile(
    r"(?<![\w.,/:-])(?:\+\s?|\(\s?\+?)?\d(?:[ \u00a0\u2009\u202f().\-‐‑–/]{0,3}\d){6,19}"
    r"(?:[ ,]{0,2}(?:ext\.?|extension|x)[ ]?\d{1,6})?(?![\w:]|[.,/-]\d)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:\b(?:tele)?phone[ds]?|\btel|\bmob(?:ile)?|\bcall(?:ed|ing)?|\br[iau]ng|\btext(?:ed)?|\bfax|\bwhatsapp|\bnumber)\b"
    r"\W{0,3}(?:\w+\W{1,3}){0,3}$",
    re.IGNORECASE,
)
_DAYS_AND_YEARS = re.compile(
    r"\(?(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|(?:1[89]|20)\d\d\b[ –/-]+(?:1[89]|20)\d\d\b)"
)


def emails(text: str) -> Iterator[Disclosure]:
    """Find e-mail addresses, also as people say them: “mary at example dot org”."""
    if "@" in text or re.search(r"\bat\b", text, re.IGNORECASE):
        for found in _EMAIL.finditer(text):
            yield _found(Risk.EMAIL, found, "an e-mail address reaches one person")


def accounts(text: str) -> Iterator[Disclosure]:
    """Find the names of accounts, as “@jobloggs”."""
    if "@" in text:
        for found in _ACCOUNT.finditer(text):
            yield _found(Risk.ACCOUNT, found, "an account is one person's or organisation's")


def web_addresses(text: str) -> Iterator[Disclosure]:
    """Find web addresses, which mostly are an organisation's."""
    for found in _WEB.finditer(text):
        yield _found(Risk.ORGANISATION, found, "a web address names its owner")


def postcodes(text: str) -> Iterator[Disclosure]:
    """Find full UK postcodes."""
    for end in _INWARD.finditer(text):  # digits are rarer than letters
        if found := _POSTCODE.search(text, max(0, end.start() - 5), end.end()):
            yield _found(Risk.POSTCODE, found, "a postcode is a street or less")


def nhs_numbers(text: str) -> Iterator[Disclosure]:
    """Find ten digits of which the last proves the others to be an NHS or a CHI number."""
    tens = [*_TEN.finditer(text)]
    if tens:
        from stdnum.gb import nhs

        for found in tens:
            digits = re.sub(r"\D", "", found.group())
            if nhs.is_valid(digits) and (digits[0] != "0" or _is_day(digits[:6])):
                yield _found(Risk.NUMBER, found, "its check digit makes it an NHS number")


def _is_day(digits: str) -> bool:
    """Tell whether six digits are day, month and year, as a CHI number begins."""
    try:
        date(2000 + int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return False
    return True


def births(text: str) -> Iterator[Disclosure]:
    """Find dates that words such as “born” or “DOB” make a date of birth."""
    if not _OF_BIRTH.search(text):
        return
    for found in _BIRTH.finditer(text):
        start, stop = found.span(found.lastgroup or 0)
        yield Disclosure(
            Risk.BIRTH, start, stop, text[start:stop], "the words about it say somebody was born then"
        )


def telephones(text: str) -> Iterator[Disclosure]:
    """Find telephone numbers: of any country with its code, British ones as they are dialled there."""
    dialled = [*_DIALLED.finditer(text)]
    if dialled:
        import phonenumbers as phones

        for found in dialled:
            called = bool(_CALLED.search(text[max(0, found.start() - 60) : found.start()]))
            for number in phones.PhoneNumberMatcher(found.group(), _REGION, phones.Leniency.POSSIBLE):
                written = number.raw_string
                if _DAYS_AND_YEARS.match(written):
                    continue
                if called or _is_dialled(written, valid=phones.is_valid_number(number.number)):
                    start, stop = found.start() + number.start, found.start() + number.end
                    yield Disclosure(Risk.TELEPHONE, start, stop, text[start:stop], "a telephone number")


def extensions(text: str) -> Iterator[Disclosure]:
    """Find the numbers of extensions, where the telephone number itself is not told."""
    for found in _EXTENSION.finditer(text):
        yield _found(Risk.TELEPHONE, found, "an extension rings at one desk")


def _is_dialled(written: str, *, valid: bool) -> bool:
    """Tell whether a number is written as one is dialled: with a plus, or with nought and enough digits.

    Ten or eleven digits that nobody has, as in a film, are no less a telephone number to a reader.
    """
    digits = re.sub(r"\D", "", re.split(r"(?i)[ ,]*(?:ext|x)", written)[0])
    return written.lstrip("( ").startswith("+") or (digits[0] == "0" and (valid or len(digits) in (10, 11)))


def _found(risk: Risk, found: re.Match[str], why: str) -> Disclosure:
    return Disclosure(risk, found.start(), found.end(), found.group(), why)
