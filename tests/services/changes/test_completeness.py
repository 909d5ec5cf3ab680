"""Every change of a served object has an entry in the feed, no matter which code writes it."""

from random import Random

import pytest

from api.http.objects import render
from services import articles
from services.bulk import imports
from services.bulk.imports import Line
from services.changes import rendering
from services.judgements import judge
from services.relink import relink
from tests.factories import TEXT
from tests.kept_counts import wrong_counts
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
        assert wrong_counts(reader) == [], f"after {act}, step {step}"


@pytest.mark.usefixtures("extracts")
@pytest.mark.parametrize("imported", [True, False])
def test_actor_that_is_merged_is_not_merged_again_by_new_articles(session, reader, imported):
    copy = Copy()
    article, _ = articles.ingest(session, text=TEXT)
    one, other = (each.actor.id for each in article.appearances[:2])
    judge.merge(session, one, other, note=None, key_id=None)
    copy.follow(reader)

    if imported:
        list(imports.load(session, [Line(1, {"text": f"{TEXT} Again."})]))
    else:
        articles.ingest(session, text=f"{TEXT} Again.")

    assert one not in {change.id for change in copy.follow(reader)}
    assert copy.items == served(reader)
