"""Compiled templates kept from build to build, as Python keeps compiled modules."""

from __future__ import annotations

from hashlib import blake2b
from importlib.metadata import version

from jinja2 import BytecodeCache, FileSystemBytecodeCache

from generator import __version__


def kept(*inputs: bytes) -> BytecodeCache | None:
    """Return the cache for templates that compile to the same code while `inputs` are the same.

    It lies in Jinja's own folder, which only this user may read or write: what it holds is code. None where no such
    folder can be had; templates are then compiled anew.
    """
    digest = blake2b(f"{__version__} {version('jinja2')}".encode(), digest_size=8)
    for one in inputs:
        digest.update(one)
    try:
        return FileSystemBytecodeCache(pattern=f"coop-restart-{digest.hexdigest()}-%s")
    except (OSError, RuntimeError):
        return None
