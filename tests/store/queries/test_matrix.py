"""Holders by issues."""

import pytest

from ontology.edtf import Edtf
from ontology.enums import ActorType, Stance
from store import queries
from tests.factories import (
    create_actor,
    create_article,
    create_brief,
    create_issue,
    create_position,
    create_state,
    make_publication,
)


@pytest.fixture
def stand(session):
    """Stores positions: `stand(holder, issue, stance, published)`."""

    def stand(holder, issue, stance=Stance.SUPPORTS, published="2021-07"):
        article = create_article(session, **make_publication(published))
        return create_position(session, article, holder=holder, issue=issue, stance=stance)

    return stand


@pytest.fixture
def peace(session):
    return create_issue(session, "Peace")


@pytest.fixture
def oil(session):
    return create_issue(session, "Oil")


@pytest.fixture
def matrix(reader):
    def matrix(**filters):
        return queries.get_matrix(reader, **{"issues": 10, "holders": 10} | filters)

    return matrix


def names(rows):
    return [row.name for row in rows]


def test_issues_of_the_most_holders_come_first(stand, matrix, iraq, iran, peace, oil):
    stand(iraq, oil)
    stand(iraq, oil, Stance.OPPOSES)
    stand(iraq, peace)
    stand(iran, peace)
    found = matrix()
    assert names(found.issues) == ["Peace", "Oil"]
    assert names(found.holders) == ["Iraq", "Iran"]


def test_cell_has_its_positions_and_the_latest_evidence(stand, matrix, iraq, peace):
    shown = [stand(iraq, peace, published=date) for date in ("2021-01", "2021-04", "2021-03", "2021-02")]
    (cell,) = matrix().cells
    assert (cell.holder_id, cell.issue_id, cell.stance, cell.positions) == (iraq.id, peace.id, Stance.SUPPORTS, 4)
    assert [row.id for row in cell.evidence] == [shown[i].id for i in (1, 2, 3)]
    assert cell.evidence[0].evidence == shown[1].evidence
    assert cell.evidence[0].published_at == "2021-04"


def test_each_stance_is_a_cell(stand, matrix, iraq, peace):
    stand(iraq, peace)
    stand(iraq, peace, Stance.OPPOSES)
    assert {cell.stance for cell in matrix().cells} == {Stance.SUPPORTS, Stance.OPPOSES}


def test_no_more_than_was_asked_for(stand, matrix, iraq, iran, peace, oil):
    for holder in (iraq, iran):
        stand(holder, peace)
    stand(iraq, oil)
    found = matrix(issues=1, holders=1)
    assert (names(found.issues), names(found.holders), len(found.cells)) == (["Peace"], ["Iraq"], 1)
    assert (found.all_issues, found.all_holders, found.read) == (2, 2, 3)


def test_issue_without_one_of_the_holders_is_left_out(session, stand, matrix, iraq, iran, peace, oil):
    stand(iraq, peace)
    stand(iraq, create_issue(session, "Tariffs"))
    stand(iran, oil)
    found = matrix(holders=1)
    assert (names(found.issues), names(found.holders)) == (["Peace", "Tariffs"], ["Iraq"])


def test_newest_positions_are_read_and_no_more(monkeypatch, stand, matrix, iraq, iran, peace):
    monkeypatch.setattr("store.queries.matrix.MAX_POSITIONS", 1)
    stand(iraq, peace, published="2022")
    stand(iran, peace)  # stored later
    found = matrix()
    assert (names(found.holders), found.read) == (["Iran"], 1)


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({"country": ["IR"]}, ["Iran"]),
        ({"published_from": Edtf.parse("2021-07").earliest}, ["Iran"]),
        ({"published_to": Edtf.parse("2021-06").latest}, ["Iraq"]),
        ({}, ["Iraq", "Iran"]),
    ],
)
def test_filters(stand, matrix, iraq, iran, peace, filters, left):
    stand(iraq, peace, published="2021-06")
    stand(iran, peace, published="2021-07")
    found = matrix(**filters)
    assert names(found.holders) == left
    assert len(found.cells) == len(left)


def test_holders_asked_for(stand, matrix, iraq, iran, peace):
    stand(iraq, peace)
    stand(iran, peace)
    assert names(matrix(holder=[iran.id]).holders) == ["Iran"]


def test_empty_store(matrix):
    found = matrix()
    assert (list(found.issues), list(found.holders), found.cells) == ([], [], [])


@pytest.mark.parametrize("size", [1, 5])
def test_matrix_takes_four_queries(session, matrix, queries_sent, size):
    create_brief(session, size)
    with queries_sent:
        matrix()
    assert len(queries_sent) == 4


def test_organs_stand_in_the_column_of_their_state(session, stand, matrix, peace, oil):
    iraq = create_state(session)
    organ = create_actor(session, type=ActorType.GOVERNMENT, name="Iraqi parliament")
    citizen = create_actor(session, type=ActorType.PERSON, name="Ali")
    stand(iraq, peace)
    stand(organ, peace, published="2022")
    stand(organ, oil, Stance.OPPOSES)
    stand(citizen, oil)

    found = matrix(fold=True)

    assert names(found.holders) == ["Iraq", "Ali"]
    assert (found.folded, found.all_holders) == ({iraq.id: 1}, 2)
    cells = {(cell.holder_id, cell.issue_id): cell for cell in found.cells}
    assert cells[iraq.id, peace.id].positions == 2
    assert [row.holder_name for row in cells[iraq.id, peace.id].evidence] == ["Iraqi parliament", "Iraq"]
    assert cells[iraq.id, oil.id].stance == Stance.OPPOSES
    assert set(names(matrix(under=[iraq.id]).holders)) == {"Iraq", "Iraqi parliament"}
    assert (len(matrix().holders), matrix().folded) == (3, {})
