"""A map as the template draws it: circles, curves and names with their inks and links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from fanthology.finding.layout import Drawing, Spot, Stroke
from fanthology.finding.maps import Map
from fanthology.pages.tags import ink_named

TITLED = 15.5
"""From this size on (pixels), a name is set in the face of titles."""


@dataclass(frozen=True, slots=True)
class Node:
    """A fandom: its circle and name, and where it leads."""

    spot: Spot
    name: str
    ink: str
    link: str
    titled: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A pair: two curves, each in the ink of its end, and where they lead."""

    stroke: Stroke
    near: str
    far: str
    title: str
    link: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing, ready for `parts/crossovers.html`."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """A map in both sizes, made when the template asks: where the drawing is kept, nothing asks."""

    drawn: Callable[[], Map | None]

    @property
    def both(self) -> list[tuple[str, Picture]]:
        """The wide picture and the small one, each with its class."""
        found = self.drawn()
        if found is None or not found.wide.spots:
            return []
        return [("wide", picture(found.wide, found)), ("small", picture(found.small, found))]


def picture(drawing: Drawing, of: Map) -> Picture:
    """A drawing with names, inks and links."""
    return Picture(
        drawing.width,
        drawing.height,
        tuple(_node(spot, *of.names[spot.point.key]) for spot in drawing.spots),
        tuple(_edge(stroke, of) for stroke in drawing.strokes),
    )


def _node(spot: Spot, name: str, slug: str) -> Node:
    link = reverse("crossover_around", args=[slug])
    return Node(spot, name, ink_named(name), link, titled=spot.size >= TITLED)


def _edge(stroke: Stroke, of: Map) -> Edge:
    (one, slug), (other, other_slug) = of.names[stroke.a], of.names[stroke.b]
    title = f"{one} × {other}: {stroke.weight:,} {'story' if stroke.weight == 1 else 'stories'}"
    link = reverse("crossover_pair", args=[slug, other_slug])
    return Edge(stroke, ink_named(one), ink_named(other), title, link)
