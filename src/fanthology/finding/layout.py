"""Where the names of a map stand: pure geometry, the same picture from the same numbers.

Distances on paper follow distances in the graph (`finding.stress`); then names are pushed apart until each can be read.
Lengths are CSS pixels.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from fanthology.finding.stress import placed, spread

PUSHES = 400
MARGIN = 14.0
GAP = 5.0
LINE = 1.18
LONGEST_LINE = 24
"""Characters of a name on one line of the picture; a longer one takes two, a very long one is cut there."""
BEND = 0.09
ROOM = 2.7
"""How much wider than its names a picture is, as area."""


@dataclass(frozen=True, slots=True)
class Point:
    """What is to be placed: `weight` says how large. `key` is the caller's."""

    key: int
    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class Link:
    """What joins two points, given by their places in the list; `weight` says how strongly."""

    a: int
    b: int
    weight: int


@dataclass(frozen=True, slots=True)
class Label:
    """A line of a name: its middle and its base line."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with its place. `lines` is empty where its name found no room; `size` is the height of the letters."""

    point: Point
    x: float
    y: float
    r: float
    size: float
    lines: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A link as two curves that meet in the middle, one from each end, so that each can have its own ink.

    `a` and `b` are the keys of its ends.
    """

    a: int
    b: int
    weight: int
    near: str
    far: str
    width: float
    opacity: float


@dataclass(frozen=True, slots=True)
class Frame:
    """How large a picture may be: its width, and the bounds of its height."""

    width: float = 1140.0
    least: float = 420.0
    most: float = 1250.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture."""

    width: float
    height: float
    spots: tuple[Spot, ...]
    strokes: tuple[Stroke, ...]


@dataclass(slots=True)
class _Box:
    """A point on its way: the middle of its circle, and the box that circle and name take."""

    x: float
    y: float
    r: float
    size: float
    lines: tuple[str, ...]
    half: float
    below: float

    @property
    def middle(self) -> float:
        """The height of the box's middle."""
        return self.y + (self.below - self.r) / 2

    @property
    def tall(self) -> float:
        """Half the box's height."""
        return (self.r + self.below) / 2


def drawn(points: Sequence[Point], links: Sequence[Link], frame: Frame | None = None) -> Drawing:
    """The picture of a graph: linked points near each other, inside the frame, no name over another."""
    frame = frame or Frame()
    boxes = _boxes(points, frame)
    height = _height(boxes, frame)
    for box, (x, y) in zip(
        boxes, spread(placed(len(points), [(link.a, link.b, link.weight) for link in links])), strict=True
    ):
        box.x, box.y = x * frame.width, y * height
    _push_apart(boxes, frame.width, height)
    return finished(points, links, boxes, frame.width, height)


def ringed(points: Sequence[Point], frame: Frame) -> Drawing:
    """The first point in the middle and the others around it, the heaviest nearest, each linked to the first."""
    boxes = _boxes(points, frame)
    rings = _rings(len(points) - 1, narrow=frame.width < 600)
    height = min(frame.most, frame.least + 150.0 * max(0, len(rings) - 1))
    boxes[0].x, boxes[0].y = frame.width / 2, height / 2
    place = 1
    for number, many in enumerate(rings, start=1):
        reach = number / len(rings)
        start = 0.0 if many <= 2 else math.pi / 2
        for step in range(many):
            turn = 2 * math.pi * (step + 0.5 * (number % 2) * (many > 2)) / many - start
            boxes[place].x = frame.width / 2 + math.cos(turn) * reach * (frame.width / 2 - 90)
            boxes[place].y = height / 2 + math.sin(turn) * reach * (height / 2 - 50)
            place += 1
    _push_apart(boxes, frame.width, height, still=1)
    links = [Link(0, place, point.weight) for place, point in enumerate(points) if place]
    return finished(points, links, boxes, frame.width, height)


def _rings(many: int, *, narrow: bool) -> list[int]:
    """How many stand on each ring, from the innermost out."""
    rings: list[int] = []
    room = 5 if narrow else 8
    while many > 0:
        rings.append(min(many, room))
        many -= room
        room += 3 if narrow else 8
    if len(rings) > 1 and rings[-1] < 4:  # a ring of two looks like a slip
        last = rings.pop()
        rings[-1] += last
    return rings


def _boxes(points: Sequence[Point], frame: Frame) -> list[_Box]:
    """Each point with the size of its circle and its name."""
    most = max((point.weight for point in points), default=1) or 1
    narrow = frame.width < 600
    found = []
    for point in points:
        share = math.sqrt(point.weight / most)
        r = (3.5 if narrow else 4.5) + (13 if narrow else 19) * share
        size = (11.5 if narrow else 12.0) + (4.5 if narrow else 8.0) * share
        lines = name_lines(point.name)
        half = max(r, max(width_of(line, size) for line in lines) / 2)
        found.append(_Box(0.0, 0.0, r, size, lines, half, r + 3 + LINE * size * len(lines)))
    return found


def _height(boxes: Sequence[_Box], frame: Frame) -> float:
    """As high as the names need, within the frame's bounds."""
    area = sum((2 * box.half + GAP) * (2 * box.tall + GAP) for box in boxes)
    return min(frame.most, max(frame.least, ROOM * area / frame.width))


def name_lines(name: str) -> tuple[str, ...]:
    """A name on one line or two, parted where the halves are nearest in length."""
    if len(name) <= 17:
        return (name,)
    cuts = [place for place, sign in enumerate(name) if sign == " "]
    if not cuts:
        return (_cut(name),)
    cut = min(cuts, key=lambda place: (abs(2 * place - len(name)), place))
    return (_cut(name[:cut]), _cut(name[cut + 1 :]))


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1].rstrip() + "…"


def width_of(text: str, size: float) -> float:
    """About how wide a text is in letters of this height, rather too wide than too narrow."""
    signs = 0.0
    for sign in text:
        if unicodedata.east_asian_width(sign) in "WF":
            signs += 1.05
        elif unicodedata.combining(sign):
            continue
        else:
            signs += 0.68 if sign.isupper() or sign in "mwMW…" else 0.56
    return signs * size


def _push_apart(boxes: list[_Box], width: float, height: float, *, still: int = 0) -> None:
    """Move boxes until none lies on another, each along the shorter way; the first `still` stay."""
    for turn in range(PUSHES):
        for box in boxes[still:]:
            _keep_inside(box, width, height)
        order = sorted(range(len(boxes)), key=lambda place: (boxes[place].x - boxes[place].half, place))
        moved = False
        for number, a in enumerate(order):
            for b in order[number + 1 :]:
                if boxes[b].x - boxes[b].half > boxes[a].x + boxes[a].half + GAP:
                    break
                moved = _part(boxes[a], boxes[b], (a < still, b < still), turn % 5 == 4) or moved
        if not moved:
            break
    for box in boxes[still:]:
        _keep_inside(box, width, height)


def _keep_inside(box: _Box, width: float, height: float) -> None:
    box.x = min(max(box.x, MARGIN + box.half), width - MARGIN - box.half)
    box.y = min(max(box.y, MARGIN + box.r), height - MARGIN - box.below)


def _part(a: _Box, b: _Box, still: tuple[bool, bool], upright: bool) -> bool:  # noqa: FBT001 - a pass is one or not
    """Push two boxes apart if they overlap: along the shorter way, now and then up and down, where sides are walls."""
    aside = a.half + b.half + GAP - abs(a.x - b.x)
    down = a.tall + b.tall + GAP - abs(a.middle - b.middle)
    if aside <= 0.01 or down <= 0.01:
        return False
    share_a, share_b = (0.0, 1.0) if still[0] else (1.0, 0.0) if still[1] else (0.5, 0.5)
    if down < aside or upright:
        way = 1 if a.middle > b.middle else -1
        a.y += way * down * share_a
        b.y -= way * down * share_b
    else:
        way = 1 if a.x > b.x else -1
        a.x += way * aside * share_a
        b.x -= way * aside * share_b
    return True


def finished(
    points: Sequence[Point], links: Sequence[Link], boxes: Sequence[_Box], width: float, height: float
) -> Drawing:
    """The drawing: names where there is room for them, the heaviest first; links as curves; nothing empty above or below."""
    top = min((box.y - box.r for box in boxes), default=MARGIN) - MARGIN
    for box in boxes:
        box.y -= top
    height = max((box.y + box.below for box in boxes), default=height) + MARGIN
    named: set[int] = set()
    for place in sorted(range(len(boxes)), key=lambda place: (-points[place].weight, place)):
        if not any(_clash(boxes[place], boxes[other]) for other in named):
            named.add(place)
    spots = tuple(
        _spot(point, box, named=place in named)
        for place, (point, box) in enumerate(zip(points, boxes, strict=True))
    )
    strongest = max((link.weight for link in links), default=1) or 1
    by_strength = sorted(links, key=lambda link: (link.weight, link.a, link.b))  # the strongest lie on top
    return Drawing(
        round(width),
        math.ceil(height),
        spots,
        tuple(_stroke(link, points, boxes, strongest) for link in by_strength),
    )


def _clash(a: _Box, b: _Box) -> bool:
    return (
        abs(a.x - b.x) < a.half + b.half - 0.5
        and a.y + a.r < b.y + b.below - 0.5
        and b.y + b.r < a.y + a.below - 0.5
    )


def _spot(point: Point, box: _Box, *, named: bool) -> Spot:
    lines = box.lines if named else ()
    first = box.y + box.r + 3 + 0.86 * box.size
    labels = tuple(
        Label(text, round(box.x, 1), round(first + number * LINE * box.size, 1))
        for number, text in enumerate(lines)
    )
    return Spot(point, round(box.x, 1), round(box.y, 1), round(box.r, 1), round(box.size, 1), labels)


def _stroke(link: Link, points: Sequence[Point], boxes: Sequence[_Box], strongest: int) -> Stroke:
    """The curve between two points, cut in the middle (de Casteljau)."""
    a, b = boxes[link.a], boxes[link.b]
    ends = points[link.a].key, points[link.b].key
    share = math.sqrt(link.weight / strongest)
    cx = (a.x + b.x) / 2 + BEND * (b.y - a.y)
    cy = (a.y + b.y) / 2 - BEND * (b.x - a.x)
    mx, my = (a.x + 2 * cx + b.x) / 4, (a.y + 2 * cy + b.y) / 4
    near = _curve(a.x, a.y, (a.x + cx) / 2, (a.y + cy) / 2, mx, my)
    far = _curve(mx, my, (b.x + cx) / 2, (b.y + cy) / 2, b.x, b.y)
    return Stroke(*ends, link.weight, near, far, round(0.9 + 5.6 * share, 1), round(0.3 + 0.45 * share, 2))


def _curve(*numbers: float) -> str:
    """A quadratic curve as SVG writes it."""
    x, y, cx, cy, to_x, to_y = (f"{number:.1f}" for number in numbers)
    return f"M{x} {y}Q{cx} {cy} {to_x} {to_y}"
