"""Strict JSON, and lines of it."""

import io

import pytest
from marshmallow import fields

from api import json, jsonl
from schemas.base import In


class NameIn(In):
    name = fields.String(required=True)


def test_json_is_parsed():
    assert json.parse('{"a": [1, {"a": 2.5}]}', "body") == {"a": [1, {"a": 2.5}]}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "The body is not JSON: "),
        ("NaN", "The body is not JSON: "),
        ('{"a": {"b": 1, "b": 2}}', "The body has the name 'b' more than once in an object."),
    ],
)
def test_what_is_no_strict_json_is_a_value_error(text, reason):
    with pytest.raises(ValueError, match=r".") as raised:
        json.parse(text, "body")
    assert str(raised.value).startswith(reason)


def test_bytes_are_utf_8_with_or_without_a_mark():
    assert json.decode(b"\xef\xbb\xbfa", "line") == json.decode(b"a", "line") == "a"
    with pytest.raises(ValueError, match=r"^The line is not UTF-8: byte 0xff at offset 1\.$"):
        json.decode(b"a\xff", "line")


def test_a_line_is_loaded_by_its_schema():
    assert jsonl.load_line(b'{"name": "a"}\n', NameIn()) == {"name": "a"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{}", "name: Missing data for required field."),
        (b"[]", "line: Must be a JSON object."),
        (b'{"name": 1, "x": 2}', "name: Not a valid string.; x: Unknown name."),
        (b'{"name": "a", "name": "b"}', "The line has the name 'name' more than once in an object."),
    ],
)
def test_a_line_that_cannot_be_loaded_has_a_reason(line, reason):
    with pytest.raises(jsonl.LineError) as raised:
        jsonl.load_line(line, NameIn())
    assert str(raised.value) == reason


def test_a_reason_has_a_bounded_length():
    with pytest.raises(jsonl.LineError) as raised:
        jsonl.load_line(b'{"name": "a", "' + b"x" * 5000 + b'": 1}', NameIn())
    assert len(str(raised.value)) == 1001


def test_the_rest_of_a_line_that_is_too_long_is_passed_over(monkeypatch):
    monkeypatch.setattr(jsonl, "MAX_LINE_BYTES", 4)
    assert list(jsonl.lines(io.BytesIO(b"abc\nabcdefghij\nx"))) == [b"abc\n", b"abcde", b"x"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1", 0),
        ("[]", 1),
        ("[1, 2, 3]", 3),
        ('{"a": {"b": [1, 2]}, "c": 3}', 5),
        ('"[[[[[[,,,,,"', 0),
        (r'"\"[,[,[\\", [1]', 2),
        (r'["\\", "[", "\"["]', 3),
        ('["' + "[" * 100, 1),
    ],
)
def test_values_are_counted_outside_strings(text, values):
    assert json.has_more_values(text, values)
    assert not json.has_more_values(text, values + 1)


def test_many_strings_are_many_values():
    assert json.has_more_values("[" + ",".join(['""'] * 1000), 1000)
    assert json.has_more_values('[""' * 5 + '"' * 100, 5)


def test_names_in_strings_and_at_any_depth_are_told_apart():
    deep = '{"a": ":"}'
    for _ in range(500):
        deep = f'[{{"\\"a\\":": {deep}}}]'
    assert json.parse(deep, "body")
    with pytest.raises(ValueError, match=r"^The body has the name 'b' more than once in an object\.$"):
        json.parse('{"a:": {"b": ":", "b": ":"}}', "body")
