"""The index and the columns of a federation, as files of its site."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.publishing.search.documents import Documents
from generator.publishing.search.facets import TOGETHER, columns
from generator.publishing.search.towns import towns
from generator.search import shards
from generator.search.analysis import Analysis

if TYPE_CHECKING:
    from generator.publishing.members.roll import Roll
    from generator.publishing.search.pages import Handwritten


def files(roll: Roll, handwritten: Iterable[Handwritten] = ()) -> dict[str, bytes]:
    """Return all files of the search by path below the site's root.

    Members come first among the documents, so that a column's places are documents' numbers.
    """
    site = roll.site
    documents = Documents(site, roll.cards)
    filtered = columns(site, documents.members)
    beside = {"towns": towns(site.vocabularies)}
    return shards.files(documents.all(handwritten), Analysis(site.language.code), filtered, TOGETHER, beside)
