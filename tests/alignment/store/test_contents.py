"""What a report says, as it is kept: in lines, the matrix and the scores beside the rest."""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alignment.engine import Snapshot, as_document, difference, report
from alignment.store.contents import _unlike, apart, document_of, freeze, json_of, thaw, thaw_scores
from tests.alignment.engine.worlds import snapshots

usual = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def document(snapshot: Snapshot) -> dict[str, Any]:
    """A report without its date."""
    return {name: part for name, part in as_document(report(snapshot)).items() if name != "date"}


def undivided(said: dict[str, Any]) -> bytes:
    """A content as it was kept once: all of it in one body, as JSON."""
    return zlib.compress(orjson.dumps(said))


@usual
@given(snapshots())
def test_what_is_thawed_is_byte_for_byte_what_was_frozen(snapshot: Snapshot) -> None:
    said = document(snapshot)
    content = freeze(said)
    kept = content.columns()

    whole = json_of(thaw(kept["body"], kept["matrix"]))

    assert orjson.loads(whole) == said
    assert hashlib.sha256(whole).hexdigest() == content.sha256


@usual
@given(snapshots())
def test_the_rest_is_read_without_the_matrix_and_the_scores_without_the_rest(snapshot: Snapshot) -> None:
    said = document(snapshot)
    kept = freeze(said).columns()

    rest = document_of(thaw(kept["body"]))

    assert rest == said | {"matrix": {}}
    assert thaw_scores(kept["scores"], None) == {
        name: goal["chain_score"] for name, goal in said["goals"].items()
    }


@usual
@given(snapshots())
def test_a_content_of_before_it_was_kept_in_lines_says_the_same(snapshot: Snapshot) -> None:
    said = document(snapshot)
    kept, before = freeze(said).columns(), undivided(said)

    assert thaw(before) == thaw(kept["body"], kept["matrix"])
    assert thaw_scores(None, before) == thaw_scores(kept["scores"], None)


@usual
@given(snapshots(), snapshots())
def test_without_what_both_say_alike_two_contents_differ_in_the_same(one: Snapshot, other: Snapshot) -> None:
    first, second = document(one), document(other)

    old, new = apart(freeze(first).parts, freeze(second).parts)

    assert difference(document_of(old), document_of(new)) == difference(first, second)


@usual
@given(snapshots())
def test_of_a_content_and_itself_nothing_of_any_length_is_left(snapshot: Snapshot) -> None:
    parts = freeze(document(snapshot)).parts

    left, _same = apart(parts, parts)

    assert {name for name, lines in left.items() if lines} == {"organisation", "totals"}


NAMES = st.dictionaries(st.text("abcd", min_size=1, max_size=3), st.text("xyz\n", max_size=12), max_size=12)


@given(NAMES, NAMES, st.data(), st.integers(1, 40))
def test_lines_that_only_one_text_has_are_found_whatever_the_block(one, other, data, block) -> None:
    """Of texts that have most names in common and of such that have few, as if all lines were parted."""
    changed = {name: data.draw(st.sampled_from([value, value, value + "x"])) for name, value in one.items()}
    for before, after in ((one, changed), (one, other), (one, one | other)):
        old, new = (
            b"\n".join(orjson.dumps({name: said[name]})[1:-1] for name in sorted(said))
            for said in (before, after)
        )
        lines = [set(text.split(b"\n")) - {b""} for text in (old, new)]
        found = [set(text.split(b"\n")) - {b""} for text in _unlike(old, new, are_named=True, block=block)]

        assert found == [lines[0] - lines[1], lines[1] - lines[0]]
