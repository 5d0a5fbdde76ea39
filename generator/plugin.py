"""The MkDocs plugin: the only module that knows MkDocs. It forwards to functions of plain values."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from hashlib import blake2b
from pathlib import Path
from threading import Timer
from time import perf_counter
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin

from jinja2 import FileSystemLoader
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.meta import get_data

from generator import __version__
from generator.checking.alongside import begun_to_check, checked, early
from generator.languages.language import Language, UnknownLanguage
from generator.processes.sharing import FEW, Now, Outcome, Postponed, WorkerFailed, beside
from generator.publishing import ledger
from generator.publishing.addresses import SEARCH, root_of
from generator.publishing.assembly import Assembly
from generator.publishing.compiled import kept
from generator.publishing.document.fonts import Fonts
from generator.publishing.frame import Frame, slot
from generator.publishing.handwritten import with_blocks, with_links
from generator.publishing.map.streets import NoTiles, origin
from generator.publishing.members.roll import Roll
from generator.publishing.output import Publication, Written, bring_back, put_aside, restore
from generator.publishing.search.pages import Handwritten, handwritten
from generator.publishing.site import Site, day
from generator.publishing.sitemap import robots, sitemap
from generator.reading.history import History, read_history
from generator.reading.problem import Problem, Severity
from generator.reading.settings import Settings
from generator.reading.site import Begun, Reading
from generator.reading.vision import vision
from generator.theme import assets
from generator.theme.board_script import board_script
from generator.theme.page_scripts import page_scripts
from generator.theme.unhidden import Unhidden

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from generator.languages import Message
    from generator.records.federation import Federation, Kind

log = logging.getLogger("mkdocs.plugins.coop-restart")

POLICY = "default-src 'self'; img-src {images}; object-src 'none'; base-uri 'self'; form-action 'self' mailto:"
SOON = 0.3
"""Seconds after which a preview checks what it has shown: the browser has its page by then."""
INDEXED_ANEW = 2_000
"""Members up to which a preview makes the index anew with each edit: with more it would wait for it."""

RECORDS = ("programme/", "chains/", "vocabularies/")
"""Folders of `docs_dir` whose YAML files are records, not documents to copy."""


class Options(Config):  # type: ignore[no-untyped-call]
    """What `mkdocs.yml` may say under `coop-restart`."""

    office_email = config_options.Type(str, default="")
    """Where the office takes suggestions; without it pages show none of the links that write to it."""
    map_tiles = config_options.Type(str, default="")
    """Addresses of street maps that visitors may ask for, such as `https://tile.openstreetmap.org/{z}/{x}/{y}.png`."""
    search = config_options.Type(bool, default=True)
    """Whether the site can be searched; without, it publishes neither index nor scripts of the search."""
    now = config_options.Type(str, default="")
    """An ISO time with offset that stands for the present, for builds that must be repeatable."""


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

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note the command; that this exists tells MkDocs to keep the object, and what it has read, between builds."""
        self.once = command != "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put the skin between the federation's own overrides and Material."""
        if not config.use_directory_urls:
            raise PluginError("coop-restart needs `use_directory_urls: true`")
        _policy(self.config.map_tiles)
        self.root = Path(config.config_file_path).parent
        place = 1 if config.theme.custom_dir else 0
        if str(assets.MATERIAL) not in config.theme.dirs:
            config.theme.dirs.insert(place, str(assets.MATERIAL))
        config.theme.get_env = partial(_environment, config.theme.get_env)  # type: ignore[method-assign]
        # Links from the root are this plugin's own way to say where records are: it checks them itself.
        config.validation.links.absolute_links = logging.DEBUG
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read every record and begin to check; stop when a file is wrong. Then put the last build's site aside."""
        # Hundreds of thousands of objects, and hardly any is garbage before the build ends.
        gc.disable()
        if self.later:
            self.later.cancel()
        started = perf_counter()
        self.folder = Path(config.site_dir)
        self.ledger = self.root / ".cache" / "coop-restart" / f"{ledger_name(self.folder)}.json"
        # Asked of the system while the records are read, and before the site steps aside.
        fallen = beside(partial(ledger.fallen, self.ledger, self.folder), FEW if self.ledger.is_file() else 0)
        begun, now = Begun.look(self.root), _now(self.config.now)
        # In a preview, whoever edits a record sees its page first, and right after what it does not agree with.
        self.first_shown = self.reading is not None and not self.once
        checking = None if self.first_shown else early(begun, day(now))
        unsaved: list[Callable[[], None]] = []
        reading = self.reading = begun.read(previous=self.reading, saving=unsaved.append)
        site = self._site(config, reading, now)
        self.checking = (
            Postponed(partial(checked, reading, site.today)) if self.first_shown
            else begun_to_check(reading, site.today, checking, unsaved)
        )  # fmt: skip
        self.roll = self.roll.renewed(site) if self.roll else Roll(site)
        self.assembly = Assembly(site, self.roll)
        if _errors(reading.problems):
            self._tell()
        if self.printed is None or self.once:
            # A preview keeps those that it began with: each edit of the programme would wait for them.
            fonts = Fonts(self.root / "fonts")
            self.printed = self.assembly.documents(vision(self.root), fonts, self.ledger.parent)
        self.assembly.prepare()
        self.frames: dict[str, Frame] = {}
        log.info("Read %d records in %.1f s", len(reading.federation.sources), perf_counter() - started)
        self.fallen = fallen.result()
        self.aside = True
        put_aside(self.folder)

    def _tell(self) -> None:
        """Say what is wrong with the records, once; raise `PluginError` when anything of it stops the build."""
        checking, self.checking = self.checking, None
        if checking:
            _tell(checking.result(), self.assembly.site.language)

    def _site(self, config: MkDocsConfig, reading: Reading, now: datetime) -> Site:
        settings = _settings(config, self.config)
        digest = _digest(reading, settings, now)
        # Asked of git while the pages are made: calendars and feeds alone need it.
        federation = reading.federation
        parts = [
            source.path
            for (kind, slug), source in federation.sources.items()
            if _dated_in_parts(kind, slug, federation)
        ]
        self.history = beside(partial(read_history, self.root, parts), len(federation.members))
        return Site(
            federation, reading.vocabularies, _language(config), settings, now, digest, remember=self._remembered
        )

    def _remembered(self) -> History:
        asked, self.history = self.history, None
        history = asked.result() if asked else History()
        if history.missing:
            log.info("Calendars and feeds are dated by the records alone: %s", history.missing)
        return history

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the records out of the documents, and add a frame for each section and the skin's files."""
        for file in list(files):
            if file.src_uri.startswith(RECORDS) and file.src_uri.endswith((".yml", ".yaml")):
                files.remove(file)
        for name, section in self.assembly.sections.items():
            text = f"---\nframe: {name}\nhide: [navigation, toc]\n---\n"
            files.append(File.generated(config, f"{section.address}index.md", content=text))
        self._add_skin(files, config)
        return files

    def _add_skin(self, files: Files, config: MkDocsConfig) -> None:
        sheets = {"coop-restart.css": assets.stylesheet(), "tracks.css": self.assembly.stylesheet.encode()}
        styles = _generated(files, config, "assets/stylesheets", sheets)
        scripts = _generated(files, config, "assets/javascripts", assets.scripts())
        _generated(files, config, "assets/javascripts", {"board.js": board_script()})
        site = self.assembly.site
        if site.scripts:
            _generated(files, config, "assets/javascripts", page_scripts(site.language.code))
        chart = site.chart
        for path, content in chart.files.items() if chart else ():
            files.append(File.generated(config, path, content=content))
        config.extra["coop_restart"] = {
            "policy": _policy(self.config.map_tiles),
            "font": assets.font(),
            "styles": styles,
            "scripts": scripts,
            "search": {
                "script": site.scripts["search.js"],
                "lookup": site.scripts["lookup.js"],
                "index": f"{SEARCH}/",
            }
            if site.scripts
            else None,
            "map": {"script": chart.script, "styles": chart.styles} if chart else None,
            "feed": site.channels.of("all"),
            "head_slot": slot("head"),
            "entrances": [self.assembly.sections[name] for name in ("members", "programme", "calls")],
        }

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Gather every address that a hand-written page may link to."""
        self.addresses = {page.address for page in self.assembly.pages} | {_address(file) for file in files}
        self.addresses.update(path for channel in self.assembly.site.channels.all for path in channel.paths)
        self._index(files)
        return nav

    def _index(self, files: Files) -> None:
        """Make the search's files while the pages are rendered; a preview of many members keeps its first ones."""
        members = len(self.assembly.site.federation.members)
        if self.once or self.search_files is None or members <= INDEXED_ANEW:
            written = [found for file in files.documentation_pages() if (found := _handwritten(file))]
            self.search_files = beside(partial(self._gathered, written), members)

    def _gathered(self, written: Sequence[Handwritten]) -> dict[str, bytes]:
        """Return what scripts read: of the search, where the site has one, and of the map."""
        found = self.assembly.search_files(written) if self.config.search else {}
        return found | self.assembly.map_files(self.ledger.parent)

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
        publication = self._publication(config)
        # All that can be done before it is known whether the records agree.
        outside = {path for path in publication.keys if not path.startswith(tuple(f"{tree}/" for tree in trees))}
        if not self.first_shown:
            self._tell()
        self.aside = False
        bring_back(self.folder, trees)
        written = publication.publish(self.folder, self.ledger, self.fallen | outside)
        _report(written, perf_counter() - started)
        if self.checking:
            self.later = Timer(SOON, partial(_say_found, self.checking, self.assembly.site.language))
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
        if self.search_files:
            # It could not end before it is heard, nor could this process.
            with suppress(WorkerFailed):
                self.search_files.result()
            self.search_files = None
        if self.history:
            with suppress(WorkerFailed):
                self.history.result()
            self.history = None
        self._tell()

    def _collect(self) -> None:
        if self.once:
            # What is there now is no garbage: at the end of the process nobody need look through it.
            gc.freeze()
        else:
            gc.enable()

    def _publication(self, config: MkDocsConfig) -> Publication:
        site = self.assembly.site
        found = self.search_files.result() if self.search_files else {}
        if self.search_files:
            self.search_files = Now(found)
        base = config.site_url or ""
        listed = [page.address for page in self.assembly.pages if page.listed]
        logos = {f"{site.addresses.members}/logos/{name}": path for name, path in self._logos()}
        if self.printed:
            self.printed = Now(self.printed.result())
        documents = self.printed.result() if self.printed else {}
        maps = sitemap(base, [*map(_address, self.documents), *listed]) if base else {}
        edit = urljoin(f"{config.repo_url.rstrip('/')}/", config.edit_uri or "") if config.repo_url else ""
        return Publication(
            pages=self.assembly.pages,
            frames=self.frames,
            files={**maps, "robots.txt": robots(base), **self.assembly.figures.files(), **found},
            makings=self.assembly.makings(),
            copies=logos | documents,
            digest=site.digest,
            site=base,
            edit=urljoin(edit, f"{os.path.relpath(self.root, config.docs_dir)}/") if edit else "",
        )

    def _logos(self) -> Iterator[tuple[str, Path]]:
        used = sorted({card.logo for card in self.assembly.roll.cards if card.logo})
        yield from ((name, self.root / "members" / "logos" / name) for name in used)

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


def _generated(files: Files, config: MkDocsConfig, folder: str, contents: Mapping[str, bytes]) -> list[str]:
    paths = {assets.named(folder, name, content): content for name, content in contents.items()}
    for path, content in paths.items():
        files.append(File.generated(config, path, content=content))
    return list(paths)


def _environment(made: Callable[[], Environment]) -> Environment:
    """Return the theme's environment, which MkDocs asks for all of its files: without the thousands of its icons."""
    environment = made()
    loader = environment.loader
    if isinstance(loader, FileSystemLoader):
        environment.loader = Unhidden(loader.searchpath)
    return environment


def _address(file: File) -> str:
    return file.url if file.url != "./" else ""


def _handwritten(file: File) -> Handwritten | None:
    """Return a page as the search takes it; those that the menu leaves out on purpose stay out of the search too."""
    if file.inclusion is InclusionLevel.NOT_IN_NAV:
        return None
    text, meta = get_data(file.content_string)
    return handwritten(_address(file), file.name, text, meta)


def _language(config: MkDocsConfig) -> Language:
    try:
        return Language.load(config.theme["language"])
    except UnknownLanguage as error:
        raise PluginError(str(error)) from None


def _settings(config: MkDocsConfig, options: Options) -> Settings:
    return Settings(
        name=config.site_name,
        url=config.site_url or "",
        language=config.theme["language"],
        repo_url=config.repo_url or "",
        edit_uri=config.edit_uri or "",
        office_email=options.office_email,
        map_tiles=options.map_tiles,
        search=options.search,
    )


def _policy(tiles: str) -> str:
    """Return the policy of every page; pictures come from here, and from the tiles' server where there is one."""
    try:
        return POLICY.format(images=f"'self' data: {origin(tiles)}".rstrip())
    except NoTiles as error:
        raise PluginError(f"coop-restart: {error}") from None


def _now(option: str) -> datetime:
    """The present: the option's, else that of a repeatable build (reproducible-builds.org), else the clock's."""
    if option:
        return datetime.fromisoformat(option).astimezone(UTC)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def _dated_in_parts(kind: Kind, slug: str, federation: Federation) -> bool:
    """Tell whether a record's parts are dated each by itself: dates of calendars, offers and needs."""
    if kind == "member":
        member = federation.members[slug]
        return bool(member.offers or member.needs)
    return kind in ("call", "initiative")


def _tell(problems: Sequence[Problem], language: Language) -> None:
    """Say what is wrong; raise `PluginError` when anything stops the build."""
    _say(problems, language)
    if errors := _errors(problems):
        told = language.ngettext(
            "{n} error in the records: nothing was built", "{n} errors in the records: nothing was built", errors
        )
        raise PluginError(told.format(n=errors))


def _say_found(checking: Outcome[list[Problem]], language: Language) -> None:
    _say(checking.result(), language)


def _say(problems: Sequence[Problem], language: Language) -> None:
    for problem in problems:
        level = logging.ERROR if problem.severity is Severity.ERROR else logging.INFO
        log.log(level, problem.said(language))


def _errors(problems: Sequence[Problem]) -> int:
    return sum(problem.severity is Severity.ERROR for problem in problems)


def _digest(reading: Reading, settings: Settings, now: datetime) -> bytes:
    """Stand for all that every page is made from, the generator's own code included."""
    shared = (__version__, sorted(_code()), reading.own, settings, now.date())
    return blake2b(repr(shared).encode(), digest_size=32).digest()


def _code() -> Iterator[tuple[str, int, int]]:
    """Yield path, size and time of each file of the generator that pages are made by."""
    for folder, _, names in os.walk(Path(__file__).parent):
        for name in names:
            if name.endswith((".py", ".html", ".svg", ".po", ".toml", ".tsv", ".js", ".txt")):
                status = Path(folder, name).stat()
                yield str(Path(folder, name)), status.st_size, status.st_mtime_ns


def ledger_name(folder: Path) -> str:
    """Return the name of the ledger for the site in `folder`: previews and builds have one each."""
    return f"site-{blake2b(str(folder.resolve()).encode(), digest_size=6).hexdigest()}"


def _report(written: Written, seconds: float) -> None:
    log.info(
        "Wrote %d files in %.1f s; %d stayed as they were, %d were removed",
        written.written, seconds, written.kept, written.removed,
    )  # fmt: skip
