"""Contradictions: made from the stored facts, whatever the order of the articles, and made again when facts change."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from itertools import permutations
from random import Random
from threading import Barrier, BrokenBarrierError

import pytest

import extraction
from extraction.model import When, Where
from ontology.enums import ActorType, EventType, FactStatus, Modality, Stance, Subject
from services import articles, contradictions, metadata
from services.bulk import imports
from services.bulk.imports import Line
from services.relink import relink
from services.review import review
from services.review.reread import reread
from services.review.review import FactRef
from store import queries
from store.models import Article, Conduct, Contradiction
from tests.factories import make_actor, make_event, make_extraction, make_position, make_span

SAYS_YES = "Israel wants a truce in Gaza, the foreign minister said."
SAYS_NO = "Israel will have no truce in Gaza, the foreign minister said."
ATTACKS = "Israel struck the harbour of Gaza on March 10."
PUBLISHED = {SAYS_YES: "2024-03-01", SAYS_NO: "2024-03-08", ATTACKS: "2024-03-11"}


def israel(text, **overrides):
    return make_actor("Israel", text, country="IL", **overrides)


def position(text, **overrides):
    values = {"issue": "Truce in Gaza", "quote": None, "evidence": make_span("truce in Gaza", text)}
    return make_position(**values | overrides)


def attack(text=ATTACKS, **overrides):
    values = {
        "type": EventType.ASSAULT,
        "triggers": (make_span("struck", text),),
        "recipients": (),
        "when": When("2024-03-10", make_span("March 10", text)),
        "where": Where("PS", "Gaza"),
    }
    return make_event(**values | overrides)


def found(text, *, actors=None, events=(), positions=()):
    return make_extraction(actors=actors or (israel(text),), quotes=(), events=events, positions=positions)


@pytest.fixture
def extracted(monkeypatch):
    """What is found in each text; a test may change it."""
    of = {
        SAYS_YES: found(SAYS_YES, positions=(position(SAYS_YES),)),
        SAYS_NO: found(SAYS_NO, positions=(position(SAYS_NO, stance=Stance.OPPOSES),)),
        ATTACKS: found(ATTACKS, events=(attack(),)),
    }
    monkeypatch.setattr(extraction, "extract", lambda text, _published_at: of[text])
    return of


@pytest.fixture(autouse=True)
def _extracted(extracted):
    return extracted


def ingest(session, *texts):
    return [articles.ingest(session, text=text, published_at=PUBLISHED[text])[0] for text in texts]


def listed(reader):
    """The contradictions by the words that show them, as they are stored."""
    reader.rollback()
    return {
        (row.kind.value, row.earlier.spans[0].exact, row.later.spans[0].exact, row.later.date)
        for row in queries.list_contradictions(reader, limit=10).items
    }


TURN = ("stance", "truce in Gaza", "truce in Gaza", "2024-03-08")
ACT = ("act", "truce in Gaza", "struck", "2024-03-10")


@pytest.mark.parametrize("order", [*permutations([SAYS_YES, SAYS_NO])])
def test_opposite_stances(session, reader, order):
    ingest(session, *order)

    assert listed(reader) == {TURN}


@pytest.mark.parametrize("order", [*permutations([SAYS_YES, ATTACKS])])
def test_an_act_against_a_stated_position(session, reader, order):
    ingest(session, *order)

    assert listed(reader) == {ACT}


@pytest.mark.parametrize("order", [*permutations([SAYS_YES, SAYS_NO, ATTACKS])])
def test_an_act_is_not_against_what_has_been_given_up(session, reader, order):
    ingest(session, *order)

    assert listed(reader) == {TURN}


def test_import_finds_what_single_articles_do(session, reader):
    lines = [Line(number, {"text": text, "published_at": PUBLISHED[text]}) for number, text in enumerate(PUBLISHED)]
    list(imports.load(session, lines))

    assert listed(reader) == {TURN}


@pytest.mark.parametrize(
    "overrides",
    [
        {"modality": Modality.DENIED},
        {"modality": Modality.HYPOTHETICAL},
        {"modality": Modality.PLANNED},
        {"type": EventType.ACCUSE},
        {"actors": ()},
        {"where": Where("LB", "Beirut")},
        {"where": None},
        {"when": When("2024-03-01", make_span("March 10", ATTACKS))},  # not after the position
        {"when": When("2024-04-01", make_span("March 10", ATTACKS))},
        {"when": When("2024", make_span("March 10", ATTACKS))},
    ],
)
def test_what_is_no_act_against_the_position(session, reader, extracted, overrides):
    extracted[ATTACKS] = found(ATTACKS, events=(attack(**overrides),))
    ingest(session, SAYS_YES, ATTACKS)

    assert listed(reader) == set()


@pytest.mark.parametrize(("published", "is_after"), [("2024-03-09", True), ("2024-03-08", False)])
def test_an_act_without_a_date_is_of_the_days_before_its_publication(session, reader, extracted, published, is_after):
    extracted[ATTACKS] = found(ATTACKS, events=(attack(when=None),))
    ingest(session, SAYS_YES)
    articles.ingest(session, text=ATTACKS, published_at=published)

    assert len(listed(reader)) == is_after


@pytest.mark.parametrize(("type_", "is_of_state"), [(ActorType.MILITARY, True), (ActorType.PARTY, False)])
def test_what_its_forces_do_is_done_by_the_state(session, reader, extracted, type_, is_of_state):
    forces = israel(ATTACKS, type=type_)
    extracted[ATTACKS] = found(ATTACKS, actors=(forces,), events=(attack(),))
    ingest(session, ATTACKS, SAYS_YES)

    assert len(listed(reader)) == is_of_state


@pytest.mark.parametrize(
    ("issue", "stance", "type_", "country", "is_against"),
    [
        ("Sanctions on Iran", Stance.OPPOSES, EventType.SANCTION, "IR", True),
        ("Sanctions on Iran", Stance.SUPPORTS, EventType.SANCTION, "IR", False),
        ("Iranian sanctions on Israel", Stance.OPPOSES, EventType.SANCTION, "IR", False),  # done to the holder
        ("Attack on Iran", Stance.OPPOSES, EventType.ASSAULT, "IR", True),
        ("Peace talks with Iran", Stance.SUPPORTS, EventType.ASSAULT, "IR", True),
        ("US military presence in Israel", Stance.OPPOSES, EventType.MOBILIZE, "IL", False),  # its own troops at home
        ("Truce", Stance.SUPPORTS, EventType.ASSAULT, "PS", False),  # with whom?
        ("Ceasefire in Israel", Stance.SUPPORTS, EventType.ASSAULT, "IL", True),
    ],
)
def test_acts_of_a_type_are_against_stances_on_a_matter(
    session, reader, extracted, issue, stance, type_, country, is_against
):
    extracted[SAYS_YES] = found(SAYS_YES, positions=(position(SAYS_YES, issue=issue, stance=stance),))
    extracted[ATTACKS] = found(ATTACKS, events=(attack(type=type_, where=Where(country, None)),))
    ingest(session, SAYS_YES, ATTACKS)

    assert len(listed(reader)) == is_against


def test_the_last_position_before_an_act_is_shown(session, reader, extracted):
    again = SAYS_YES + " Again."
    extracted[again] = found(again, positions=(position(again),))
    ingest(session, SAYS_YES, ATTACKS)
    stored, _ = articles.ingest(session, text=again, published_at="2024-03-05")

    (row,) = queries.list_contradictions(reader, limit=10).items
    assert row.earlier.article_id == stored.id
    assert row.confidence == pytest.approx(0.6 * 0.7)


def test_articles_without_a_date_take_no_part(session, reader):
    for text in (SAYS_YES, SAYS_NO):
        articles.ingest(session, text=text)

    assert listed(reader) == set()


@pytest.mark.parametrize("gone", [SAYS_NO, ATTACKS])
def test_they_go_with_their_articles_and_leave_what_is_then_true(session, reader, gone):
    ingest(session, SAYS_YES, SAYS_NO, ATTACKS)

    articles.delete(session, articles.check(gone).article_id)

    assert listed(reader) == ({ACT} if gone == SAYS_NO else {TURN})
    articles.delete(session, articles.check(SAYS_YES).article_id)
    assert listed(reader) == set()


def test_rejected_facts_take_no_part_until_they_are_restored(session, reader):
    _, no, attacked = ingest(session, SAYS_YES, SAYS_NO, ATTACKS)
    stance, act = FactRef(Subject.POSITION, no.positions[0].id), FactRef(Subject.EVENT, attacked.events[0].id)

    review.correct(session, stance, {"status": FactStatus.REJECTED}, key_id=None)
    assert listed(reader) == {ACT}
    review.correct(session, act, {"status": FactStatus.REJECTED}, key_id=None)
    assert listed(reader) == set()
    review.correct(session, stance, {"status": FactStatus.MACHINE}, key_id=None)
    assert listed(reader) == {TURN}


def test_corrected_facts_count_as_they_are_now(session, reader):
    yes, no = ingest(session, SAYS_YES, SAYS_NO)

    review.correct(session, FactRef(Subject.POSITION, no.positions[0].id), {"stance": Stance.SUPPORTS}, key_id=None)
    assert listed(reader) == set()
    review.correct(session, FactRef(Subject.POSITION, yes.positions[0].id), {"stance": Stance.OPPOSES}, key_id=None)
    assert listed(reader) == {("stance", "truce in Gaza", "truce in Gaza", "2024-03-08")}


def test_another_publication_date(session, reader):
    _, no = ingest(session, SAYS_YES, SAYS_NO)

    metadata.change(session, no.id, {"published_at": "2024-06-01"})
    assert listed(reader) == set()
    metadata.change(session, no.id, {"published_at": "2024-03-08"})
    assert listed(reader) == {TURN}


def test_article_that_is_read_again(session, reader, extracted):
    first, second = ingest(session, SAYS_YES, SAYS_NO)
    assert listed(reader) == {TURN}
    extracted[SAYS_NO] = found(SAYS_NO, positions=(position(SAYS_NO),))
    reread(session, second.id)
    assert listed(reader) == set()
    extracted[SAYS_YES] = found(SAYS_YES, positions=(position(SAYS_YES, stance=Stance.OPPOSES),))
    reread(session, first.id)
    assert listed(reader) == {TURN}


def test_a_contradiction_that_stays_keeps_its_row(session, reader):
    ingest(session, SAYS_YES, SAYS_NO)
    before = reader.query(Contradiction.pk).all()

    contradictions.renew(session, [pk for (pk,) in session.query(Article.pk)])
    session.commit()

    assert reader.query(Contradiction.pk).all() == before


def test_relink_finds_those_of_a_store_of_before(session, reader):
    ingest(session, SAYS_YES, SAYS_NO, ATTACKS)
    session.query(Contradiction).delete()
    session.query(Conduct).delete()
    session.commit()

    relink(session)

    assert listed(reader) == {TURN}
    assert reader.query(Conduct).count() > 0


@pytest.mark.parametrize("others", [(SAYS_YES, SAYS_NO), (SAYS_YES, ATTACKS)])
def test_writers_at_once_see_each_other(sessions, monkeypatch, extracted, others):
    before = SAYS_YES + " Before."  # its holder and its issue are stored, so that the writers do not clash over these
    extracted[before] = found(before, positions=(position(before),))
    at_once, add = Barrier(2), contradictions.add

    def wait_and_add(*given):
        with suppress(BrokenBarrierError):  # on SQLite, where the other one has to wait, and when it is done again
            at_once.wait(1)
        add(*given)

    def store(text):
        with sessions() as session:
            ingest(session, text)

    with sessions() as session:
        articles.ingest(session, text=before, published_at="2023-01-01")
    monkeypatch.setattr(contradictions, "add", wait_and_add)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(store, others))

    with sessions() as session:
        assert len(listed(session)) == 1


@pytest.mark.parametrize("seed", range(4))
def test_what_is_found_article_by_article_is_what_is_found_in_all_of_them(session, reader, extracted, seed):
    random = Random(seed)
    kinds = [SAYS_YES, SAYS_NO, SAYS_YES, ATTACKS]
    texts = {f"{random.choice(kinds)} No. {i}": random.randrange(150) for i in range(24)}
    stored = []
    for text, day in texts.items():
        stance = random.choice([Stance.SUPPORTS, Stance.OPPOSES])
        if text.startswith(ATTACKS):
            extracted[text] = found(text, events=(attack(text, when=None),))
        else:
            extracted[text] = found(text, positions=(position(text, stance=stance),))
        published = str(date(2024, 1, 1) + timedelta(days=day))
        stored.append(articles.ingest(session, text=text, published_at=published)[0])
    articles.delete(session, stored[3].id)
    metadata.change(session, stored[5].id, {"published_at": "2024-02-10"})
    columns = Contradiction.kind, Contradiction.earlier_pk, Contradiction.later_pk, Contradiction.event_pk
    one_by_one = set(reader.query(*columns))

    session.query(Contradiction).delete()
    contradictions.renew(session, [pk for (pk,) in session.query(Article.pk)])
    session.commit()
    reader.rollback()

    assert one_by_one == set(reader.query(*columns))
    assert one_by_one


def test_positions_of_another_time_are_not_read(session, extracted, monkeypatch):
    read = []
    list_held = queries.list_held

    def reading(*given):
        held = list_held(*given)
        read.extend(each for some in held.values() for each in some)
        return held

    for year in (2018, 2020, 2022):
        text = f"{SAYS_YES} In {year}."
        extracted[text] = found(text, positions=(position(text),))
        articles.ingest(session, text=text, published_at=f"{year}-03-01")
    monkeypatch.setattr(queries, "list_held", reading)
    ingest(session, SAYS_YES)

    assert len(read) == 1
