"""Events: the word lists name classes that exist, and every class and list is used."""

from collections import Counter

from extraction.events import lexicon
from extraction.events.learned import CLASSES
from extraction.lexicon import rows
from ontology.enums import EventType


def _named() -> set[str]:
    entries = [entry for found in lexicon.verbs().values() for entry in found]
    kinds = {entry.kind.name for entry in entries}
    kinds |= {entry.kind.name for found in lexicon.nouns().values() for entry in found}
    kinds |= {frame.kind.name for found in lexicon.frames().values() for frame in found}
    return kinds | {entry.kind.name for entry in lexicon.adjectives().values()}


def test_every_entry_names_a_class() -> None:
    for name in ("events/verbs.tsv", "events/nouns.tsv", "events/adjectives.tsv"):
        assert {row[1] for row in rows(name)} <= set(lexicon.classes())
    assert {row[2] for row in rows("events/frames.tsv")} <= set(lexicon.classes())


def test_every_class_is_named_by_a_word() -> None:
    assert set(lexicon.classes()) == _named() | set(CLASSES.values())


def test_every_type_has_a_class() -> None:
    assert {kind.type for kind in lexicon.classes().values()} == set(EventType)


def test_every_class_of_objects_stands_in_a_frame_or_before_a_noun() -> None:
    named = {row[1] for row in rows("events/frames.tsv") if not row[1].startswith("=")}
    named |= {row[0][1:].partition(">")[0] for row in rows("events/nouns.tsv") if row[0].startswith("<")}
    assert named == set(lexicon.object_classes())


def test_every_place_of_a_recipient_is_one() -> None:
    prepositions = set(
        "about against along around as at behind between by for from in into of on out outside over round to toward "
        "towards under upon with".split()
    )
    places = prepositions | {
        "obj",
        "own",
        "owner",
        "whose",
        "self",
        "intr",
        "clause",
        "subclause",
        "infinitive",
        "counted",
        "good",
        "guest",
        "bad",
        "worker",
        "-",
    }
    used = [row[2] for row in rows("events/verbs.tsv")] + [row[3] for row in rows("events/frames.tsv")]
    used += [row[2] for row in rows("events/adjectives.tsv")]
    assert {place.removesuffix("!") for cell in used for place in cell.split()} <= places


def test_every_side_of_a_noun_is_one() -> None:
    assert {row[2] for row in rows("events/nouns.tsv")} <= {"actor", "recipient", "-"}
    assert set(lexicon.light_verbs().values()) == {"actor", "recipient"}


def test_every_heading_ends_in_a_preposition() -> None:
    prepositions = set("about against at between for from in of on to with".split())
    assert {kind.title.split()[-1] for kind in lexicon.classes().values()} <= prepositions


def test_no_word_is_listed_twice_for_the_same_class() -> None:
    for name in ("events/verbs.tsv", "events/nouns.tsv", "events/adjectives.tsv", "events/light_verbs.tsv"):
        listed = Counter(row[:3] for row in rows(name))
        assert [row for row, count in listed.items() if count > 1] == []


def test_context_words_are_listed_once() -> None:
    listed = Counter(
        word for sense, words in rows("events/context.tsv") if sense != "occurring" for word in words.split()
    )
    assert [word for word, count in listed.items() if count > 1] == []
