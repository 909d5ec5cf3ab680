"""Page of an article: its text with all facts found in it."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, url_for
from marshmallow import fields

from api.database import found, session
from api.http.parsing import refuse_query
from api.middleware.request_log import request_info
from api.reader.glance import at_a_glance
from api.reader.highlights import highlights_of, paragraphs
from api.reader.pages import BRIEF, Form, blueprint, formats, takes
from api.renditions import citations
from ontology.enums import FactStatus, Modality
from ontology.headings import without_modality
from schemas.actors import AppearanceOut
from schemas.briefs.brief import BriefOut
from schemas.events import EventOut
from schemas.positions import PositionOut
from schemas.query.paging import MAX_PAGE
from schemas.quotes import QuoteOut
from services.errors import NotFound
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


class CitationForm(Form):
    """The id of a fact of the article; optional."""

    fact = fields.String()


@blueprint.route("/articles/<id(art):article_id>")
def article(article_id: str) -> str:
    """Show a stored article."""
    refuse_query()
    return article_page(found(queries.get_brief, "article", article_id))


@blueprint.route("/articles/<id(art):article_id>/citation")
@takes(CitationForm)
def cite(citation_form: dict[str, Any], article_id: str) -> str:
    """Show the citation of an article, or of one of its facts."""
    brief = _BRIEF.dump(found(queries.get_brief, "article", article_id))
    fact_id = citation_form.get("fact")
    return render_template(
        "reader/citation.html",
        article=brief["article"],
        fact_id=fact_id,
        cited=_cited(brief, fact_id) if fact_id else citations.chicago(brief["article"]),
        bibtex=citations.bibtex(brief["article"]),
        formats=formats(url_for("articles.get_citation", article_id=article_id), "json", "bib", "txt"),
    )


def _cited(brief: Mapping[str, Any], fact_id: str) -> str:
    """Return a fact of a brief with its citation; raises NotFound."""
    names = {actor["id"]: actor["name"] for actor in brief["actors"]}
    for quote in brief["quotes"]:
        if quote["id"] == fact_id:
            speaker = quote["speaker"] or {}
            name = names.get(speaker.get("actor_id")) or speaker.get("mention", {}).get("exact")
            words = [span["exact"] for span in quote["content"]]
            return citations.quotation(words, name, brief["article"], kind=quote["kind"])
    for event in brief["events"]:
        if event["id"] == fact_id:
            says = event["title"]
            if (modality := event["modality"]) != Modality.OCCURRED:
                says = f"{without_modality(says, modality)} ({modality})"
            return citations.statement(says, [span["exact"] for span in event["triggers"]], brief["article"])
    for position in brief["positions"]:
        if position["id"] == fact_id:
            says = f"{names[position['holder']]} {position['stance']} {position['issue']['label']}"
            return citations.statement(says, [position["evidence"]["exact"]], brief["article"])
    raise NotFound("quote, event or position of this article", fact_id)


def article_page(row: Article, pasted: Mapping[str, Any] | None = None) -> str:
    """Return the page of an article; the page of a pasted text has a form that stores it."""
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
        writing=request_info().may_write,
        is_known=pasted is not None and queries.get_length(session(), row.id) is not None,
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
