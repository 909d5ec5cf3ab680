"""Page of an article: its text with all facts found in it."""

from typing import Any

from flask import Response, make_response, render_template, request, url_for
from marshmallow import fields, post_load, validate

from api.database import found, session
from api.http.bodies import MAX_BODY_BYTES
from api.http.formats import BRIEF_FORMATS, negotiated
from api.http.parsing import refuse_query
from api.middleware.browser import wants_page
from api.middleware.request_log import request_info
from api.reader.glance import at_a_glance
from api.reader.highlights import highlights_of, paragraphs
from api.reader.pages import BRIEF, Form, blueprint, formats, takes
from api.renditions.articles import ArticleRendition
from ontology.enums import FactStatus
from schemas.actors import AppearanceOut
from schemas.briefs.brief import BriefOut
from schemas.events import EventOut
from schemas.positions import PositionOut
from schemas.query.paging import MAX_PAGE
from schemas.quotes import QuoteOut
from services import articles
from store import queries
from store.models import Article

_BRIEF = BriefOut()
_REJECTED: tuple[tuple[str, Any, Any], ...] = (
    ("position", PositionOut(), queries.list_positions),
    ("event", EventOut(), queries.list_events),
    ("quote", QuoteOut(), queries.list_quotes),
    ("actor", AppearanceOut(), queries.list_appearances),
)
_KINDS = {"position": "positions", "event": "events", "quote": "quotes", "actor": "actors"}


class TextForm(Form):
    """Form with a pasted text."""

    text = fields.String(required=True, error_messages={"required": "Paste a text."})
    title = fields.String(validate=validate.Length(max=500))
    published_at = fields.String()

    @post_load
    def restore_lines(self, data: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        # A form sends every line end as two characters.
        return data | {"text": data["text"].replace("\r\n", "\n")}


@blueprint.route("/articles/<id(art):article_id>")
def article(article_id: str) -> str:
    """Show a stored article."""
    refuse_query()
    return _page(found(queries.get_brief, "article", article_id))


@blueprint.route("/read", methods=["POST"])
@takes(TextForm, posted=MAX_BODY_BYTES)
def read(text_form: dict[str, Any]) -> Response:
    """Show a pasted text like a stored article, without storing it: as a page, or in an API format by its suffix."""
    preview = articles.preview(session(), **text_form)
    shown = (
        _page(preview, pasted=text_form)
        if wants_page(request.environ)
        else ArticleRendition(preview).response(negotiated(BRIEF_FORMATS))
    )
    return make_response(shown, {"Cache-Control": "no-store"})


def _page(row: Article, pasted: dict[str, Any] | None = None) -> str:
    brief = _BRIEF.dump(row)
    facts = [(kind, fact) for kind, name in _KINDS.items() for fact in brief[name]]
    rejected = _rejected(row.id) if pasted is None and request_info().may_review else []
    path = url_for("reader.read") if pasted else url_for("articles.get_brief", article_id=row.id)
    return render_template(
        "reader/article.html",
        brief=brief,
        names={fact["id"]: fact["name"] for kind, fact in facts + rejected if kind == "actor"},
        rejected=rejected,
        glance=at_a_glance(brief),
        ids=[fact["id"] for _, fact in facts],
        kinds=_KINDS,
        paragraphs=paragraphs(row.text, highlights_of(facts)),
        words=len(row.text.split()),
        stored=pasted is None,
        pasted=pasted,
        formats=formats(path, *BRIEF),
    )


def _rejected(article_id: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the facts of an article that people have rejected, with their kinds, so that this can be undone."""
    asked: dict[str, Any] = {"article": [article_id], "status": [FactStatus.REJECTED], "limit": MAX_PAGE}
    return [
        (kind, fact)
        for kind, schema, rows in _REJECTED
        for fact in schema.dump(rows(session(), **asked).items, many=True)
    ]
