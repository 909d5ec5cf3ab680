"""Brief of an article in any of its formats."""

from collections.abc import Iterator
from typing import Any

from api.database import session
from api.http.formats import JSON_LD, NDJSON
from api.renditions.article_jsonld import jsonld
from api.renditions.article_markdown import markdown
from api.renditions.rendition import Rendition
from schemas.briefs import explained
from schemas.briefs.brief import BriefOut, RecordOut
from schemas.briefs.previews import mark
from store import queries
from store.models import Article

_BRIEF = BriefOut()
_FACTS = {"actor": "actors", "quote": "quotes", "event": "events", "position": "positions"}


class ArticleRendition(Rendition):
    """Brief of an article."""

    name = "brief"
    schema = BriefOut
    record = RecordOut()
    descriptions = {  # noqa: RUF012
        JSON_LD: "A page of W3C Web Annotations: each fact is a body, whose target selects its words in the "
        "article by position and by quote. The whole context is inline; unknown values are omitted.",
        NDJSON: "First the article, then one actor, quote, event, position, date or warning per line, as in "
        "JSON; `record` names the kind: article, actor, quote, event, position, date or warning. All "
        "but the first have their `article_id`.",
    }

    def __init__(self, article: Article) -> None:
        self.brief = self._dump(article)
        self.actors = {actor["id"]: actor for actor in self.brief["actors"]}
        self.articles = {self.brief["article"]["id"]: self.brief["article"]}
        self._text = article.text

    def _dump(self, article: Article) -> dict[str, Any]:
        dumped: dict[str, Any] = _BRIEF.dump(article)
        return dumped

    def markdown(self) -> str:
        return markdown(self.brief)

    def jsonld(self) -> dict[str, Any]:
        return jsonld(self.brief, self._text)

    def records(self) -> Iterator[dict[str, Any]]:
        article = self.brief["article"]
        yield {"record": "article", **article}
        for record, facts in _FACTS.items():
            for fact in self.brief[facts]:
                yield {"record": record, **fact}
        for date in self.brief["dates"]:
            yield {"record": "date", "article_id": article["id"], **date}
        for warning in self.brief["warnings"]:
            yield {"record": "warning", "article_id": article["id"], "warning": warning}


class PreviewRendition(ArticleRendition):
    """Brief of a text that is not stored; only stored records keep their ids, all other ids are marked as previews."""

    schema = explained.ExplainedBriefOut

    def _dump(self, article: Article) -> dict[str, Any]:
        actors = [appearance.actor.id for appearance in article.appearances]
        issues = [position.issue.id for position in article.positions]
        stored = {*queries.get_actors(session(), actors)}
        stored |= {issue.id for issue in queries.list_issues_by_id_or_slug(session(), issues, [])}
        marked: dict[str, Any] = mark(explained.dump(article), stored)
        return marked
