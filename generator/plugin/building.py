"""One build of a site: what MkDocs is handed, what it hands back, and what comes of both."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader
from mkdocs.structure.files import File
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.checking.locating import located
from generator.languages import N_, Message
from generator.plugin.digest import digest
from generator.plugin.handwritten import address, handwritten_of
from generator.plugin.options import policy
from generator.plugin.publication import Place, edit_base, publication
from generator.plugin.skin import add_skin
from generator.plugin.standing import ledger_of
from generator.processes.sharing import Outcome, Postponed, beside
from generator.publishing.addresses import root_of
from generator.publishing.assembly import Assembly
from generator.publishing.compiled import kept
from generator.publishing.document.fonts import Fonts
from generator.publishing.frame import Frame, slot
from generator.publishing.handwritten import Known, with_blocks, with_links
from generator.publishing.members.roll import Roll
from generator.publishing.output import Publication, Written, bring_back, put_aside, restore
from generator.publishing.record_links import dead_links
from generator.publishing.site import Site
from generator.reading.misplaced import withheld
from generator.reading.settings import FILE as CONFIGURATION
from generator.reading.vision import vision
from generator.theme.unhidden import Unhidden

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from generator.plugin.companion import Companion, Findings
    from generator.plugin.standing import Standing
    from generator.reading.history import History
    from generator.reading.site import Reading

log = logging.getLogger("mkdocs.plugins.coop-restart")

SEARCHED_ANEW = 2_000
"""Members up to which a preview makes what scripts search anew with each edit: with more it would wait for it."""

_NO_NOTICE = N_("the site has no page {page}, which the option 'privacy' names")


class Building:
    """One build of a site from what was read, and from what a companion finds out from that.

    before: the build before this one in a preview, from which is taken over what did not change.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        reading: Reading,
        companion: Companion,
        findings: Findings,
        standing: Standing,
        before: Building | None,
    ) -> None:
        settings = companion.settings
        site = Site(
            reading.federation,
            reading.vocabularies,
            companion.language,
            settings,
            companion.now,
            digest(standing.made_by.result(), reading, settings, companion.now),
            remember=partial(_remembered, findings.history),
        )
        self.reading = reading
        self.root = companion.root
        self.folder = Path(config.site_dir)
        self.ledger = ledger_of(self.root, self.folder)
        self.fallen = standing.fallen
        self.frames: dict[str, Frame] = {}
        self.aside = False
        self.assembly: Assembly = Assembly(site, before.assembly.roll.renewed(site) if before else Roll(site))
        self.printed: Outcome[dict[str, Path]] | None = before.printed if before else None
        self.files: Outcome[dict[str, bytes]] = findings.files
        self.index: Outcome[dict[str, bytes]] | None = None
        if before and len(site.federation.members) > SEARCHED_ANEW:
            # A preview of many members keeps its first ones, as each edit would wait for them.
            self.files, self.index = before.files, before.index

    def begin(self) -> None:
        """Begin with what takes its time, and put the last build's site aside."""
        if self.printed is None:
            # A preview keeps those that it began with: each edit of the programme would wait for them.
            fonts = Fonts(self.root / "fonts")
            self.printed = self.assembly.documents(vision(self.root), fonts, self.ledger.parent)
        if not self.ledger.is_file():
            # Most pages will be made, by several processes.
            self.assembly.prepare()
        put_aside(self.folder)
        self.aside = True

    def fail(self) -> None:
        """Leave the last build's site as it was."""
        if self.aside:
            restore(self.folder)
            self.aside = False
        self.index = None

    def add_files(self, files: Files, config: MkDocsConfig) -> None:
        """Take the records out of the documents, and add a frame for each section and the skin's files."""
        for file in list(files):
            # What another plugin makes is no file that somebody put there by mistake.
            if file.generated_by is None and withheld(file.src_uri):
                files.remove(file)
        for name, section in self.assembly.sections.items():
            text = f"---\nframe: {name}\nhide: [navigation, toc]\n---\n"
            files.append(File.generated(config, f"{section.address}index.md", content=text))
        add_skin(files, config, self.assembly, policy(self.assembly.site.settings))

    def look_up(self, files: Files) -> None:
        """Gather every address that a hand-written page may link to, and begin to make what scripts read."""
        assembly = self.assembly
        pages = {page.address for page in assembly.pages} | {address(file) for file in files}
        pages.update(path for channel in assembly.site.channels.all for path in channel.paths)
        self.known = Known(pages, assembly.paths)
        self._begin_to_index(files)
        notice = assembly.site.settings.privacy_page
        if notice and notice not in self.known:
            self._warn(CONFIGURATION, Message(_NO_NOTICE, {"page": notice}))
        self._warn_of_dead_links()

    def _warn_of_dead_links(self) -> None:
        """Say which links in the texts of records lead nowhere, as is done for hand-written pages."""
        federation = self.reading.federation
        dead = dead_links(federation, self.known)
        for problem in located(dead, federation, self.reading.locate):
            log.warning(problem.said(self.assembly.site.language))

    def _begin_to_index(self, files: Files) -> None:
        """Make the search's index while the pages are rendered, where the site has one."""
        if self.index is None and self.assembly.site.settings.search:
            written = [found for file in files.documentation_pages() if (found := handwritten_of(file))]
            self.index = beside(partial(self.assembly.search_files, written))

    def _scripts_files(self) -> dict[str, bytes]:
        """Return what scripts read: of the search, where the site has one, of the map, and of the form."""
        return (self.index.result() if self.index else {}) | self.files.result()

    def teach(self, env: Environment, files: Files) -> None:
        """Let the skin's templates speak the site's language."""
        env.bytecode_cache = kept(b"material")
        env.add_extension("jinja2.ext.i18n")
        language = self.assembly.site.language
        env.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)  # type: ignore[attr-defined]
        self.documents = [file for file in files.documentation_pages() if file.page and "frame" not in file.page.meta]

    def page_content(self, html: str, page: Page) -> str:
        """Set live blocks into hand-written pages and check their links to records; a frame gets its slots."""
        if "frame" in page.meta:
            return slot("body")
        root = root_of(page.url)
        html, unknown = with_blocks(html, root, self.assembly.blocks)
        html, dead = with_links(html, root, self.known)
        for problem in (*unknown, *dead):
            self._warn(page.file.src_uri, problem)
        return html

    def _warn(self, path: str, problem: Message) -> None:
        log.warning("%s: %s", path, self.assembly.site.language.say(problem))

    def set_slots(self, page: Page, config: MkDocsConfig) -> None:
        """Put slots where the theme will look for what differs from page to page."""
        if "frame" in page.meta:
            page.meta.update(title=slot("title"), description=slot("description"))
            page.canonical_url = slot("canonical") if config.site_url else None
            page.edit_url = slot("edit") if config.repo_url else None
            page.toc = TableOfContents([AnchorLink("", "content", 1)])

    def keep_frame(self, output: str, page: Page) -> str:
        """Keep a frame instead of writing it."""
        if "frame" not in page.meta:
            return output
        self.frames[page.meta["frame"]] = Frame.cut(output, page.url)
        return ""

    def publication(self, config: MkDocsConfig) -> Publication:
        """Return all that is published beside what MkDocs writes, with all that can be known of it by now."""
        written = [address(file) for file in self.documents]
        place = Place(
            self.root, config.site_url or "", edit_base(config.repo_url, config.edit_uri, config.docs_dir, self.root)
        )
        printed = self.printed.result() if self.printed else {}
        made = publication(self.assembly, self.frames, written, Postponed(self._scripts_files), printed, place)
        ours = tuple(f"{tree}/" for tree in self.assembly.site.addresses.trees)
        # MkDocs has emptied the folder but for these trees.
        self.missing = self.fallen.result() | {path for path in made.keys if not path.startswith(ours)}
        return made

    def publish(self, publication: Publication) -> Written:
        """Bring the last build's site back, and write what is not in it as it should be."""
        self.aside = False
        bring_back(self.folder, self.assembly.site.addresses.trees)
        return publication.publish(self.folder, self.ledger, self.missing)


def _remembered(asked: Outcome[History]) -> History:
    history = asked.result()
    if history.missing:
        log.info("Calendars and feeds are dated by the records alone: %s", history.missing)
    return history


def unhidden(made: Callable[[], Environment]) -> Environment:
    """Return the theme's environment, which MkDocs asks for all of its files: without the thousands of its icons."""
    environment = made()
    loader = environment.loader
    if isinstance(loader, FileSystemLoader):
        environment.loader = Unhidden(loader.searchpath)
    return environment
