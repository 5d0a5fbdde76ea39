"""The MkDocs plugin: it forwards to functions of plain values."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Timer
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from jinja2 import FileSystemLoader
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.checking.alongside import begun_to_check, checked
from generator.checking.locating import located
from generator.languages import N_, Message
from generator.languages.system import refusal
from generator.plugin.digest import digest
from generator.plugin.handwritten import address, handwritten_of
from generator.plugin.options import Options, moment, policy, site_language, site_settings
from generator.plugin.publication import Place, edit_base, publication
from generator.plugin.skin import add_skin
from generator.plugin.standing import CACHE, ledger_of, standing
from generator.plugin.telling import errors, report, say_found, tell
from generator.processes.sharing import Now, Outcome, Postponed, beside
from generator.publishing.addresses import root_of
from generator.publishing.assembly import Assembly
from generator.publishing.compiled import kept
from generator.publishing.document.fonts import Fonts
from generator.publishing.frame import Frame, slot
from generator.publishing.handwritten import with_blocks, with_links
from generator.publishing.members.roll import Roll
from generator.publishing.output import Publication, bring_back, put_aside, restore
from generator.publishing.record_links import dead_links
from generator.publishing.site import Site
from generator.publishing.templates import compile_ahead
from generator.reading.history import History, read_history
from generator.reading.misplaced import withheld
from generator.reading.problem import Problem
from generator.reading.settings import FILE as CONFIGURATION
from generator.reading.site import Reading, read_site
from generator.reading.vision import vision
from generator.theme import assets
from generator.theme.unhidden import Unhidden

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from generator.languages.language import Language
    from generator.publishing.search.pages import Handwritten

log = logging.getLogger("mkdocs.plugins.coop-restart")

SOON = 0.3
"""Seconds after which a preview checks what it has shown: the browser has its page by then."""
INDEXED_ANEW = 2_000
"""Members up to which a preview makes the index anew with each edit: with more it would wait for it."""

_NO_NOTICE = N_("the site has no page {page}, which the option 'privacy' names")


class CoopRestartPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Reads and checks the records before MkDocs builds, and publishes their pages after."""

    def __init__(self) -> None:
        self.reading: Reading | None = None
        self.roll: Roll | None = None
        self.later: Timer | None = None
        self.checking: Outcome[list[Problem]] | None = None
        self.aside = False
        self.once = True
        self.search_files: Outcome[dict[str, bytes]] | None = None
        self.printed: Outcome[dict[str, Path]] | None = None
        self.history: Outcome[History] | None = None
        self.language: Language | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note the command; that this exists tells MkDocs to keep the object, and what it has read, between builds."""
        self.once = command != "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put the skin between the federation's own overrides and Material."""
        if not config.use_directory_urls:
            raise PluginError("coop-restart needs `use_directory_urls: true`")
        self.language = site_language(config)
        policy(site_settings(config, self.config))
        self.root = Path(config.config_file_path).parent
        place = 1 if config.theme.custom_dir else 0
        if str(assets.MATERIAL) not in config.theme.dirs:
            config.theme.dirs.insert(place, str(assets.MATERIAL))
        config.theme.get_env = partial(_environment, config.theme.get_env)  # type: ignore[method-assign]
        # Links from the root are this plugin's own way to say where records are: it checks them itself.
        config.validation.links.absolute_links = logging.DEBUG
        if not (self.root / CACHE).is_dir():
            # A first build: beside the reading of records, which one process does alone for the most part.
            beside(partial(compile_ahead, self.language))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read every record and begin to check; stop when a file is wrong. Then put the last build's site aside."""
        # Hundreds of thousands of objects, and hardly any is garbage before the build ends.
        gc.disable()
        if self.later:
            self.later.cancel()
        started = perf_counter()
        self.folder = Path(config.site_dir)
        self.ledger = ledger_of(self.root, self.folder)
        # Asked of the system while the records are read, and before the site steps aside.
        built = self.ledger.is_file()
        stands = partial(standing, self.ledger, self.folder)
        left = beside(stands) if built else Now(stands())
        # In a preview, whoever edits a record sees its page first, and right after what it does not agree with.
        self.first_shown = self.reading is not None and not self.once
        # Kept by this process too: to let go of it would touch, and so copy, what it shares with the one that saves.
        unsaved = self.unsaved = list[Callable[[], None]]()
        reading = read_site(self.root, previous=self.reading, saving=unsaved.append)
        if self.reading is None:
            # Most records stay to the end: the collector shall never look at them.
            gc.freeze()
        self.reading = reading
        self.fallen, made_by = left.result()
        site = self._site(config, reading, moment(self.config.now, site_language(config)), made_by)
        self.checking = (
            Postponed(partial(checked, reading, site.today)) if self.first_shown
            else begun_to_check(reading, site.today, unsaved)
        )  # fmt: skip
        self.roll = self.roll.renewed(site) if self.roll else Roll(site)
        self.assembly = Assembly(site, self.roll)
        if errors(reading.problems):
            self._tell()
        if self.printed is None or self.once:
            # A preview keeps those that it began with: each edit of the programme would wait for them.
            fonts = Fonts(self.root / "fonts")
            self.printed = self.assembly.documents(vision(self.root), fonts, self.ledger.parent)
        if not self.ledger.is_file():
            # Most pages will be made, by several processes.
            self.assembly.prepare()
        self.frames: dict[str, Frame] = {}
        log.info("Read %d records in %.1f s", len(reading.federation.sources), perf_counter() - started)
        put_aside(self.folder)
        self.aside = True

    def _tell(self) -> None:
        """Say what is wrong with the records, once; raise `PluginError` when anything of it stops the build."""
        checking, self.checking = self.checking, None
        if checking:
            tell(checking.result(), self.assembly.site.language)

    def _site(self, config: MkDocsConfig, reading: Reading, now: datetime, made_by: bytes) -> Site:
        settings = site_settings(config, self.config)
        site = Site(
            reading.federation,
            reading.vocabularies,
            site_language(config),
            settings,
            now,
            digest(made_by, reading, settings, now),
            remember=self._remembered,
        )
        # Asked of git while the pages are made: calendars and feeds alone need it.
        self.history = beside(partial(read_history, self.root, site.dated_in_parts), len(site.federation.members))
        return site

    def _remembered(self) -> History:
        asked, self.history = self.history, None
        history = asked.result() if asked else History()
        if history.missing:
            log.info("Calendars and feeds are dated by the records alone: %s", history.missing)
        return history

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the records out of the documents, and add a frame for each section and the skin's files."""
        for file in list(files):
            # What another plugin makes is no file that somebody put there by mistake.
            if file.generated_by is None and withheld(file.src_uri):
                files.remove(file)
        for name, section in self.assembly.sections.items():
            text = f"---\nframe: {name}\nhide: [navigation, toc]\n---\n"
            files.append(File.generated(config, f"{section.address}index.md", content=text))
        add_skin(files, config, self.assembly, policy(self.assembly.site.settings))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Gather every address that a hand-written page may link to."""
        self.addresses = {page.address for page in self.assembly.pages} | {address(file) for file in files}
        self.addresses.update(path for channel in self.assembly.site.channels.all for path in channel.paths)
        self._index(files)
        notice = self.assembly.site.settings.privacy_page
        if notice and notice not in self.addresses:
            self._warn(CONFIGURATION, Message(_NO_NOTICE, {"page": notice}))
        self._warn_of_dead_links()
        return nav

    def _warn_of_dead_links(self) -> None:
        """Say which links in the texts of records lead nowhere, as is done for hand-written pages."""
        if reading := self.reading:
            dead = dead_links(reading.federation, self.addresses)
            for problem in located(dead, reading.federation, reading.locate):
                log.warning(problem.said(self.assembly.site.language))

    def _index(self, files: Files) -> None:
        """Make the search's files while the pages are rendered; a preview of many members keeps its first ones."""
        members = len(self.assembly.site.federation.members)
        if self.once or self.search_files is None or members <= INDEXED_ANEW:
            written = [found for file in files.documentation_pages() if (found := handwritten_of(file))]
            work = partial(self._gathered, written)
            # Without an index, and with the map's ground kept, it takes less than a process that copies what changes.
            quick = not self.config.search and self.ledger.is_file()
            self.search_files = Postponed(work) if quick else beside(work)

    def _gathered(self, written: Sequence[Handwritten]) -> dict[str, bytes]:
        """Return what scripts read: of the search, where the site has one, of the map, and of the form."""
        if not self.config.search:
            return self._mapped()
        others = beside(self._mapped, len(self.assembly.site.federation.members))
        return self.assembly.search_files(written) | others.result()

    def _mapped(self) -> dict[str, bytes]:
        return self.assembly.map_files(self.ledger.parent) | self.assembly.known_files()

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let the skin's templates speak the site's language."""
        env.bytecode_cache = kept(b"material")
        env.add_extension("jinja2.ext.i18n")
        language = self.assembly.site.language
        env.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)  # type: ignore[attr-defined]
        self.documents = [file for file in files.documentation_pages() if file.page and "frame" not in file.page.meta]
        return env

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Set live blocks into hand-written pages and check their links to records; a frame gets its slots."""
        if "frame" in page.meta:
            return slot("body")
        root = root_of(page.url)
        html, unknown = with_blocks(html, root, self.assembly.blocks)
        html, dead = with_links(html, root, self.addresses)
        for problem in (*unknown, *dead):
            self._warn(page.file.src_uri, problem)
        return html

    def _warn(self, path: str, problem: Message) -> None:
        log.warning("%s: %s", path, self.assembly.site.language.say(problem))

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Put slots where the theme will look for what differs from page to page."""
        if "frame" in page.meta:
            page.meta.update(title=slot("title"), description=slot("description"))
            page.canonical_url = slot("canonical") if config.site_url else None
            page.edit_url = slot("edit") if config.repo_url else None
            page.toc = TableOfContents([AnchorLink("", "content", 1)])
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep a frame instead of writing it."""
        if "frame" not in page.meta:
            return output
        self.frames[page.meta["frame"]] = Frame.cut(output, page.url)
        return ""

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Leave out MkDocs' sitemap, which knows no record pages; `on_post_build` writes one that does."""
        return "" if template_name == "sitemap.xml" else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Stop when records do not agree with each other; else publish their pages."""
        started = perf_counter()
        trees = self.assembly.site.addresses.trees
        ours = tuple(f"{tree}/" for tree in trees)
        publication = self._publication(config)
        # All that can be done before it is known whether the records agree.
        outside = {path for path in publication.keys if not path.startswith(ours)}
        if not self.first_shown:
            self._tell()
        self.aside = False
        bring_back(self.folder, trees)
        written = publication.publish(self.folder, self.ledger, self.fallen | outside)
        report(written, perf_counter() - started)
        if self.checking:
            self.later = Timer(SOON, partial(say_found, self.checking, self.assembly.site.language))
            self.later.daemon = True
            self.later.start()
        self._collect()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the last site, and a preview's process, as they were; say what is wrong with the records.

        Wrong records may make any page fail: what is wrong with them is what people need to read then.
        """
        self._collect()
        if self.aside:
            restore(self.folder)
            self.aside = False
        self.search_files = self.history = None
        self._tell()
        if isinstance(error, OSError) and self.language:
            log.debug("What was done then:", exc_info=error)
            raise PluginError(self.language.say(refusal(error))) from None

    def _collect(self) -> None:
        if self.once:
            # What is there now is no garbage: at the end of the process nobody need look through it.
            gc.freeze()
        else:
            gc.enable()

    def _publication(self, config: MkDocsConfig) -> Publication:
        written = [address(file) for file in self.documents]
        place = Place(
            self.root, config.site_url or "", edit_base(config.repo_url, config.edit_uri, config.docs_dir, self.root)
        )
        printed = self.printed.result() if self.printed else {}
        return publication(self.assembly, self.frames, written, self.search_files or Now({}), printed, place)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Watch the records that lie outside of `docs_dir`."""
        # Only a preview watches.
        from generator.preview import Watch

        theirs, ours = server.observer, Watch()
        server.observer = ours  # type: ignore[assignment]
        for folder in ("members", "calls"):
            if (self.root / folder).is_dir():
                server.watch(str(self.root / folder))
        server.observer = theirs
        ours.start()
        return server


def _environment(made: Callable[[], Environment]) -> Environment:
    """Return the theme's environment, which MkDocs asks for all of its files: without the thousands of its icons."""
    environment = made()
    loader = environment.loader
    if isinstance(loader, FileSystemLoader):
        environment.loader = Unhidden(loader.searchpath)
    return environment
