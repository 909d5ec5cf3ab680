"""What the tests of review share: an article and its facts."""

import pytest

from ontology.enums import Subject
from services.review.review import FactRef

pytest.register_assert_rewrite("tests.services.review.world")


@pytest.fixture
def refs(article):
    """A fact of each kind of an article with two actors; the actor is the minister."""
    return {
        Subject.QUOTE: FactRef(Subject.QUOTE, article.quotes[0].id),
        Subject.EVENT: FactRef(Subject.EVENT, article.events[0].id),
        Subject.POSITION: FactRef(Subject.POSITION, article.positions[0].id),
        Subject.ACTOR: FactRef(Subject.ACTOR, article.appearances[1].actor.id, article.id),
    }
