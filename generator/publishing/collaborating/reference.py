"""The code by which members and the office speak of one pair of an offer and a need."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.matching.reasons import Ref

# Digits and letters that nobody takes for one another, on paper or on the phone (Crockford's base 32).
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8


def reference(offer: Ref, need: Ref) -> str:
    """Return «7K3M-Q2XD»: the same as long as both records keep their names and ids, and no word of theirs in it.

    40 bits: among a million pairs two with one code are about as likely as not, among ten thousand 1 in 20,000; the
    message that carries it names both sides too.
    """
    digest = blake2b("\0".join((*offer, *need)).encode(), digest_size=_LENGTH * 5 // 8).digest()
    number = int.from_bytes(digest, "big")
    signs = "".join(_SIGNS[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    return f"{signs[:4]}-{signs[4:]}"
