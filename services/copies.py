"""Copies: articles whose texts are nearly the same, such as an agency's report in several papers.

Articles that are linked by such pairs are one group, so the groups depend on the articles that are stored, not on the
order in which they came. All of a group but the first published are copies of that one.
"""

from collections.abc import Collection, Sequence, Set

from sqlalchemy.orm import Session

from extraction import copies
from ontology.edtf import LATEST
from services import occurrences
from store import queries
from store.models import Article, ArticleBlock


def join(session: Session, articles: Sequence[Article]) -> None:
    """Find the copies among new articles, which have just been stored, and count the sources of their occurrences."""
    changed = {article.pk for article in articles}
    for article in articles:
        shingles = copies.shingles(article.text)
        blocks = sorted(copies.blocks(shingles))
        shared = queries.list_article_blocks(session, blocks)
        # Two writers that do not see each other give the same number, so that the second one is done again.
        last = {row.block: row.nth for row in shared}
        session.add_all(ArticleBlock(block=each, nth=last.get(each, 0) + 1, article_pk=article.pk) for each in blocks)
        originals = _originals(session, shingles, {row.article_pk for row in shared} - {article.pk})
        if originals:
            group = [article, *queries.list_group(session, originals)]
            _settle(session, group)
            changed.update(each.pk for each in group)
        session.flush()
    occurrences.count_sources(session, queries.list_occurrences_of_articles(session, changed))


def regroup(session: Session, group: Sequence[Article]) -> None:
    """Form the groups of articles again that were one group, after an article of it has gone or has another date."""
    shingles = {article.pk: copies.shingles(article.text) for article in group}
    blocks = {pk: copies.blocks(each) for pk, each in shingles.items()}
    left = list(group)
    while left:
        joined, reached = [], [left.pop()]
        while reached:
            one = reached.pop()
            joined.append(one)
            near = [
                other
                for other in left
                if blocks[one.pk] & blocks[other.pk] and copies.are_copies(shingles[one.pk], shingles[other.pk])
            ]
            reached += near
            left = [other for other in left if other not in near]
        _settle(session, joined)
    session.flush()
    pks = [article.pk for article in group]
    occurrences.count_sources(session, queries.list_occurrences_of_articles(session, pks))


def _originals(session: Session, shingles: Set[str], pks: Collection[int]) -> set[str]:
    """Return the ids of the first articles of the groups in which a text is, of those of some articles."""
    found: set[str] = set()
    for pk, original in queries.list_originals(session, pks):
        if original not in found and copies.are_copies(shingles, copies.shingles(queries.get_text(session, pk))):
            found.add(original)
    return found


def _settle(session: Session, group: Sequence[Article]) -> None:
    first = min(group, key=lambda each: (each.published_from or LATEST, each.id))
    for article in group:
        article.copy_of = None if article is first else first.id
        article.copies = len(group) - 1 if article is first else 0
    queries.set_copies(session, [each for each in group if each not in session])  # a new one
