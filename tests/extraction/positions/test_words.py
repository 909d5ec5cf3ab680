"""The word lists behind positions: every entry names a class that exists, every class is used."""

import pytest

from extraction.lexicon import rows
from extraction.positions.words import Attitude, Shift
from extraction.values import PARTS, Value

PARTS_OF_SPEECH = set(PARTS.values()) | {"holder"}


@pytest.mark.parametrize(
    ("name", "classes", "columns"),
    [
        ("positions/words.tsv", Attitude, 4),
        ("positions/shifters.tsv", Shift, 3),
        ("positions/values.tsv", Value, 3),
    ],
)
def test_every_entry_names_a_class_and_every_class_is_used(
    name: str, classes: type[Attitude] | type[Shift] | type[Value], columns: int
) -> None:
    entries = list(rows(name))
    assert {len(entry) for entry in entries} == {columns}
    assert {entry[1] for entry in entries} <= PARTS_OF_SPEECH
    assert {entry[-1] for entry in entries} == {one.value for one in classes}


@pytest.mark.parametrize("name", ["positions/words.tsv", "positions/shifters.tsv", "positions/values.tsv"])
def test_no_entry_stands_twice(name: str) -> None:
    entries = list(rows(name))
    assert len(entries) == len(set(entries))


def test_nouns_for_verbs_have_their_preposition() -> None:
    entries = list(rows("positions/verb_nouns.tsv"))
    assert all(len(entry) == 3 and all(entry) for entry in entries)
    assert len({entry[0] for entry in entries}) == len(entries)
