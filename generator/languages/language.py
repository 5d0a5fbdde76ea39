"""One language: its messages, dates, numbers and order."""

from __future__ import annotations

import datetime as dt
import gettext
import os
import re
import struct
import sys
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.languages import Message

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from babel import Locale

SOURCE = "en"
"""The language that messages are written in; the others have a catalogue beside this module."""

LOCALES = {"en": "en_GB"}
"""Where a language is written in several ways, the one of European readers."""

_APOSTROPHES = re.compile("['\u2018\u2019\u02bc]")


class UnknownLanguage(ValueError):
    """No catalogue for the language."""


@dataclass(frozen=True)
class Language:
    """Says messages, dates and numbers as its readers expect them.

    `code` is ISO 639-1; `digest` stands for all that the catalogue says, None where nothing is known of that.
    """

    code: str
    translations: gettext.NullTranslations
    digest: bytes | None = None

    @classmethod
    def load(cls, code: str) -> Language:
        """Return the language; raise `UnknownLanguage` for one without catalogue."""
        if code == SOURCE:
            return cls(code, gettext.NullTranslations(), b"")
        if code not in available():
            raise UnknownLanguage(f"no catalogue for the language {code!r}; there are {', '.join(available())}")
        return cls(code, _compiled(code), _digest(_catalogue(code).read_bytes()))

    def gettext(self, message: str) -> str:
        """Return the message in this language."""
        return self.translations.gettext(message) if message else ""

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return the message in the form that goes with `number`."""
        return self.translations.ngettext(one, many, number)

    def say(self, message: Message) -> str:
        """Return the message with its values in place."""
        values = {
            key: self.say(value) if isinstance(value, Message) else value for key, value in message.values.items()
        }
        return self.gettext(message.text).format(**values)

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale of the language."""
        from babel import Locale

        return Locale.parse(LOCALES.get(self.code, self.code))

    def date(self, day: dt.date, style: Literal["full", "long", "medium", "short"] = "long") -> str:
        """Return «7 febbraio 2023» (long), «7 feb 2023» (medium)."""
        from babel.dates import format_date

        return format_date(day, style, locale=self.locale)

    def date_as(self, day: dt.date, skeleton: str) -> str:
        """Return a date by CLDR skeleton: `MMMy` gives «feb 2023»."""
        from babel.dates import format_skeleton

        return format_skeleton(skeleton, day, locale=self.locale)

    def time(self, moment: dt.datetime) -> str:
        """Return hours and minutes, as they stand in `moment`'s own zone."""
        from babel.dates import format_time

        return format_time(moment, "short", tzinfo=moment.tzinfo, locale=self.locale)

    def number(self, number: float) -> str:
        """Return «1.234,5»; whole numbers without decimals, four digits grouped too."""
        from babel.numbers import format_decimal

        return format_decimal(int(number) if float(number).is_integer() else number, locale=self.locale)

    def money(self, amount: float, currency: str) -> str:
        """Return «1.500.000 €», without cents where there are none."""
        from babel.numbers import format_currency

        whole = float(amount).is_integer()
        return format_currency(
            amount, currency, locale=self.locale, currency_digits=not whole, format=self._whole if whole else None
        )

    @cached_property
    def _whole(self) -> str:
        pattern: str = self.locale.currency_formats["standard"].pattern
        return pattern.replace("0.00", "0")

    def join(self, items: list[str], style: Literal["standard", "or"] = "standard") -> str:
        """Return «a, b e c», or «a, b o c»."""
        from babel.lists import format_list

        return format_list(items, style, self.locale) if items else ""


def sort_key(text: str) -> tuple[str, str]:
    """Return the key that puts names in the order of a directory in any language of Latin script.

    Letters decide before accents, case and apostrophes do (the levels of Unicode Technical Standard 10, which
    for Italian, English, German and French on names comes to this), and digits go before letters.
    """
    folded = text.casefold()
    if folded.isascii():
        return folded.replace("'", ""), text
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFKD", folded))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)), text


def available() -> tuple[str, ...]:
    """Return the codes of all languages that the interface speaks."""
    here = files("generator.languages")
    return tuple(sorted({SOURCE, *(entry.name for entry in here.iterdir() if (entry / "messages.po").is_file())}))


def _catalogue(code: str) -> Traversable:
    return files("generator.languages") / code / "messages.po"


def _compiled(code: str) -> gettext.NullTranslations:
    """Return the catalogue, compiled by an earlier run where one could keep it beside its source, as Python does."""
    source = _catalogue(code).read_bytes()
    kept = Path(str(_catalogue(code))).parent / "__pycache__" / f"messages.{_digest(source).hex()}.mo"
    with suppress(OSError, ValueError, struct.error):
        return gettext.GNUTranslations(BytesIO(kept.read_bytes()))
    compiled = _compile(code, source)
    if not sys.dont_write_bytecode:
        _keep(kept, compiled)
    return gettext.GNUTranslations(BytesIO(compiled))


def _compile(code: str, source: bytes) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source), locale=code))
    return compiled.getvalue()


def _keep(path: Path, content: bytes) -> None:
    fresh = path.with_suffix(f".{os.getpid()}")
    # An installation that nobody may write to keeps nothing.
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        fresh.write_bytes(content)
        fresh.replace(path)


def _digest(source: bytes) -> bytes:
    return blake2b(source, digest_size=16).digest()
