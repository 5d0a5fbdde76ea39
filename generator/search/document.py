"""What can be found: a record or a page, as texts to search and as what a result shows."""

from __future__ import annotations

from typing import NamedTuple


class Texts(NamedTuple):
    """What is searched of a document, one text for each field of the index; any may be empty."""

    name: str
    keywords: str = ""
    services: str = ""
    offers: str = ""
    needs: str = ""
    place: str = ""
    summary: str = ""
    description: str = ""


class Document(NamedTuple):
    """One thing that can be found.

    kind: `member`, `initiative`, `call`, `track`, `chain` or `page`. address: below the site's root. title, place,
    line: what a result shows; the last two may be empty, as may what only members have: what they seek, the file of
    their logo, and the code of a status that is not the usual one.
    """

    kind: str
    address: str
    title: str
    place: str
    line: str
    texts: Texts
    seeks: str = ""
    logo: str = ""
    status: str = ""
