"""Pages at the former addresses of records: each leads on to the present one at once, and says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.publishing.addresses import root_of
from generator.publishing.page import Page, key_of

if TYPE_CHECKING:
    from jinja2 import Environment


def ways_on(page: Page, former: Iterable[str], templates: Environment) -> Iterator[Page]:
    """Yield a page for each former address of one."""
    for address in former:
        target = root_of(address) + page.address
        yield Page(
            address=address,
            section=page.section,
            title=page.title,
            description=page.description,
            key=key_of(page.title, page.address),
            body=partial(_body, page.title, target, templates),
            head=partial('<meta http-equiv="refresh" content="0; url={}">'.format, target),
            listed=False,
            canonical=page.address,
        )


def _body(name: str, target: str, templates: Environment) -> str:
    return templates.get_template("moved.html").render(name=name, target=target)
