"""A message as a file that mail programs open to be sent (RFC 5322)."""

from __future__ import annotations

import re
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import NamedTuple

from generator.records.patterns import EMAIL_PATTERN

_ADDRESS = re.compile(EMAIL_PATTERN)
_BOUNDARY = "coop-restart-{name}"


class Letter(NamedTuple):
    """A message before it is a file.

    name: what its identifier is made from. sender: the name and the address. html: the same as `text`, "" for none.
    """

    name: str
    sender: tuple[str, str]
    to: str
    subject: str
    text: str
    moment: datetime
    html: str = ""

    @property
    def file(self) -> bytes:
        """The file: the same for the same letter. Raise `ValueError` where a header could not hold what it should."""
        letter = EmailMessage(policy=SMTP)
        # Mail programs open such a file as a draft.
        letter["X-Unsent"] = "1"
        letter["From"] = address(*reversed(self.sender))
        if self.to:
            letter["To"] = address(self.to)
        letter["Subject"] = _plain(self.subject)
        letter["Date"] = format_datetime(self.moment)
        letter["Message-ID"] = f"<{self.name}@{self.sender[1].rpartition('@')[2]}>"
        letter.set_content(self.text, cte="quoted-printable")
        if self.html:
            letter.add_alternative(self.html, subtype="html", cte="quoted-printable")
            letter.set_boundary(_BOUNDARY.format(name=self.name))
        return letter.as_bytes()


def address(mailbox: str, name: str = "") -> Address:
    """Return an address of a header; raise `ValueError` for what is none, or holds more than one."""
    if not _ADDRESS.fullmatch(mailbox):
        raise ValueError(f"expected one mailbox such as office@federation.example, found {mailbox!r}")
    try:
        return Address(_plain(name), addr_spec=mailbox)
    except HeaderParseError as error:
        raise ValueError(f"{mailbox!r} is no mailbox: {error}") from None


def _plain(text: str) -> str:
    """Return a text that no header takes for an encoded word (RFC 2047): decoded, it could hold the end of the line.

    A word joiner (U+2060), which nobody sees, parts the two signs that begin one.
    """
    return text.replace("=?", "=\u2060?")


def is_mailbox(text: str) -> bool:
    """Tell whether a text is one mailbox that a message can be sent to."""
    try:
        address(text)
    except ValueError:
        return False
    return True
