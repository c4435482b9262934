"""Where the names of a map stand."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from fanthology.finding.layout import Frame, Link, Point, _rings, drawn, name_lines, ringed, width_of

WIDE = Frame()
SMALL = Frame(width=350.0, least=300.0, most=720.0)


@some.composite
def graphs(draw, most=24):
    """Some points and links between them."""
    weights = draw(some.lists(some.integers(1, 5_000), min_size=2, max_size=most))
    names = some.text(alphabet="abc defgh西游记Wö-", min_size=1, max_size=60).map(str.strip).filter(bool)
    points = [Point(number + 7, draw(names), weight) for number, weight in enumerate(weights)]
    ends = some.tuples(some.integers(0, len(points) - 1), some.integers(0, len(points) - 1))
    pairs = draw(some.sets(ends.filter(lambda pair: pair[0] < pair[1]), max_size=40))
    return points, [Link(a, b, draw(some.integers(1, 900))) for a, b in sorted(pairs)]


def labels(drawing):
    """Where each line of a name is: left, top, right, bottom, and whose it is."""
    for spot in drawing.spots:
        for line in spot.lines:
            half = width_of(line.text, spot.size) / 2
            yield (
                line.x - half,
                line.y - 0.7 * spot.size,
                line.x + half,
                line.y + 0.2 * spot.size,
                spot.point.key,
            )


def assert_good(drawing, points):
    assert [spot.point for spot in drawing.spots] == points
    for spot in drawing.spots:
        assert 0 <= spot.x - spot.r <= spot.x + spot.r <= drawing.width
        assert 0 <= spot.y - spot.r <= spot.y + spot.r <= drawing.height
    lines = list(labels(drawing))
    for left, top, right, bottom, _ in lines:
        assert left >= -1
        assert top >= -1
        assert right <= drawing.width + 1
        assert bottom <= drawing.height + 1
    for one, other in combinations(lines, 2):
        apart = (
            one[2] <= other[0] + 1
            or other[2] <= one[0] + 1
            or one[3] <= other[1] + 1
            or other[3] <= one[1] + 1
        )
        assert one[4] == other[4] or apart, (one, other)


@settings(max_examples=60)
@given(graphs())
def test_every_point_is_inside_and_no_name_lies_on_another(graph):
    points, links = graph
    assert_good(drawn(points, links, WIDE), points)


@settings(max_examples=40)
@given(graphs(most=14))
def test_the_same_on_a_telephone_and_in_rings(graph):
    points, links = graph
    assert_good(drawn(points, links, SMALL), points)
    assert_good(ringed(points, SMALL), points)
    assert_good(ringed(points, WIDE), points)


@given(graphs())
def test_the_same_graph_is_the_same_picture(graph):
    assert drawn(*graph) == drawn(*graph)


@settings(max_examples=20)
@given(graphs())
def test_every_link_is_drawn_between_its_ends(graph):
    points, links = graph
    drawing = drawn(points, links)
    at = {spot.point.key: (spot.x, spot.y) for spot in drawing.spots}
    assert len(drawing.strokes) == len(links)
    for stroke in drawing.strokes:
        begin = tuple(map(float, stroke.near[1:].partition("Q")[0].split()))
        end = tuple(map(float, stroke.far.split()[-2:]))
        assert (begin, end) == (pytest.approx(at[stroke.a], abs=0.11), pytest.approx(at[stroke.b], abs=0.11))


def test_what_belongs_together_stands_together():
    """Two groups of friends with one bridge."""
    points = [Point(number, f"N{number}", 10) for number in range(12)]
    groups = [range(6), range(6, 12)]
    links = [Link(a, b, 5) for group in groups for a, b in combinations(group, 2)] + [Link(0, 6, 1)]
    spots = drawn(points, links).spots

    def far(a, b):
        return ((spots[a].x - spots[b].x) ** 2 + (spots[a].y - spots[b].y) ** 2) ** 0.5

    inside = [far(a, b) for group in groups for a, b in combinations(group, 2)]
    between = [far(a, b) for a in groups[0] for b in groups[1]]
    assert sum(inside) / len(inside) < 0.7 * sum(between) / len(between)


def test_the_largest_map_names_everything():
    points = [Point(number, f"A fandom of {number}", 2_000 // (number + 1) + 1) for number in range(150)]
    links = [Link(number // 4, number, 900 // number) for number in range(1, 150)]
    drawing = drawn(points, links)
    assert_good(drawing, points)
    assert all(spot.lines for spot in drawing.spots)


def test_where_there_is_no_room_the_smaller_go_without_a_name():
    points = [Point(number, f"A fandom of {number}", 100 - number) for number in range(90)]
    drawing = drawn(points, [], Frame(width=300.0, least=300.0, most=300.0))
    assert_good(drawing, points)
    assert drawing.spots[0].lines
    assert not all(spot.lines for spot in drawing.spots)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Emma", ("Emma",)),
        ("Alice’s Adventures in Wonderland", ("Alice’s Adventures", "in Wonderland")),
        ("Honorificabilitudinitatibus", ("Honorificabilitudinitat…",)),
    ],
)
def test_long_names_take_two_lines(name, lines):
    assert name_lines(name) == lines


def test_a_map_of_nothing():
    assert drawn([], []).spots == ()


@pytest.mark.parametrize("many", range(2, 40))
def test_rings_hold_everybody_and_their_links(many):
    points = [Point(number, f"N{number}", 100 - number) for number in range(many)]
    assert sum(_rings(many, narrow=False)) == sum(_rings(many, narrow=True)) == many
    drawing = ringed(points, WIDE)
    assert_good(drawing, points)
    assert {(stroke.a, stroke.b) for stroke in drawing.strokes} == {(0, number) for number in range(1, many)}
