"""Actors by parts of their names."""

from ontology.enums import FactStatus
from store import queries
from tests.factories import create_actor, create_appearance, create_article


def test_those_with_the_most_articles_come_first(session, reader):
    rare, often, other = (create_actor(session, name=name) for name in ("Iraqi parliament", "IRAQ", "Iran"))
    for actor, times in ((rare, 1), (often, 2), (other, 3)):
        for _ in range(times):
            create_appearance(session, create_article(session), actor)
    found = queries.list_actors_named(reader, "Iraq", limit=5)
    assert [(row.id, row.articles) for row in found] == [(often.id, 2), (rare.id, 1)]
    assert [row.id for row in queries.list_actors_named(reader, "ira", limit=1)] == [other.id]


def test_aliases_count_and_rejected_appearances_do_not(session, reader):
    known, rejected = (create_actor(session) for _ in range(2))
    create_appearance(session, create_article(session), known, aliases=("Mesopotamia",))
    create_appearance(session, create_article(session), rejected, aliases=("Mesopotamia",), status=FactStatus.REJECTED)
    assert [row.id for row in queries.list_actors_named(reader, "potam", limit=5)] == [known.id]


def test_signs_of_patterns_are_letters(session, reader):
    create_appearance(session, create_article(session), create_actor(session, name="Iraq"))
    assert queries.list_actors_named(reader, "%", limit=5) == []
