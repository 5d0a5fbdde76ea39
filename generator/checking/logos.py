"""Logos: there, small, really images, and used."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from generator.checking.finding import Finding, Spot, warning
from generator.checking.inspection import Inspection, LogoFile
from generator.languages import N_, Message
from generator.reading.folders import printable
from generator.reading.guessing import guessed
from generator.reading.logos import FOLDER
from generator.reading.record import unreadable
from generator.vocabularies.guessing import Names

LARGEST = 200 * 1024
LARGE = 50 * 1024
NAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*\.(svg|png|jpg|jpeg|webp)")


def missing(inspection: Inspection) -> Iterator[Finding]:
    """Logos that are not in the folder."""
    names: Names[str] | None = None
    for name, spots in _used(inspection).items():
        if name in inspection.logos:
            continue
        names = names or Names((known, known) for known in inspection.logos)
        message = Message(N_("{folder}/ has no file '{name}'"), {"name": name, "folder": FOLDER})
        for spot in spots:
            yield Finding("logo-missing", spot, guessed(message, next(iter(names.closest(name, 1)), None)))


def unfit(inspection: Inspection) -> Iterator[Finding]:
    """Logos that are too large or not the images that their names promise."""
    for name, spots in _used(inspection).items():
        file = inspection.logos.get(name)
        if file is None:
            continue
        try:
            flaw = _flaw(name, file)
        except OSError as error:
            flaw = unreadable(error).message
        for spot in spots if flaw else ():
            yield Finding("logo", spot, flaw or Message(""))
        if flaw is None and file.size > LARGE:
            values = {"size": -(-file.size // 1024), "limit": LARGE // 1024}
            message = Message(N_("the logo has {size} KiB: pages load faster when it has at most {limit}"), values)
            yield warning("logo-large", spots[0], message)


def unused(inspection: Inspection) -> Iterator[Finding]:
    """Files in the folder that no member uses, or that none can use under their name."""
    used = _used(inspection)
    for name in sorted(inspection.logos):
        path = printable(f"{FOLDER}/{name}")
        if not NAME.fullmatch(name):
            message = Message(N_("no record can name this file: rename it with small letters a–z, digits and hyphens"))
            yield warning("logo-name", path, message)
        elif name not in used and not inspection.unread:
            yield warning("logo-unused", path, Message(N_("no member uses this logo")))


# Logos seldom change: a preview that checks at every edit decodes each of them once.
@cache
def _flaw(name: str, file: LogoFile) -> Message | None:
    if file.size > LARGEST:
        values = {"size": -(-file.size // 1024), "limit": LARGEST // 1024}
        return Message(N_("the logo has {size} KiB, expected at most {limit}"), values)
    # Loaded only where there are logos to look at: the libraries for images take their time.
    from generator.checking.drawings import drawing_flaw
    from generator.checking.images import image_flaw

    extension = name.rpartition(".")[2]
    return drawing_flaw(file.read()) if extension == "svg" else image_flaw(file.read(), extension)


def _used(inspection: Inspection) -> dict[str, list[Spot]]:
    used: dict[str, list[Spot]] = defaultdict(list)
    for slug, member in inspection.federation.members.items():
        if member.logo is not None:
            used[member.logo].append(Spot(("member", slug), ("logo",)))
    return used
