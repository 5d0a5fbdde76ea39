"""How much may come from one address, and in all."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from time import monotonic

MOST_ADDRESSES = 50_000


@dataclass
class Rate:
    """A bucket for each address that holds `per_minute` requests and fills again within a minute.

    Addresses are kept in memory only, and the ones not seen for longest go first.
    """

    per_minute: int
    clock: Callable[[], float] = monotonic
    _buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def wait(self, address: str) -> int:
        """Take one request of an address; return 0, or after how many seconds to come again."""
        now, name = self.clock(), network(address)
        left, then = self._buckets.pop(name, (float(self.per_minute), now))
        left = min(float(self.per_minute), left + (now - then) * self.per_minute / 60)
        wait = 0 if left >= 1 else int((1 - left) * 60 / self.per_minute) + 1
        self._buckets[name] = (left if wait else left - 1, now)
        if len(self._buckets) > MOST_ADDRESSES:
            self._buckets.popitem(last=False)
        return wait


def network(address: str) -> str:
    """Return what one subscriber has: an IPv4 address, or the /64 around an IPv6 address (RFC 6177)."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(IPv6Address(int(found) >> 64 << 64))
    return str(found)


def client(peer: str, forwarded: str, proxies: int) -> str:
    """Return the address of whoever asks: the one that the outermost of our own proxies has seen.

    `forwarded` is the header X-Forwarded-For, to which each proxy appends; what stands before is anybody's word.
    """
    if not proxies:
        return peer
    seen = [one.strip() for one in forwarded.split(",") if one.strip()]
    return seen[-proxies] if len(seen) >= proxies else peer
