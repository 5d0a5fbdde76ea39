"""One text as a YAML scalar that every reader, old or new, takes for that very text."""

from __future__ import annotations

import re

# What YAML 1.1 or 1.2 takes for a number, a date or a time begins and goes on like this; far more than needed is
# quoted, which does no harm, nothing less.
NUMBER_LIKE = re.compile(r"[-+.]?[0-9][-+.,:_ 0-9a-fA-FxXoOTtZz]*")
LONG = 100
WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
TYPED = re.compile(r"true|false|-?(0|[1-9][0-9]*)(\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:+-]+Z?)?")
SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def scalar(text: str, *, typed: bool = False) -> str:
    """Return `text` on one line: as it is where that is safe, else between double quotes.

    `typed` says that the field wants a number, a date or a truth value: these go without quotes.
    """
    if (typed and TYPED.fullmatch(text)) or _is_plain(text):
        return text
    return double_quoted(text)


def double_quoted(text: str) -> str:
    """Return `text` between double quotes, on one line, with nothing in it that is not seen."""
    return '"' + "".join(map(_escaped, text)) + '"'


def single_quoted(text: str) -> str | None:
    """Return `text` between single quotes, None where these could not hold it on one line."""
    return "'" + text.replace("'", "''") + "'" if text.isprintable() else None


def block(text: str, indent: str) -> str | None:
    """Return a long text as a literal block, None when it is short or would not come back unharmed.

    `indent` stands in front of each line; what is returned begins with the block's mark.
    """
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if len(lines) < 2 and (len(body) < LONG or _is_plain(text)):
        return None
    if body.startswith((" ", "\n")) or body.endswith("\n"):
        return None
    if any(line.isspace() for line in lines) or not body.replace("\n", "").isprintable():
        return None
    mark = "|" if text.endswith("\n") else "|-"
    return "\n".join([mark, *(indent + line if line else "" for line in lines)])


def _is_plain(text: str) -> bool:
    return (
        text[:1].isalnum()
        and text[-1] not in " :"
        and ": " not in text
        and " #" not in text
        and text.casefold() not in WORDS
        and not NUMBER_LIKE.fullmatch(text)
        and text.isprintable()
    )


def _escaped(letter: str) -> str:
    if letter in SHORT_ESCAPES:
        return SHORT_ESCAPES[letter]
    if letter.isprintable():
        return letter
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
