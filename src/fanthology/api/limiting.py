"""How often an address may ask: a bucket of tokens each, in the memory of the process that answers."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import Lock
from typing import Final

from django.conf import settings
from django.http import HttpRequest

REMEMBERED: Final = 20_000
"""Addresses; beyond, the one that has been silent longest is forgotten."""
NETWORK: Final = 64
"""Bits of an IPv6 address that stand for one household, which has all the addresses below them."""


@dataclass(frozen=True, slots=True)
class Left:
    """What an address has left: requests at once, seconds until its bucket is full, seconds to wait for the next."""

    most: int
    remaining: int
    full_in: int
    wait: int = 0


class Limiter:
    """Buckets of `burst` requests that fill at `per_minute`."""

    def __init__(self, *, per_minute: float, burst: int, remembered: int = REMEMBERED) -> None:
        self.rate = per_minute / 60
        self.burst = burst
        self.remembered = remembered
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, who: str, now: float) -> Left:
        """Take a request from the bucket of `who` at `now` (seconds of a clock that never goes back)."""
        with self._lock:
            tokens, then = self._buckets.pop(who, (float(self.burst), now))
            tokens = min(self.burst, tokens + (now - then) * self.rate)
            granted = tokens >= 1
            tokens -= granted
            self._buckets[who] = (tokens, now)
            if len(self._buckets) > self.remembered:
                self._buckets.popitem(last=False)
        wait = 0 if granted else max(1, ceil((1 - tokens) / self.rate))
        return Left(self.burst, int(tokens), ceil((self.burst - tokens) / self.rate), wait)

    def __len__(self) -> int:
        return len(self._buckets)


def asker(request: HttpRequest) -> str:
    """Whose bucket a request is taken from: the address it came from, or the one that a trusted proxy names."""
    told = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.CONFIG.trust_proxy else ""
    said = told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    if said.startswith("["):  # with a port behind it
        said = said[1:].partition("]")[0]
    elif said.count(":") == 1:
        said = said.partition(":")[0]
    try:
        found = ip_address(said)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return f"{int(found) >> (128 - NETWORK):x}/{NETWORK}"
    return said
