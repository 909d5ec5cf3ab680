"""Articles of which judgements move something: what is made of their facts is made again."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from services import contradictions
from store import queries
from store.queries import Stand

_BATCH = 500  # articles


@dataclass(slots=True)
class Touched:
    """The articles, by their primary keys, and their dated stances, before and after."""

    articles: set[int] = field(default_factory=set)
    stands: set[Stand] = field(default_factory=set)

    def add(self, session: Session, article_pks: Sequence[int]) -> None:
        """Note articles before something of them is moved."""
        self.articles.update(article_pks)
        for some in _batches(article_pks):
            self.stands |= queries.list_stands(session, some)

    def renew(self, session: Session) -> None:
        """Make the contradictions again of which facts of these articles are part."""
        session.flush()
        articles = sorted(self.articles)
        for some in _batches(articles):
            self.stands |= queries.list_stands(session, some)
            contradictions.renew(session, some, self.stands)
        if len(articles) > _BATCH:  # the first ones did not know what those of the last ones are compared by
            contradictions.renew(session, (), self.stands)


def _batches(article_pks: Sequence[int]) -> list[Sequence[int]]:
    return [article_pks[i : i + _BATCH] for i in range(0, len(article_pks), _BATCH)]
