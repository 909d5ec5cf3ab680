"""Actors and issues by parts of their names."""

import pytest

from ontology.enums import FactStatus, SuggestionKind
from store import queries
from tests.factories import create_actor, create_appearance, create_article, create_issue, create_position

ACTORS = (SuggestionKind.ACTOR,)


def suggested(reader, name, **options):
    return [each.name for each in queries.list_suggestions(reader, name, **{"limit": 10} | options)]


def mention(session, name, times=1, **options):
    actor = create_actor(session, name=name)
    for _ in range(times):
        create_appearance(session, create_article(session), actor, **options)
    return actor


def discuss(session, label, articles=1, **options):
    issue = create_issue(session, label)
    for _ in range(articles):
        article = create_article(session)
        for _ in range(2):  # an article counts once
            create_position(session, article, issue=issue, **options)
    return issue


def test_those_with_the_most_articles_come_first(session, reader):
    mention(session, "Iraqi parliament")
    often = mention(session, "IRAQ", times=2)
    mention(session, "Iran", times=3)
    first, second = queries.list_suggestions(reader, "Iraq", kinds=ACTORS, limit=5)
    assert (first.id, first.articles, second.name, second.articles) == (often.id, 2, "Iraqi parliament", 1)
    assert suggested(reader, "ira", kinds=ACTORS, limit=1) == ["Iran"]


def test_the_beginning_of_a_word_comes_before_other_parts(session, reader):
    mention(session, "Communist Party", times=3)
    mention(session, "United Nations")
    mention(session, "European Union", times=2)
    assert suggested(reader, "UNI", kinds=ACTORS) == ["European Union", "United Nations", "Communist Party"]
    assert suggested(reader, "uni", kinds=ACTORS, limit=2) == ["European Union", "United Nations"]


def test_one_or_two_letters_are_looked_for_in_the_newest_articles_first(session, reader, monkeypatch):
    monkeypatch.setattr("store.queries.names._MAX_NEWEST", 3)
    mention(session, "Oman", times=2)
    discuss(session, "Oil exports", articles=2)
    seldom, often = mention(session, "Odessa"), mention(session, "Ottawa")
    create_appearance(session, create_article(session), often)
    discuss(session, "Olympic Games")

    for q in ("o", "O"):
        assert suggested(reader, q, kinds=ACTORS) == [often.name, seldom.name]
        assert suggested(reader, q, kinds=[SuggestionKind.ISSUE]) == ["Oil exports", "Olympic Games"]
    assert suggested(reader, "om") == ["Oman"]
    assert suggested(reader, "o", kinds=[SuggestionKind.ISSUE], limit=1) == ["Oil exports"]


@pytest.mark.parametrize("name", ["Al-Kazemi", "“Kazemi”", "O'Kazemi", "O’Kazemi", "The (Kazemi) Bloc"])
def test_words_begin_after_signs(session, reader, name):
    mention(session, "Bakazemi", times=2)
    mention(session, name)
    assert suggested(reader, "kaz", kinds=ACTORS) == [name, "Bakazemi"]


def test_spellings_find_an_actor_with_all_its_articles(session, reader):
    actor = mention(session, "Iraq", times=2)
    create_appearance(session, create_article(session), actor, aliases=("Mesopotamia",))
    (found,) = queries.list_suggestions(reader, "mesop", limit=5)
    assert (found.id, found.articles) == (actor.id, 3)
    assert suggested(reader, "potam") == ["Iraq"]


def test_issues_and_actors_are_in_one_order(session, reader):
    mention(session, "Peace Party", times=2)
    discuss(session, "Peace in Iraq", articles=3)
    discuss(session, "World peace")
    found = [(each.kind, each.name, each.articles) for each in queries.list_suggestions(reader, "peac", limit=10)]
    assert found == [("issue", "Peace in Iraq", 3), ("actor", "Peace Party", 2), ("issue", "World peace", 1)]
    assert suggested(reader, "peac", kinds=[SuggestionKind.ISSUE], limit=1) == ["Peace in Iraq"]


def test_what_is_rejected_is_not_suggested(session, reader):
    mention(session, "Mesopotamia", status=FactStatus.REJECTED)
    discuss(session, "Mesopotamian peace", status=FactStatus.REJECTED)
    create_issue(session, "Mesopotamian war")
    assert suggested(reader, "meso") == []


@pytest.mark.parametrize("sign", ["%", "_", "*", "/", "\\"])
def test_signs_of_patterns_are_letters(session, reader, sign):
    mention(session, "Iraq")
    discuss(session, "Peace in Iraq")
    mention(session, f"100{sign} Iraq")
    assert suggested(reader, sign) == [f"100{sign} Iraq"]
    assert suggested(reader, f"0{sign}i") == []


def test_letters_of_all_scripts_have_one_case(session, reader):
    mention(session, "Ärzte ohne Grenzen", times=2)
    mention(session, "Ирак")
    assert suggested(reader, "äRZ") == ["Ärzte ohne Grenzen"]
    assert suggested(reader, "ир") == ["Ирак"]
