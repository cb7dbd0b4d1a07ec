"""What is kept compressed comes back, also what was written before."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from isal import isal_zlib

from core.compressed import compressed, decompressed


@given(st.binary(max_size=4_000))
def test_it_is_zlib_s_format_both_ways(content: bytes) -> None:
    assert zlib.decompress(compressed(content)) == content
    assert decompressed(memoryview(zlib.compress(content))) == content


def test_it_packs_about_as_tightly_as_zlib_s_fastest() -> None:
    said = b"".join(b'"ostersund:mal/%d":{"chain_score":%d},' % (n, n * 37 % 100) for n in range(20_000))
    assert len(compressed(said)) < 1.2 * len(zlib.compress(said, 1))


def test_what_is_cut_off_is_refused() -> None:
    with pytest.raises(isal_zlib.error):
        decompressed(compressed(b"Klimatneutralt 2030" * 100)[:-9])
