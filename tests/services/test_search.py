"""What SQLite and Postgres find of the same articles."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from ontology.searching import parse
from services import articles
from store import queries
from store.engine import make_engine, make_sessions

SEED = Path(__file__).parents[2] / "seeds" / "iraq-us-2021.txt"
ODD = (
    "Élysée officials said on Monday that al-Kāzemi's 2nd visit, on 3/7/2021, cost $1,200.50. “We read "
    "http://news.example/a_b-c?d=e.f and wrote to o'neil@mail.example,” Straße 12b: naïve co-operation, U.S.-Iraq "
    "talks; the XVIIIth round. Ǆungla, Ωmega and ὈΔΥΣΣΕΎΣ met İstanbul's ﬁrst CO2 envoy of the Reichſtag at 10:30 "
    "p.m. (-5 °C). Sanctioning them, the ministers broke the cease-fire; a cease fire and an air strike, two "
    "airstrikes, the defence organisation's programmes, labor centers and neighbouring countries met a woman "
    "who withdrew."
)
QUERIES = (
    "iraq", "IRAQ", "kazemi", "al-kazemi", '"al kazemi"', "biden troops", '"combat troops"', '"troops combat"',
    "iraq -biden", 'iraq -"united states"', "basra OR troops", "biden washington OR kazemi -troops", "the of and",
    "prime minister", "elysee", "Élysée", "straße", "strasse", "naive", "co-operation", "cooperation", "u.s.",
    '"u s iraq"', "2nd", "3/7/2021", "2021", "1,200.50", "http://news.example/a_b-c?d=e.f", "news.example", "a_b-c",
    "o'neil@mail.example", "mail", "12b", "xviiith", "ǆungla", "ωmega", "ὀδυσσεύς", "istanbul", "ﬁrst", "first",
    "reichstag", "co2", "10:30", "p.m.", "-5 officials", "°C", "troop", "withdrawing OR withdrawal", "nothing",
    '"united states iraq"', '"states iraq s"', "x" * 300,
    "sanction", "sanctions", "sanctioned", '"sanction"', "-sanction iraq", "minister", "ministers", "country",
    "countries", "break", "broken", "meet", "meetings", "woman", "women", "withdraw", "withdrawn", "ceasefire",
    "cease-fire", "cease fire", '"cease fire"', "ceasefires", "cease-fires", "airstrike", "air strike", "air-strikes",
    "defense", "defence", "organization", "organisations", "program", "programmes", "labour", "centre", "neighboring",
    "neighbour*", "sanct*", "cease*", "kaz*", "Käz*", "al-kaz*", '"combat tro*"', '"cease fir*"', "istan*",
    "iraq -tro*", "tro* OR élys*", "unit*", "200*", "ὀδυσ*", "nothing*", "news", "united states", "agree", "visit",
)  # fmt: skip


@pytest.fixture(scope="module")
def sessions(sqlite, postgres):
    """A session of each, where the same articles are stored."""
    with ExitStack() as stack:
        found = []
        for databases in (sqlite, postgres):
            engine = make_engine(stack.enter_context(databases.database(migrated=True)))
            stack.callback(engine.dispose)
            session = stack.enter_context(make_sessions(engine)())
            articles.ingest(session, text=SEED.read_text(encoding="utf-8"), title="Iraq and the United States")
            articles.ingest(session, text=ODD)
            found.append(session)
        yield found


@pytest.mark.parametrize("query", QUERIES)
def test_both_find_the_same_and_show_it_alike(sessions, query):
    on_sqlite, on_postgres = (
        {hit.id: (hit.kind, hit.article_id, hit.title, hit.snippet) for hit in page.items}
        for page in (queries.list_hits(session, q=parse(query), limit=500) for session in sessions)
    )
    assert on_postgres == on_sqlite


def test_queries_find_enough_to_compare(sessions):
    found = [len(queries.list_hits(sessions[0], q=parse(query), limit=500).items) for query in QUERIES]
    assert sum(map(bool, found)) > 0.8 * len(QUERIES)
    assert len(QUERIES) >= 100
    assert max(found) > 15
