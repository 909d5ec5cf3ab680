"""Pages that read a pasted text or a file without storing it, and that store it."""

from typing import Any

from flask import Response, current_app, make_response, redirect, render_template, request, url_for
from marshmallow import fields, post_load
from werkzeug.wrappers import Response as Answer

from api.database import release, session
from api.http.bodies import MAX_BODY_BYTES
from api.http.formats import BRIEF_FORMATS, negotiated
from api.http.parsing import read_form, refuse_query
from api.http.problems import ProblemError, article_item, wrong_input
from api.middleware.browser import wants_page
from api.reader.articles import article_page
from api.reader.pages import Form, blueprint
from api.renditions.articles import PreviewRendition
from schemas.articles import MetadataIn
from services import articles
from services.webpages import files

_FILE = "file"
_SMALLER = "Save the page as HTML only, without pictures, or copy its text and paste it."


class TextForm(Form, MetadataIn):
    """Form with a text, or a file instead, and its metadata."""

    text = fields.String()

    @post_load
    def restore_lines(self, data: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        # Forms send each line end as CRLF.
        return data | {"text": data["text"].replace("\r\n", "\n")} if "text" in data else data


_FORM = TextForm()


@blueprint.route("/read")
def paste() -> str:
    """Show the form for a text, also when a browser opens the address of a pasted text again."""
    refuse_query()
    return render_template("reader/read.html")


@blueprint.route("/read", methods=["POST"])
def read() -> Response:
    """Show a text like a stored article without storing it: as a page, or in the API format of the suffix."""
    given = _text()
    preview = articles.preview(session(), **given)
    shown = (
        article_page(preview, pasted=given)
        if wants_page(request.environ)
        else PreviewRendition(preview).response(negotiated(BRIEF_FORMATS))
    )
    return make_response(shown, {"Cache-Control": "no-store"})


@blueprint.route("/articles", methods=["POST"])
def keep() -> Answer:
    """Store a text with its metadata, and show it as an article."""
    article, is_new = articles.ingest(session(), **_text())
    if is_new:
        current_app.extensions["metrics"].stored(article)
    return redirect(url_for("reader.article", article_id=article.id), 303)


def _text() -> dict[str, Any]:
    """Return the text of the form and its metadata, which take precedence over those of a file; raises a 4xx."""
    if (length := request.content_length or 0) > MAX_BODY_BYTES:
        size = f"{length / 1024**2:.1f} MiB"
        raise ProblemError(413, f"The form has {size}; the maximum is {MAX_BODY_BYTES // 1024**2} MiB. {_SMALLER}")
    given = read_form(_FORM, MAX_BODY_BYTES)
    for name, several in request.files.lists():
        if name != _FILE:
            raise wrong_input([article_item([name], "Unknown name.")])
        if len(several) > 1:
            raise wrong_input([article_item([_FILE], "Choose one file, not several.")])
    sent = request.files.get(_FILE)
    data = sent.read() if sent else b""
    if data and "text" in given:
        raise wrong_input([article_item([_FILE], "Either paste a text or choose a file, not both.")])
    if not data and "text" not in given:
        raise wrong_input([article_item(["text"], "Paste a text, or choose a file that is not empty.")])
    release()  # parsing a web page is slow
    return {**(files.read(data, sent.filename or "") if sent and data else {}), **given}
