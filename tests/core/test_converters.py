from hypothesis import given
from hypothesis import strategies as st

from core.converters import KeyConverter, OwnedKeyConverter

keys = st.text("abc019._/-", min_size=1, max_size=100)


@given(keys)
def test_a_key_comes_back_from_its_address(key) -> None:
    converter = KeyConverter()
    assert converter.to_python(converter.to_url(key)) == key
    assert "/" not in converter.to_url(key)


@given(st.none() | keys, keys)
def test_a_key_with_its_owner_comes_back(owner, key) -> None:
    converter = OwnedKeyConverter()
    assert converter.to_python(converter.to_url((owner, key))) == (owner, key)
