"""The picture of a flow: nothing overlaps, nothing is left out, and what is thick is strong."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pages.flow.drawing import UNIT, Band, Node, Picture, drawn

COLUMNS = 4
NODES = [Node(f"{column}{letter}", column) for column in range(COLUMNS) for letter in "abc"]
LATER = [(source.key, target.key) for source in NODES for target in NODES if source.column < target.column]
bands = st.dictionaries(st.sampled_from(LATER), st.integers(1, 9), max_size=14).map(
    lambda found: [Band(source, target, weight) for (source, target), weight in found.items()]
)


def placed(picture: Picture, key: str):
    return next(node for node in picture.nodes if node.key == key)


@given(bands)
def test_nodes_of_a_column_never_overlap_and_stand_inside(found):
    picture = drawn(NODES, found, COLUMNS)

    for column in range(COLUMNS):
        inside = [node for node in picture.nodes if node.column == column]
        assert all(upper.y + upper.height < lower.y for upper, lower in pairwise(inside))
        assert all(node.y + node.height < picture.height for node in inside)


@given(bands)
def test_every_band_is_drawn_as_thick_as_it_is_strong(found):
    picture = drawn(NODES, found, COLUMNS)

    assert sorted(each.band.weight for each in picture.bands) == sorted(band.weight for band in found)
    assert all(each.thickness == each.band.weight * UNIT for each in picture.bands)


@given(bands)
def test_bands_leave_and_arrive_within_their_bars(found):
    picture = drawn(NODES, found, COLUMNS)

    for each in picture.bands:
        start, end = (point.partition(",")[2] for point in (each.path[1:].split()[0], each.path.split()[-1]))
        for key, y in ((each.band.source, start), (each.band.target, end)):
            node = placed(picture, key)
            assert node.y - 0.1 <= float(y) - each.thickness / 2
            assert float(y) + each.thickness / 2 <= node.y + node.height + 0.1


@given(bands.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_bands_does_not_matter(both):
    found, shuffled = both

    assert drawn(NODES, shuffled, COLUMNS) == drawn(NODES, found, COLUMNS)
