"""What a site's `mkdocs.yml` says of the site, read without MkDocs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml.constructor import ConstructorError

from generator.languages import N_, Message
from generator.languages.language import available
from generator.languages.system import reason
from generator.reading.fault import Fault, dotted
from generator.reading.guessing import closest, guessed
from generator.reading.places import Location, Places
from generator.reading.problem import Problem
from generator.reading.quoting import shown
from generator.reading.sign_up import SignUp, WrongSignUp, sign_up
from generator.records.patterns import EMAIL_PATTERN

FILE = "mkdocs.yml"
PLUGIN = "coop-restart"
MOST_KEYS = 100_000
"""Keys of all mappings together, each merged one counted wherever it comes to stand."""


@dataclass(frozen=True)
class Settings:
    """The site as a whole.

    url: where it will be, with a slash at its end; "" while that is open. language: ISO 639-1. repo_url, edit_uri:
    where the files can be edited, as MkDocs means them. office_email: where the office takes suggestions; "" for none.
    privacy: the page of the privacy notice, below the site's root or elsewhere; "" for none.
    map_tiles: addresses of another server's tiles for the map, with {z}, {x} and {y}; "" for none.
    search: whether the site can be searched. open_data: whether it publishes its members for programs of others.
    admin: whether the office edits the records on a page of the site.
    newsletter: where people sign up for it; None for nowhere.
    intake: where the form's proposals are sent; "" for none.
    """

    name: str
    url: str = ""
    language: str = "it"
    repo_url: str = ""
    edit_uri: str = ""
    office_email: str = ""
    privacy: str = ""
    map_tiles: str = ""
    search: bool = True
    open_data: bool = True
    admin: bool = False
    newsletter: SignUp | None = None
    intake: str = ""

    @property
    def privacy_page(self) -> str:
        """The page of the privacy notice where it is one of this site; "" for none, or for one on another site."""
        return "" if self.privacy.startswith(("https://", "http://")) else self.privacy


@dataclass(frozen=True)
class SiteFile:
    """The settings, with their defaults where `mkdocs.yml` has problems."""

    settings: Settings
    problems: tuple[Problem, ...] = ()


class _Wrong(NamedTuple):
    """What is wrong with a setting; `field` leads there by keys."""

    field: tuple[str, ...]
    rule: str
    message: Message


class _Loader(yaml.SafeLoader):
    """Reads `mkdocs.yml`; values with tags that MkDocs or its extensions understand come to nothing.

    What merge keys (`<<`) copy is counted: mappings that merge others twice, which do so too, double with each line.
    """

    _copied = 0

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Put what is merged into the mapping. Raise ConstructorError where that is too much."""
        super().flatten_mapping(node)
        self._copied += len(node.value)
        if self._copied > MOST_KEYS:
            raise ConstructorError(
                None, None, f"more than {MOST_KEYS} keys with those that are merged", node.start_mark
            )


def _nothing(_: yaml.SafeLoader, __: str, ___: yaml.Node) -> None:
    return None


_Loader.add_multi_constructor("", _nothing)


def read_settings(root: Path) -> SiteFile:
    """Return what `mkdocs.yml` below `root` says; raises nothing."""
    try:
        data = (root / FILE).read_bytes()
        loaded = yaml.load(data, _Loader)  # noqa: S506 - a safe loader
    except OSError as error:
        return _failed(Message(_MISSING, {"reason": reason(error)}))
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return _failed(Message(_NOT_YAML, {"reason": shown(str(getattr(error, "problem", None) or error))}), place)
    if not isinstance(loaded, dict):
        return _failed(Message(_NO_MAPPING))
    settings, wrong = _of(loaded)
    return SiteFile(settings, tuple(_told(wrong, data, loaded)) if wrong else ())


def _of(loaded: Mapping[str, Any]) -> tuple[Settings, list[_Wrong]]:
    theme, options = loaded.get("theme"), _options(loaded.get("plugins"))
    language = _text(theme, "language") or "it"
    newsletter, wrong = _newsletter(options)
    settings = Settings(
        name=_text(loaded, "site_name"),
        url=_slashed(_text(loaded, "site_url")),
        language=language,
        repo_url=_text(loaded, "repo_url"),
        edit_uri=_text(loaded, "edit_uri"),
        office_email=_text(options, "office_email"),
        privacy=_text(options, "privacy"),
        map_tiles=_text(options, "map_tiles"),
        search=not isinstance(options, dict) or options.get("search") is not False,
        newsletter=newsletter,
        intake=_text(options, "intake").rstrip("/"),
    )
    return settings, [*_wrong_language(language), *wrong_mailbox(settings.office_email), *wrong]


def _told(wrong: list[_Wrong], data: bytes, loaded: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the problems at their places."""
    places = Places(data.decode(errors="replace"))
    plugins = loaded.get("plugins")
    # In a list each plugin has a place of its own.
    listed = plugins if isinstance(plugins, list) else []
    at = [number for number, one in enumerate(listed) if isinstance(one, dict) and PLUGIN in one][:1]
    for one in wrong:
        first, *rest = one.field
        way: Location = (first, *at, *rest) if first == "plugins" else one.field
        yield Fault(*places.value(way), one.rule, one.message, dotted(one.field)).at(FILE)


def _slashed(url: str) -> str:
    """Return an address as MkDocs has it: with a slash at its end."""
    return f"{url.rstrip('/')}/" if url else ""


def _options(plugins: Any) -> Any:
    """Return the plugin's options from either of the forms that MkDocs allows, a list or a mapping."""
    listed = plugins if isinstance(plugins, list) else [plugins]
    return next((one[PLUGIN] for one in listed if isinstance(one, dict) and PLUGIN in one), None)


def _newsletter(options: Any) -> tuple[SignUp | None, tuple[_Wrong, ...]]:
    try:
        return sign_up(options.get("newsletter") if isinstance(options, dict) else None), ()
    except WrongSignUp as error:
        return None, (_Wrong(("plugins", PLUGIN, "newsletter"), "newsletter", error.message),)


def _text(mapping: Any, key: str) -> str:
    value = mapping.get(key) if isinstance(mapping, dict) else None
    return value if isinstance(value, str) else ""


def _wrong_language(language: str) -> Iterator[_Wrong]:
    if language not in available():
        yield _Wrong(("theme", "language"), "language", unspoken(language))


def unspoken(language: str) -> Message:
    """Return what is wrong with a language that has no catalogue."""
    known = available()
    values = {"found": shown(language), "languages": ", ".join(known)}
    return guessed(Message(_LANGUAGE, values), closest(language, known))


def wrong_mailbox(found: str) -> Iterator[_Wrong]:
    """Yield what is wrong with the office's address, if anything."""
    if found and (_LONE_DOT.search(found) or not _MAILBOX.fullmatch(found)):
        yield _Wrong(("plugins", PLUGIN, "office_email"), "e-mail", Message(_NO_MAILBOX, {"found": shown(found)}))


def _failed(message: Message, place: tuple[int, int] = (1, 1)) -> SiteFile:
    return SiteFile(Settings(name=""), (Fault(*place, "settings", message).at(FILE),))


_MAILBOX = re.compile(EMAIL_PATTERN)
# Such as some providers gave out, though no header of a message may have them: the office's address stands in headers.
_LONE_DOT = re.compile(r"^\.|\.\.|\.@")
_NO_MAILBOX = N_("expected one mailbox such as office@federation.example, found '{found}'")
_MISSING = N_("the site's settings cannot be read: {reason}")
_NOT_YAML = N_("this is not YAML that can be read: {reason}")
_NO_MAPPING = N_("expected settings such as 'site_name: …'")
_LANGUAGE = N_("the site does not speak '{found}': it speaks {languages}")
