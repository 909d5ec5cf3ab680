"""Page of an article: its text with all facts found in it."""

from typing import Any

from flask import Response, make_response, render_template, request, url_for
from marshmallow import fields, post_load, validate

from api.database import found, session
from api.http.bodies import MAX_BODY_BYTES
from api.http.formats import BRIEF_FORMATS, negotiated
from api.http.parsing import refuse_query
from api.middleware.browser import wants_page
from api.reader.highlights import highlights_of, paragraphs
from api.reader.pages import BRIEF, Form, blueprint, formats, takes
from api.renditions.articles import ArticleRendition
from schemas.briefs.brief import BriefOut
from services import articles
from store import queries
from store.models import Article

_BRIEF = BriefOut()
_KINDS = {"actor": "actors", "quote": "quotes", "event": "events", "position": "positions"}


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
    path = url_for("reader.read") if pasted else url_for("articles.get_brief", article_id=row.id)
    return render_template(
        "reader/article.html",
        brief=brief,
        names={actor["id"]: actor["name"] for actor in brief["actors"]},
        facts=facts,
        ids=[fact["id"] for _, fact in facts],
        kinds=_KINDS,
        paragraphs=paragraphs(row.text, highlights_of(facts)),
        words=len(row.text.split()),
        stored=pasted is None,
        pasted=pasted,
        formats=formats(path, *BRIEF),
    )
