"""Every change of a served object has an entry in the feed, through whatever code it is written."""

from random import Random

import pytest

from api.http.objects import render
from services.changes import rendering
from services.relink import relink
from tests.services.changes.copying import Copy, served
from tests.services.review.world import World

ACTS = ("ingest", "drop", "correct", "judge", "take_back", "restore", "add", "delete", "merge", "split", "revoke")


@pytest.fixture(autouse=True)
def rendered():
    rendering.use(render)
    yield
    rendering._renderers.clear()


@pytest.mark.parametrize("seed", range(4))
def test_copy_that_follows_the_feed_equals_the_store_after_each_act(session, reader, extracts, seed):
    random, copy = Random(seed), Copy()
    world = World(session, extracts)
    for step in range(60):
        act = random.choice((*ACTS, "ingest", "reread", "relink"))
        if act == "relink":
            session.rollback()
            relink(session)
        else:
            getattr(world, act)(random.randrange(100), random.randrange(100))
        copy.follow(reader)
        assert copy.items == served(reader), f"after {act}, step {step}"
