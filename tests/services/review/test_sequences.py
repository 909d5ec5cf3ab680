"""Random sequences of what people and machines do, against a small model in memory: after each step both agree."""

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from services import articles
from services.errors import Conflict, NotFound
from services.judgements import judge
from store import queries
from store.models import Removal
from tests.services.review.readings import READINGS
from tests.services.review.world import TEXTS, World

ACTS = (
    "ingest", "drop", "correct", "correct", "judge", "judge", "take_back", "restore", "add", "delete", "merge", "merge",
    "split", "revoke", "reread", "reread",
)  # fmt: skip
STEPS = st.tuples(st.sampled_from(ACTS), st.integers(0, 30), st.integers(0, 5))


@given(steps=st.lists(STEPS, min_size=3, max_size=16))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_store_and_model_agree(session, extracts, steps):
    extracts(READINGS[0])
    for judgement in queries.list_judgements(session, limit=100).items:  # of the sequence before
        with suppress(Conflict):
            judge.revoke(session, judgement.id, key_id=None)
    for article_id in TEXTS:
        with suppress(NotFound):
            articles.delete(session, article_id)
    session.execute(delete(Removal))
    session.commit()
    world = World(session, extracts)
    world.ingest(0, 0)
    for act, a, b in steps:
        getattr(world, act)(a, b)
        world.check()
