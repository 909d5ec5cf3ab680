"""The tables of the actor rules: what they hold can be used. Each test lists the rows that cannot."""

import re
from collections import Counter

import pytest

from extraction.actors import gazetteer, names
from extraction.lexicon import rows
from ontology import countries
from ontology.enums import ActorType

TYPES = {actor_type.value for actor_type in ActorType}
LEMMA = re.compile(r"(?:d')?[a-z]+(?:-[a-z]+)*(?: [a-z]+(?:-[a-z]+)*)?")


def repeated(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def test_nouns_are_lemmas_of_two_words_at_most() -> None:
    assert [row for row in rows("actors/actor_nouns.tsv") if not LEMMA.fullmatch(row[0])] == []


def test_nouns_have_types() -> None:
    assert [row for row in rows("actors/actor_nouns.tsv") if not {row[1], row[2]} <= TYPES] == []


def test_a_person_has_a_role_and_all_else_a_body() -> None:
    assert [row for row in rows("actors/actor_nouns.tsv") if (row[3] == "-") != (row[1] == "person")] == []


def test_nouns_in_names_tell_types_that_have_names() -> None:
    types = TYPES - {"person", "state", "group"} | {"-"}
    assert [row for row in rows("actors/name_nouns.tsv") if not (row[0].isalpha() and row[0].islower())] == []
    assert [row for row in rows("actors/name_nouns.tsv") if row[1] not in types] == []


def test_known_actors_have_names_a_type_and_a_country() -> None:
    types = TYPES - {"person", "group"}
    table = list(rows("actors/known_actors.tsv"))
    assert [row for row in table if not all(names.words(form) for form in row[0].split("|"))] == []
    assert [row for row in table if row[1] not in types] == []
    assert [row for row in table if row[2] != "-" and row[2] not in countries.COUNTRIES] == []


def test_titles_of_one_country_have_one_and_are_found() -> None:
    table = list(rows("actors/role_countries.tsv"))
    assert [row for row in table if row[1] not in countries.COUNTRIES] == []
    assert [row for row in table if gazetteer.country_of_title(f"former {row[0]}") is None] == []


def test_leaders_have_a_country_and_are_found() -> None:
    table = [(code, person) for code, people in rows("actors/leaders.tsv") for person in people.split("|")]
    assert [row for row in table if row[0] not in countries.COUNTRIES] == []
    assert [
        row for row in table if gazetteer.leader_country(names.words(row[1]), titled=True) not in (row[0], None)
    ] == []
    full = [row for row in table if " " in row[1]]
    assert [row for row in full if gazetteer.leader_country(names.words(row[1]), titled=False) is None] == []


@pytest.mark.parametrize("table", ["actor_nouns", "name_nouns", "role_countries", "leaders"])
def test_no_word_is_listed_twice(table: str) -> None:
    assert repeated([row[0] for row in rows(f"actors/{table}.tsv")]) == []


def test_no_known_name_is_listed_twice() -> None:
    assert repeated([form for forms, *_ in rows("actors/known_actors.tsv") for form in forms.split("|")]) == []


def test_a_known_name_is_found_by_its_first_word() -> None:
    longest = gazetteer.longest_known()
    assert [name for name in gazetteer.known_names() if longest[name.split()[0]] < len(name.split())] == []


def test_given_names_are_of_one_gender_and_listed_once() -> None:
    table = list(rows("actors/given_names.tsv"))
    assert sorted(gender for gender, _ in table) == ["f", "m"]
    assert repeated([name for _, people in table for name in people.split("|")]) == []
    assert [name for name in gazetteer.genders() if names.words(name) != (name,)] == []


def test_short_names_have_one_full_name_and_start_no_other() -> None:
    table = {full: forms.split("|") for full, forms in rows("actors/short_names.tsv")}
    shorts = [form for forms in table.values() for form in forms]

    assert repeated(shorts) == []
    assert not table.keys() & set(shorts)
