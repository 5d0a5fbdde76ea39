"""What `mkdocs.yml` says of the site, as the core takes it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError

from generator.clock import WrongEpoch, present
from generator.languages.language import Language, UnknownLanguage
from generator.languages.system import wrong_epoch
from generator.publishing.map.streets import NoTiles, origin
from generator.publishing.proposing.service import NoService
from generator.publishing.proposing.service import origin as intake_origin
from generator.reading.settings import FILE, Settings, unspoken, wrong_mailbox
from generator.reading.sign_up import SignUp, WrongSignUp, sign_up

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

POLICY = (
    "default-src 'self'; connect-src {taken}; img-src {images}; object-src 'none'; base-uri 'self'; "
    "form-action {taken} mailto:{forms}"
)


class Options(Config):  # type: ignore[no-untyped-call]
    """What `mkdocs.yml` may say under `coop-restart`."""

    office_email = config_options.Type(str, default="")
    """Where the office takes suggestions; without it pages show none of the links that write to it."""
    map_tiles = config_options.Type(str, default="")
    """Addresses of street maps that visitors may ask for, such as `https://tile.openstreetmap.org/{z}/{x}/{y}.png`."""
    intake = config_options.Type(str, default="")
    """The intake service that takes what visitors propose, such as `https://proposals.example.org`; none by default."""
    privacy = config_options.Type(str, default="")
    """The page that says what is published and how to have it changed, such as `privacy/`: the form links to it."""
    search = config_options.Type(bool, default=True)
    """Whether the site can be searched; without, it publishes neither index nor scripts of the search."""
    open_data = config_options.Type(bool, default=True)
    """Whether the members are published for programs of others too, below `api/v1/members`."""
    admin = config_options.Type(bool, default=False)
    """Whether the site has a page, `admin/`, on which the office edits the records."""
    newsletter = config_options.Type((str, dict), default="")
    """Where people sign up for the newsletter: an address, or a mapping (`generator.reading.sign_up`)."""
    now = config_options.Type(str, default="")
    """An ISO time with offset that stands for the present, for builds that must be repeatable."""


def site_language(config: MkDocsConfig) -> Language:
    try:
        return Language.load(config.theme["language"])
    except UnknownLanguage:
        # Whoever set the site up reads what MkDocs says in English too.
        told = Language.load("en").say(unspoken(str(config.theme["language"])))
        raise PluginError(f"coop-restart: {FILE}: theme.language: {told}") from None


def site_settings(config: MkDocsConfig, options: Options) -> Settings:
    for wrong in wrong_mailbox(options.office_email):
        raise PluginError(f"coop-restart: office_email: {site_language(config).say(wrong.message)}")
    return Settings(
        name=config.site_name,
        url=config.site_url or "",
        language=config.theme["language"],
        repo_url=config.repo_url or "",
        edit_uri=config.edit_uri or "",
        office_email=options.office_email,
        map_tiles=options.map_tiles,
        privacy=options.privacy,
        search=options.search,
        intake=options.intake.rstrip("/"),
        open_data=options.open_data,
        admin=options.admin,
        newsletter=_sign_up(options.newsletter, config),
    )


def _sign_up(option: object, config: MkDocsConfig) -> SignUp | None:
    try:
        return sign_up(option)
    except WrongSignUp as error:
        raise PluginError(f"coop-restart: {site_language(config).say(error.message)}") from None


def policy(settings: Settings) -> str:
    """Return the policy of every page.

    Pictures come from here, and from the tiles' server where there is one; forms go here, to the intake service, and to
    whoever keeps the addresses of the newsletter's readers; scripts ask here, and the intake service.
    """
    forms = "".join(f" {server}" for server in settings.newsletter.servers) if settings.newsletter else ""
    try:
        images, service = f"'self' data: {origin(settings.map_tiles)}", f"'self' {intake_origin(settings.intake)}"
    except (NoTiles, NoService) as error:
        raise PluginError(f"coop-restart: {error}") from None
    return POLICY.format(images=images.rstrip(), taken=service.rstrip(), forms=forms)


def moment(option: str, language: Language) -> datetime:
    """Return the moment to build for: the option's, else the present."""
    try:
        return datetime.fromisoformat(option).astimezone(UTC) if option else present()
    except WrongEpoch as error:
        raise PluginError(f"coop-restart: {language.say(wrong_epoch(error))}") from None
