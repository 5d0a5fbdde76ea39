"""The MkDocs plugin: it reads the records while it is still being loaded, and forwards to the building of a site."""

from __future__ import annotations

import gc
import logging
from functools import partial
from pathlib import Path
from threading import Timer
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from generator.languages.system import refusal
from generator.plugin.options import Options, moment, policy, site_language, site_settings
from generator.plugin.standing import CACHE, begun_to_look, ledger_of
from generator.plugin.telling import errors, report, say_found, tell
from generator.processes.sharing import Outcome, beside
from generator.theme import assets

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from generator.languages.language import Language
    from generator.plugin.building import Building
    from generator.plugin.companion import Companion, Findings
    from generator.plugin.standing import Standing
    from generator.reading.gathering import Gathered
    from generator.reading.problem import Problem
    from generator.reading.settings import Settings
    from generator.reading.site import Reading

log = logging.getLogger("mkdocs.plugins.coop-restart")

SOON = 0.3
"""Seconds after which a preview checks what it has shown: the browser has its page by then."""


class CoopRestartPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Reads and checks the records before MkDocs builds, and publishes their pages after."""

    language: Language
    settings: Settings
    standing: Standing
    building: Building
    gathered: Gathered | None = None
    checking: Outcome[list[Problem]] | None = None
    later: Timer | None = None
    once = True

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note the command; that this exists tells MkDocs to keep the object, and what it has read, between builds."""
        self.once = command != "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put the skin between the federation's own overrides and Material."""
        if not config.use_directory_urls:
            raise PluginError("coop-restart needs `use_directory_urls: true`")
        self.language = site_language(config)
        self.settings = site_settings(config, self.config)
        policy(self.settings)
        self.root = Path(config.config_file_path).parent
        # While the rest is loaded that a build needs.
        self.standing = begun_to_look(self.root, Path(config.site_dir))
        place = 1 if config.theme.custom_dir else 0
        if str(assets.MATERIAL) not in config.theme.dirs:
            config.theme.dirs.insert(place, str(assets.MATERIAL))
        # Links from the root are this plugin's own way to say where records are: it checks them itself.
        config.validation.links.absolute_links = logging.DEBUG
        if not (self.root / CACHE).is_dir():
            # A first build: beside the reading of records, which one process does alone for the most part.
            from generator.publishing.templates import compile_ahead

            beside(partial(compile_ahead, self.language))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read every record and begin to check; stop when a file is wrong. Then put the last build's site aside."""
        # Hundreds of thousands of objects, and hardly any is garbage before the build ends.
        gc.disable()
        if self.later:
            self.later.cancel()
        started = perf_counter()
        # Loaded while somebody looks which files there are.
        from generator.plugin.companion import Companion

        kept = ledger_of(self.root, Path(config.site_dir)).parent
        before: Building | None = getattr(self, "building", None)
        # In a preview, whoever edits a record sees its page first, and right after what it does not agree with.
        self.first_shown = before is not None
        companion = Companion(self.root, kept, self.language, self.settings, moment(self.config.now, self.language))
        reading, findings = self._read(companion, before.reading if before else None)
        self.checking = findings.problems
        # Loaded while another process checks.
        from generator.plugin.building import Building, unhidden

        config.theme.get_env = partial(unhidden, config.theme.get_env)  # type: ignore[method-assign]
        self.building = Building(config, reading, companion, findings, self.standing, before)
        if errors(reading.problems):
            self._tell()
        self.building.begin()
        log.info("Read %d records in %.1f s", len(reading.federation.sources), perf_counter() - started)

    def _read(self, companion: Companion, previous: Reading | None) -> tuple[Reading, Findings]:
        """Return the records, of a preview those that did not change as they were, and what is found out from them."""
        from generator.reading.gathering import gather
        from generator.reading.site import read_again

        if previous is None:
            # Kept to the end: to let go of it would touch, and so copy, what whoever saves it shares with this process.
            self.gathered = gather(self.root, self.standing.folders)
            read = companion.begin(self.gathered)
            # Most records stay to the end: the collector shall never look at them.
            gc.freeze()
            return read
        reading = read_again(self.standing.folders.result(), previous)
        return reading, companion.later(reading)

    def _tell(self) -> None:
        """Say what is wrong with the records, once; raise `PluginError` when anything of it stops the build."""
        checking, self.checking = self.checking, None
        if checking:
            tell(checking.result(), self.language)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the records out of the documents, and add a frame for each section and the skin's files."""
        self.building.add_files(files, config)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Gather every address that a hand-written page may link to, and begin to make what scripts read."""
        self.building.look_up(files)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let the skin's templates speak the site's language."""
        self.building.teach(env, files)
        return env

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Set live blocks into hand-written pages and check their links to records; a frame gets its slots."""
        return self.building.page_content(html, page)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Put slots where the theme will look for what differs from page to page."""
        self.building.set_slots(page, config)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep a frame instead of writing it."""
        return self.building.keep_frame(output, page)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Leave out MkDocs' sitemap, which knows no record pages; `on_post_build` writes one that does."""
        return "" if template_name == "sitemap.xml" else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Stop when records do not agree with each other; else publish their pages."""
        started = perf_counter()
        # All that can be done before it is known whether the records agree.
        publication = self.building.publication(config)
        if not self.first_shown:
            self._tell()
        report(self.building.publish(publication), perf_counter() - started)
        if self.checking:
            self.later = Timer(SOON, partial(say_found, self.checking, self.language))
            self.later.daemon = True
            self.later.start()
        self._collect()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the last site, and a preview's process, as they were; say what is wrong with the records.

        Wrong records may make any page fail: what is wrong with them is what people need to read then.
        """
        self._collect()
        if hasattr(self, "building"):
            self.building.fail()
        self._tell()
        # Another plugin may have failed before this one knew anything of the site.
        if isinstance(error, OSError) and hasattr(self, "language"):
            log.debug("What was done then:", exc_info=error)
            raise PluginError(self.language.say(refusal(error))) from None

    def _collect(self) -> None:
        if self.once:
            # What is there now is no garbage: at the end of the process nobody need look through it.
            gc.freeze()
        else:
            gc.enable()

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
