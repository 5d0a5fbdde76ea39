"""A page before it is set into its frame, and what it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import NamedTuple


class Page(NamedTuple):
    """One page of the site that comes from records.

    `section` names the frame; `key` is a digest of all that `body` and `head` read beyond what the whole site
    shares (`Site.digest`): a page whose key stays the same is not made again. `body` and `head` return HTML
    without their frame. `origin` is the file that the page can be mended in; `listed` puts the page into the sitemap;
    `canonical` is the address of the page that this one stands for, where it is not its own.
    """

    address: str
    section: str
    title: str
    description: str
    key: bytes
    body: Callable[[], str]
    head: Callable[[], str] | None = None
    origin: str | None = None
    listed: bool = True
    canonical: str | None = None


def key_of(*inputs: object) -> bytes:
    """Return a digest of plain values (text, numbers, dates, bytes, codes, tuples of these)."""
    return blake2b(repr(inputs).encode(errors="surrogatepass"), digest_size=16).digest()


def digest_of(digests: Iterable[bytes]) -> bytes:
    """Return one digest for many of the same length, which is quicker than `key_of` by far."""
    return blake2b(b"".join(digests), digest_size=16).digest()
