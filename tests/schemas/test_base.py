from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace

import pytest
from marshmallow import ValidationError, fields

from ontology.enums import Stance
from schemas.base import Embedded, In, Out, Timestamp, enum
from schemas.query.fields import Since, Until, countries, enums, ids
from schemas.query.filters import Filter
from schemas.query.paging import Paging


class InnerOut(Out):
    country = fields.String()
    place = fields.String(attribute="town")


class SampleOut(Out):
    id = fields.String(attribute="owner.id")
    when = Timestamp()
    stance = enum(Stance, "What.")
    where = Embedded(InnerOut, "country", "town")


class SampleFilter(Filter):
    since = Since()
    until = Until()
    stance = enums(Stance, "What.")
    actor = ids("Who.", "act_h3x5w7q2m4n6tb2k")
    country = countries("Where.")


def sample(**overrides):
    values = {
        "owner": SimpleNamespace(id="act_1"),
        "when": datetime(2021, 7, 26, 12, tzinfo=UTC),
        "stance": Stance.DOUBTS,
        "country": "IQ",
        "town": None,
    }
    return SimpleNamespace(**values | overrides)


def errors(schema, data):
    with pytest.raises(ValidationError) as raised:
        schema.load(data)
    return raised.value.messages


def test_output_follows_attributes_and_nests():
    assert SampleOut().dump(sample()) == {
        "id": "act_1",
        "when": "2021-07-26T12:00:00Z",
        "stance": "doubts",
        "where": {"country": "IQ", "place": None},
    }


def test_what_is_unknown_is_null():
    dumped = SampleOut().dump(sample(owner=None, when=None, country=None))
    assert dumped["id"] is None
    assert dumped["when"] is None
    assert dumped["where"] is None


def test_forgotten_attribute_is_an_error():
    row = sample()
    del row.when
    with pytest.raises(AttributeError, match="when"):
        SampleOut().dump(row)


def test_times_are_served_in_utc():
    elsewhere = datetime(2021, 7, 26, 12, tzinfo=timezone(timedelta(hours=2)))
    assert SampleOut().dump(sample(when=elsewhere))["when"] == "2021-07-26T10:00:00Z"


def test_input_refuses_what_it_does_not_know():
    assert errors(In(), {"colour": "red"}) == {"colour": ["Unknown name."]}
    assert errors(In(), []) == {"_schema": ["Must be a JSON object."]}


def test_pages_have_a_size():
    assert Paging().load({}) == {"limit": 50, "count": False}
    assert Paging().load({"limit": "500"})["limit"] == 500
    for limit in ("0", "501", "x", "5_0", "٣", " 5"):
        assert errors(Paging(), {"limit": limit}) == {"limit": ["Must be a whole number from 1 to 500."]}


def test_a_month_is_read_from_its_start_and_until_it_is_over():
    loaded = SampleFilter().load({"since": "2021-07", "until": "2021-07"})
    assert loaded["since"] == datetime(2021, 7, 1, tzinfo=UTC)
    assert loaded["until"] == datetime(2021, 8, 1, tzinfo=UTC)


@pytest.mark.parametrize("value", ["", "soon", "2021-13", "2021/2022", "../2021", "2021-21"])
@pytest.mark.parametrize("name", ["since", "until"])
def test_only_points_in_time_limit_a_list(name, value):
    (message,) = errors(SampleFilter(), {name: value})[name]
    assert repr(value) in message


def test_enums_are_read_by_value():
    assert SampleFilter().load({"stance": ["doubts", "mixed"]})["stance"] == [Stance.DOUBTS, Stance.MIXED]
    assert errors(SampleFilter(), {"stance": ["DOUBTS"]})["stance"].keys() == {0}


@pytest.mark.parametrize("value", ["act_1", "art_h3x5w7q2m4n6tb2k", "act_h3x5w7q2m4n6tb2kk", "ACT_H3X5W7Q2M4N6TB2K"])
def test_ids_are_of_their_kind(value):
    assert errors(SampleFilter(), {"actor": [value]}) == {"actor": {0: ["Must be an id such as act_h3x5w7q2m4n6tb2k."]}}


def test_countries_are_codes():
    assert SampleFilter().load({"country": ["IQ", "US"]})["country"] == ["IQ", "US"]
    assert errors(SampleFilter(), {"country": ["Iraq"]})["country"].keys() == {0}
