"""Whatever the bytes are: one clear error, or a document."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_django import Settings

from interchange.packages.problems import Unusable
from interchange.packages.reading import Unreadable, parse, read_file


def error_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        parse(data, "x.json")
    return str(caught.value.problem)


def test_a_byte_order_mark_is_let_go() -> None:
    assert parse(b'\xef\xbb\xbf{"a": 1}', "x.json") == {"a": 1}


def test_malformed_json_is_told_with_line_and_column() -> None:
    assert error_of(b'{"a": 1,\n oj}').startswith("x.json: is not JSON: line 2, column 2")


@pytest.mark.parametrize("data", [b"", b" \n"])
def test_an_empty_file_is_told(data: bytes) -> None:
    assert error_of(data) == "x.json: is empty"


@pytest.mark.parametrize("data", [b"{", b'{"a": "\x01"}', b'{"a": 1} {}', b"{'a': 1}"])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    assert "is not JSON" in error_of(data)


@pytest.mark.parametrize("data", [b'"\xff"', b'{"a": "\xed\xa0\x80"}', '{"a": "å"}'.encode("utf-16")])
def test_what_is_not_utf8_is_refused(data: bytes) -> None:
    assert "is not UTF-8" in error_of(data)


@pytest.mark.parametrize("data", [b"[]", b"null", b"1", b'"text"'])
def test_a_package_is_an_object(data: bytes) -> None:
    assert "a package is a JSON object" in error_of(data)


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_deep_nesting_is_refused(opening: bytes) -> None:
    assert error_of(opening * 200_000) == "x.json: is nested too deeply to be a package"


def test_a_repeated_key_is_told_with_its_place() -> None:
    data = b'{"goals": [{}, {"key": "a", "key": "b"}]}'
    assert error_of(data) == 'x.json: /goals/1: the key "key" stands twice in one object'


def test_of_very_many_repeated_keys_the_first_is_told() -> None:
    keys = ",".join(f'"k{number}":1' for number in range(50_000))
    data = f'{{"a": {{{keys},"last":1,"last":2}}, "b": {{"x":1,"x":1}}}}'.encode()
    assert error_of(data) == 'x.json: /a: the key "last" stands twice in one object'


@pytest.mark.parametrize("text", [r"a\u0000", r"\ud800", r"\udc00x", r"\uDBFF"])
def test_characters_that_are_none_are_told_with_their_place(text: str) -> None:
    data = f'{{"goals": [{{"title": "{text}"}}]}}'.encode()
    assert error_of(data).startswith("x.json: /goals/0/title: has a character that is none")


def test_a_key_can_be_bad_too() -> None:
    assert "has a character that is none" in error_of(rb'{"a": {"\u0000": 1}}')


def test_surrogate_pairs_are_characters() -> None:
    assert parse(rb'{"a": "\ud83d\ude00"}', "x.json") == {"a": "😀"}


@pytest.mark.parametrize(
    ("text", "number"),
    [("5", 5), ("5.0", 5), ("1e3", 1000), ("12.50", Decimal("12.50")), ("-0.0", 0), ("0e999999999", 0)],
)
def test_numbers_are_exact_and_whole_where_they_are(text: str, number: int | Decimal) -> None:
    found = parse(f'{{"a": {text}}}'.encode(), "x.json")["a"]
    assert (found, type(found)) == (number, type(number))


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1e999999999", "9" * 5000, "1e-99999999"])
def test_numbers_that_nothing_holds_are_marked(text: str) -> None:
    assert isinstance(parse(f'{{"a": {text}}}'.encode(), "x.json")["a"], Unusable)


def test_a_large_file_is_not_read(tmp_path: Path, settings: Settings) -> None:
    settings.MAX_PACKAGE_BYTES = 1024 * 1024
    path = tmp_path / "large.json"
    path.write_bytes(b" " * (1024 * 1024 + 1))
    with pytest.raises(Unreadable, match=r"large.json: is larger than 1 MB, the most that is read"):
        read_file(path)


def test_two_hundred_megabytes_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    with pytest.raises(Unreadable, match=r"huge.json: is larger than 32 MB, the most that is read"):
        read_file(path)


def test_a_pipe_is_not_read_beyond_the_limit(settings: Settings) -> None:
    settings.MAX_PACKAGE_BYTES = 1000
    with pytest.raises(Unreadable, match="is larger than"):
        read_file(Path("/dev/zero"))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"none.json: cannot be read: No such file"):
        read_file(tmp_path / "none.json")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        read_file(tmp_path)


def test_an_ordinary_document_is_as_json_has_it() -> None:
    value = {"a": [1, None, True, {"b": "å"}]}
    assert parse(json.dumps(value).encode(), "x.json") == value
