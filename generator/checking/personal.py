"""What personal data looks like in running text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from stdnum import iban
from stdnum.it import codicefiscale

from generator.languages import N_, Message
from generator.reading.problem import Severity
from generator.vocabularies.guessing import folded

# Six letters, year, month's letter, day, municipality, check character; digits may have become letters where two
# persons' codes fell together ("omocodia": D.M. 23 December 1976, art. 6).
_DIGIT = "[0-9LMNP-V]"
TAX_CODE = re.compile(
    rf"(?<![0-9A-Z])[A-Z]{{3}}[ .-]?[A-Z]{{3}}[ .-]?{_DIGIT}{{2}}[A-EHLMPR-T]{_DIGIT}{{2}}[ .-]?"
    rf"[A-Z]{_DIGIT}{{3}}[ .-]?[A-Z](?![0-9A-Z])",
    re.IGNORECASE,
)
# Looked for ahead, so that what begins like an account number cannot swallow the true one behind it.
IBAN = re.compile(r"(?<![0-9A-Z])(?=([A-Z]{2}[0-9]{2}(?:[ .-]?[0-9A-Z]){11,30}))", re.IGNORECASE)
MOBILE = re.compile(r"3[1-9][0-9](?:[ ./()-]{0,3}[0-9]){7}(?![./-]?[0-9])")
# What may stand right before a mobile number: no part of a longer number or address, Italy's prefix, a link that dials.
DIALLED = re.compile(
    r"(?:^|[^0-9A-Za-z/=._,%+-]|[A-Za-z]\.)(?:\+39|0039)?[ ./()-]*$|(?:wa\.me/|phone=|tel:)(?:\+|%2B)?(?:39)?$"
)
# Another country's prefix, or the prefix of a town: then what follows is no Italian mobile number.
ELSEWHERE = re.compile(r"(?:\+|\b00)(?!39)[0-9]{1,3}[ ./()0-]*$|\b0(?!039)[0-9]{1,3}[ ./)-]+$")
MAILBOX = re.compile(r"(?<![0-9A-Za-z_.+-])([A-Za-z]+)\.([A-Za-z]+)(@[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)")


@dataclass(frozen=True)
class Detector:
    """One kind of personal data.

    find: from a text, and the name of what it describes, to the first find as it may be shown, or None.
    outline: what no text with such data lacks, in UTF-8; with `compact`, once each ASCII letter has become an A,
    each digit a 0, and `privacy.MARKS` have gone.
    """

    rule: str
    severity: Severity
    text: str
    find: Callable[[str, str], str | None]
    outline: re.Pattern[bytes]
    compact: bool = True

    def message(self, found: str) -> Message:
        """Return what is said of it."""
        return Message(self.text, {"found": found})


def tax_code(text: str, _: str = "") -> str | None:
    """Find a person's tax code whose check character is right."""
    codes = (match[0] for match in TAX_CODE.finditer(text))
    return next((masked(code) for code in codes if codicefiscale.is_valid(re.sub("[ .-]", "", code))), None)


def account(text: str, _: str = "") -> str | None:
    """Find an IBAN whose check digits are right (ISO 13616), whatever words follow it."""
    for match in IBAN.finditer(text):
        words = re.split("[ .-]", match[1])
        if any(iban.is_valid("".join(words[:end])) for end in range(1, len(words) + 1)):
            return masked(match[1])
    return None


def mobile(text: str, _: str = "") -> str | None:
    """Find an Italian mobile number: ten digits from 3, with or without Italy's prefix, or in a link that dials."""
    for match in MOBILE.finditer(text):
        before = text[max(0, match.start() - 16) : match.start()]
        if DIALLED.search(before) and not ELSEWHERE.search(before):
            return masked(match[0])
    return None


def mailbox(text: str, name: str = "") -> str | None:
    """Find a mailbox like name.surname@; not one of a role (ufficio.stampa@) or of the co-operative's own name."""
    for match in MAILBOX.finditer(text):
        parts = {match[1].lower(), match[2].lower()}
        if not parts & roles() and not parts & set(folded(name).split()):
            return masked(match[1]) + match[3]
    return None


def masked(found: str) -> str:
    """Return the first three characters, enough to find the place and too little to publish."""
    return f"{found[:3]}…"


@cache
def roles() -> frozenset[str]:
    """Return the words that make a mailbox an office's."""
    text = files("generator.checking").joinpath("roles.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


DETECTORS = (
    Detector(
        "personal-tax-code",
        Severity.ERROR,
        N_("found a person's tax code ({found}): it must not stand in a public file"),
        tax_code,
        re.compile(rb"A00A0"),
    ),
    Detector(
        "account-number",
        Severity.ERROR,
        N_("found the number of a bank account ({found}): it must not stand in a public file"),
        account,
        re.compile(rb"A00A{0,5}00000000"),
    ),
    Detector(
        "mobile-number",
        Severity.WARNING,
        N_("found a mobile number ({found}): is it a person's? Better the number of an office"),
        mobile,
        re.compile(rb"0000000000"),
    ),
    Detector(
        "personal-mailbox",
        Severity.WARNING,
        N_("found a mailbox that looks like a person's ({found}): better one of an office, such as info@"),
        mailbox,
        re.compile(rb"\.[A-Za-z]+@"),
        compact=False,
    ),
)
