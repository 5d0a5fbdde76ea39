"""How the service is set up: by variables of the environment, each named `INTAKE_` and the field in capitals."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from generator.languages import N_, Message

PREFIX = "INTAKE_"
FORGES = ("none", "github", "gitlab", "forgejo")
_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_AUTHOR = re.compile(r"[^<>\x00-\x1f]+ <[^<>\s@]+@[^<>\s@]+>")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+")


class SettingError(Exception):
    """A variable that is missing or wrong; `message` says which and why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


@dataclass(frozen=True)
class Settings:
    """The service's configuration. Durations are in seconds, sizes in bytes.

    repository: where git fetches from and pushes to. data: the folder of the outbox and the mirror, kept between runs.
    folder: from the repository's top to the site, "" where it is the top. origins: of the sites whose forms may post.
    public_url: where browsers reach the service. proxies: how many trusted proxies stand in front. per_address:
    requests a minute; total: accepted proposals an hour; plain_total: those of them without proof of work.
    longest_wait: between two tries. keep_days: how long content stays in the outbox once the office has decided.
    """

    repository: str
    data: Path
    branch: str = "main"
    folder: str = ""
    prefix: str = "intake"
    author: str = "Coop Re-Start <intake@localhost.invalid>"
    origins: tuple[str, ...] = ()
    public_url: str = ""
    forge: str = "none"
    api: str = ""
    project: str = ""
    token: str = ""
    git_user: str = ""
    ssh_key: str = ""
    known_hosts: str = ""
    secret: str = ""
    host: str = "127.0.0.1"
    port: int = 8400
    proxies: int = 0
    per_address: int = 30
    total: int = 300
    plain_total: int = 60
    body_limit: int = 3 * 1024 * 1024
    body_seconds: int = 20
    header_seconds: int = 10
    connections: int = 500
    challenge_cost: int = 50000
    challenge_seconds: int = 1200
    fetch_every: int = 60
    longest_wait: int = 300
    git_seconds: int = 120
    keep_days: int = 30


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings that the environment gives. Raise SettingError for the first that is missing or wrong.

    A value can also stand in a file that `INTAKE_…_FILE` names, as container and service managers hand over secrets.
    """
    given: dict[str, Any] = {}
    for field in fields(Settings):
        name = PREFIX + field.name.upper()
        text = _text(name, environment)
        if text:
            given[field.name] = _read(name, text, str(field.type))
        elif field.default is MISSING:
            raise SettingError(Message(_MISSING, {"name": name}))
    settings = Settings(**given)
    for name, is_right, message in _RULES:
        if not is_right(settings):
            raise SettingError(Message(message, {"name": PREFIX + name.upper()}))
    return settings


def _text(name: str, environment: Mapping[str, str]) -> str:
    path = environment.get(f"{name}_FILE", "")
    if not path:
        return environment.get(name, "").strip()
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        raise SettingError(Message(_NO_FILE, {"name": f"{name}_FILE"})) from None


def _read(name: str, text: str, kind: str) -> Any:
    if kind == "int":
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise SettingError(Message(_NO_NUMBER, {"name": name}))
        return int(text)
    if kind == "Path":
        return Path(text)
    if kind.startswith("tuple"):
        return tuple(one.strip().rstrip("/") for one in text.split(",") if one.strip())
    return text


_Rule = tuple[str, Callable[[Settings], bool], str]

_MISSING = N_("{name} is not set: the intake service needs it")
_NO_FILE = N_("{name} names a file that cannot be read")
_NO_NUMBER = N_("{name}: expected a number")
_RULES: tuple[_Rule, ...] = (
    ("repository", lambda one: not one.repository.startswith("-"), N_("{name}: expected the address of a repository")),
    (
        "branch",
        lambda one: bool(_BRANCH.fullmatch(one.branch)) and ".." not in one.branch,
        N_("{name}: expected the name of a branch"),
    ),
    (
        "prefix",
        lambda one: bool(_BRANCH.fullmatch(one.prefix)) and ".." not in one.prefix,
        N_("{name}: expected the beginning of branch names, such as intake"),
    ),
    ("folder", lambda one: ".." not in one.folder, N_("{name}: expected a folder of the repository")),
    ("author", lambda one: bool(_AUTHOR.fullmatch(one.author)), N_("{name}: expected a name and <address@example>")),
    (
        "origins",
        lambda one: all(map(_ORIGIN.fullmatch, one.origins)),
        N_("{name}: expected origins such as https://www.example.org, separated by commas"),
    ),
    ("forge", lambda one: one.forge in FORGES, N_("{name}: expected none, github, gitlab or forgejo")),
    ("project", lambda one: one.forge == "none" or "/" in one.project, N_("{name}: expected owner/name")),
    ("token", lambda one: one.forge == "none" or bool(one.token), N_("{name}: the forge's API needs a token")),
    (
        "api",
        lambda one: one.forge in ("none", "github", "gitlab") or bool(one.api),
        N_("{name}: expected the address of the forge's API, such as https://git.example.org/api/v1"),
    ),
)
