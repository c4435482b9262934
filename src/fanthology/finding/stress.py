"""Places for the points of a graph, so that distances on paper follow distances in the graph.

The difference between the two, called stress, is lowered by stochastic gradient descent (Zheng, Pawar and Goodman 2018),
always in the same order: the same graph has the same places.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from heapq import heappop, heappush
from random import Random
from typing import TypeAlias

Edge: TypeAlias = tuple[int, int, int]
"""Two points by their places in the list, and how strongly they are joined."""

ROUNDS = 30
"""Passes over all pairs; more changes nothing that one can see."""


def placed(many: int, links: Sequence[Edge]) -> tuple[list[float], list[float]]:
    """Places whose distances are as near as may be to those in the graph."""
    turn = math.pi * (3 - math.sqrt(5))  # the golden angle: a seed head, the first points in the middle
    xs = [math.sqrt(place + 0.5) * math.cos(place * turn) for place in range(many)]
    ys = [math.sqrt(place + 0.5) * math.sin(place * turn) for place in range(many)]
    terms = _terms(many, links)
    if not terms:
        return xs, ys
    shuffle = Random(36).shuffle  # noqa: S311 - no secret: always the same order
    first = max(far for _, _, far in terms) ** 2
    last = 0.1 * min(far for _, _, far in terms) ** 2
    for turn_number in range(ROUNDS):
        step = first * (last / first) ** (turn_number / (ROUNDS - 1))
        shuffle(terms)
        for a, b, far in terms:
            dx, dy = xs[a] - xs[b], ys[a] - ys[b]
            length = math.hypot(dx, dy) or 1e-9
            move = min(step / (far * far), 1.0) * (length - far) / (2 * length)
            xs[a] -= move * dx
            ys[a] -= move * dy
            xs[b] += move * dx
            ys[b] += move * dy
    return xs, ys


def _terms(many: int, links: Sequence[Edge]) -> list[tuple[int, int, float]]:
    """How far every two points should stand apart. What nothing joins stands a little farther than anything joined."""
    beside: list[list[tuple[int, float]]] = [[] for _ in range(many)]
    strongest = max((weight for _, _, weight in links), default=1)
    known = [set[int]() for _ in range(many)]
    for a, b, _ in links:
        known[a].add(b)
        known[b].add(a)
    for a, b, weight in links:
        # Two with many friends that the other does not know stand farther apart: it gives hubs their room.
        strangers = len(known[a] ^ known[b])
        length = 0.6 + 0.32 * math.sqrt(strangers) - 0.3 * math.sqrt(weight / strongest)
        beside[a].append((b, length))
        beside[b].append((a, length))
    ways = [_distances(start, beside) for start in range(many)]
    longest = max((far for way in ways for far in way.values()), default=1.0)
    return [(a, b, ways[a].get(b, longest * 0.55 + 0.4)) for a in range(many) for b in range(a + 1, many)]


def _distances(start: int, beside: Sequence[Sequence[tuple[int, float]]]) -> dict[int, float]:
    """The shortest ways from one point to all that can be reached (Dijkstra)."""
    found: dict[int, float] = {}
    edge = [(0.0, start)]
    while edge:
        far, place = heappop(edge)
        if place in found:
            continue
        found[place] = far
        for other, length in beside[place]:
            if other not in found:
                heappush(edge, (far + length, other))
    return found


def spread(places: tuple[list[float], list[float]]) -> list[tuple[float, float]]:
    """Places as shares of width and height, the longer side lying, and evened out so that no corner stays empty."""
    xs, ys = places
    if not xs:
        return []
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    xs, ys = [x - mean_x for x in xs], [y - mean_y for y in ys]
    tilt = 0.5 * math.atan2(
        2 * sum(x * y for x, y in zip(xs, ys, strict=True)), sum(x * x for x in xs) - sum(y * y for y in ys)
    )
    cos, sin = math.cos(tilt), math.sin(tilt)
    lying = [(x * cos + y * sin, y * cos - x * sin) for x, y in zip(xs, ys, strict=True)]
    wide, high = _evened([x for x, _ in lying]), _evened([y for _, y in lying])
    return list(zip(wide, high, strict=True))


def _evened(values: Sequence[float]) -> list[float]:
    """Values between 0 and 1: half as they lie, half by their rank."""
    low, high = min(values), max(values)
    if high - low < 1e-9:
        return [0.5 for _ in values]
    order = sorted(range(len(values)), key=lambda place: (round(values[place], 9), place))
    rank = {place: number / (len(values) - 1) for number, place in enumerate(order)}
    return [0.55 * (value - low) / (high - low) + 0.45 * rank[place] for place, value in enumerate(values)]
