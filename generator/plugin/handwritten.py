"""The pages that people wrote, as MkDocs hands them over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel
from mkdocs.utils.meta import get_data

from generator.publishing.search.pages import Handwritten, handwritten

if TYPE_CHECKING:
    from mkdocs.structure.files import File


def address(file: File) -> str:
    """Return where a page stands on the site; nothing for the home page."""
    return file.url if file.url != "./" else ""


def handwritten_of(file: File) -> Handwritten | None:
    """Return a page as the search takes it; those that the menu leaves out on purpose stay out of the search too."""
    if file.inclusion is InclusionLevel.NOT_IN_NAV:
        return None
    text, meta = get_data(file.content_string)
    return handwritten(address(file), file.name, text, meta)
