"""The newsletter on the site: the list of its issues, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.publishing.addresses import root_of
from generator.publishing.newsletter.issue_words import IssueWords
from generator.publishing.page import Page, key_of

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.publishing.site import Site
    from generator.records.issue import Issue

TITLE = N_("Newsletter")


class Archive:
    """The issues of a site, the latest first."""

    def __init__(self, site: Site, templates: Environment) -> None:
        self.site = site
        self._templates = templates
        issues = sorted(site.federation.issues.items(), key=lambda item: (-item[1].date.toordinal(), item[0]))
        self.issues: tuple[tuple[str, IssueWords], ...] = tuple((slug, self._words(one)) for slug, one in issues)

    def pages(self) -> Iterator[Page]:
        """Yield the list, which may be empty, and a page for each issue."""
        say, address = self.site.language.gettext, f"{self.site.addresses.newsletter}/"
        yield Page(
            address=address,
            section="newsletter",
            title=say(TITLE),
            description=say(N_("What has happened in the federation, issue by issue.")),
            key=key_of([(slug, self._digest(slug)) for slug, _ in self.issues]),
            body=partial(
                self._templates.get_template("newsletter_index.html").render, issues=self.issues, root=root_of(address)
            ),
        )
        for slug, words in self.issues:
            yield self._page(slug, words)

    def _page(self, slug: str, words: IssueWords) -> Page:
        address = self.site.addresses.issue(slug)
        return Page(
            address=address,
            section="newsletter",
            title=words.heading,
            description=f"{words.since} {', '.join(words.titles)}".rstrip(),
            key=key_of(slug, self._digest(slug), words.led_to),
            body=partial(
                self._templates.get_template("newsletter.html").render, words=words, root=root_of(address)
            ),
            origin=self.site.federation.sources["issue", slug].path,
        )  # fmt: skip

    def _words(self, issue: Issue) -> IssueWords:
        return IssueWords(issue, self.site, self.site.addresses)

    def _digest(self, slug: str) -> bytes:
        return self.site.federation.sources["issue", slug].digest


def pages(site: Site, templates: Environment) -> Iterator[Page]:
    """Yield the pages of the newsletter."""
    yield from Archive(site, templates).pages()
