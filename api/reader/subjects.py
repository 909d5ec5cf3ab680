"""Pages of an actor and of an issue, from all articles."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response, render_template, url_for

from api.database import found, session
from api.http.parsing import refuse_query
from api.reader.pages import articles_by_id, blueprint, briefs, formats
from api.reader.pictures.charts import Axis, Star, star
from api.reader.pictures.drawing import downloads, drawn
from ontology.edtf import Edtf
from ontology.enums import ActorType
from store import queries

_QUOTES, _POSITIONS, _EVENTS, _TIES, _NAMES, _APPEARANCES, _ORGANS = 20, 200, 60, 200, 30, 40, 30


@blueprint.route("/actors/<id(act):actor_id>/network.<any(svg, png):suffix>")
def actor_network(actor_id: str, suffix: str) -> Response:
    """Answer with the picture of the acts by and on an actor."""
    refuse_query()
    summary = found(queries.get_actor, "actor", actor_id)
    ties = queries.list_event_ties(session(), actor=[actor_id], limit=_TIES)
    title = f"{summary.name}: who acts on whom"
    return drawn("network", suffix, title=title, actor=summary, star=_star(actor_id, ties))


@blueprint.route("/actors/<id(act):actor_id>")
def actor(actor_id: str) -> str:
    """Show an actor: names, words, positions and acts."""
    refuse_query()
    summary = found(queries.get_actor, "actor", actor_id)
    events = queries.list_events(session(), participant=[actor_id], sort="-date", limit=_EVENTS).items
    positions = queries.list_positions(session(), holder=[actor_id], limit=_POSITIONS).items
    ties = queries.list_event_ties(session(), actor=[actor_id], limit=_TIES)
    appearances = queries.list_appearances(session(), actor=[actor_id], limit=_APPEARANCES).items
    return render_template(
        "reader/actor.html",
        feed=url_for("reader.actor_feed", actor_id=actor_id),
        network_files=downloads("reader.actor_network", actor_id=actor_id),
        event_files=downloads("reader.timeline", actor=actor_id),
        actor=summary,
        state=queries.get_actor(session(), summary.state) if summary.state else None,
        organs=_organs(summary),
        appearances=appearances,
        articles=articles_by_id([each.article_id for each in (*appearances, *positions)]),
        spellings=queries.list_spellings(session(), actor_id, limit=_NAMES),
        roles=queries.list_roles(session(), actor_id, limit=_NAMES),
        quotes=queries.list_quotes(session(), speaker=[actor_id], limit=_QUOTES).items,
        issues=_by_issue(positions),
        events=events,
        axis=Axis.of((event.when_from, event.when_to) for event in events if event.when_from),
        ties=ties,
        star=_star(actor_id, ties),
        formats=[
            *briefs(actor=actor_id, limit=_POSITIONS),
            *formats(url_for("network.get_network"), "graphml", "gexf", query=f"actor={actor_id}"),
        ],
    )


def _organs(actor: queries.ActorSummary) -> list[queries.ActorSummary]:
    """Return the newest organs, forces and officials of a state, sorted by number of articles."""
    if actor.type is not ActorType.STATE:
        return []
    newest = queries.list_actors(session(), under=[actor.id], limit=_ORGANS).items
    return sorted((each for each in newest if each.id != actor.id), key=lambda each: (-each.articles, each.id))


@blueprint.route("/issues/<id(iss):issue_id>/stances.<any(svg, png):suffix>")
def issue_stances(issue_id: str, suffix: str) -> Response:
    """Answer with the picture of the stances on an issue over time."""
    refuse_query()
    detail, _, shown = _stances(issue_id)
    return drawn("stances", suffix, title=f"{detail.label}: who stands where", issue=detail, **shown)


@blueprint.route("/issues/<id(iss):issue_id>")
def issue(issue_id: str) -> str:
    """Show an issue: its holders, their stances, and the start of each."""
    refuse_query()
    detail, positions, shown = _stances(issue_id)
    return render_template(
        "reader/issue.html",
        feed=url_for("reader.issue_feed", issue_id=issue_id),
        files=downloads("reader.issue_stances", issue_id=issue_id),
        issue=detail,
        sources=articles_by_id([each.article_id for each in positions]),
        shown_positions=len(positions),
        formats=briefs(issue=issue_id, limit=_POSITIONS),
        **shown,
    )


def _stances(issue_id: str) -> tuple[queries.IssueDetail, Sequence[Any], dict[str, Any]]:
    """Return an issue, its first positions, and the positions as data of the picture."""
    detail = found(queries.get_issue, "issue", issue_id)
    positions = queries.list_positions(session(), issue=[issue_id], sort="published_at", limit=_POSITIONS).items
    of_holder = defaultdict(list)
    for position in positions:
        of_holder[position.holder_id].append(
            (position, Edtf.parse(position.published_at) if position.published_at else None)
        )
    dated = [bounds for shown in of_holder.values() for _, bounds in shown if bounds]
    axis = Axis.of((bounds.earliest, bounds.latest) for bounds in dated)
    return detail, positions, {"of_holder": of_holder, "axis": axis}


def _by_issue(positions: Iterable[Any]) -> list[tuple[Any, list[Any]]]:
    """Return the positions grouped by issue, the issue with the most positions first."""
    of_issue = defaultdict(list)
    for position in positions:
        of_issue[position.issue_id].append(position)
    return [(shown[0], shown) for shown in sorted(of_issue.values(), key=len, reverse=True)]


def _star(actor_id: str, ties: Sequence[Any]) -> Star | None:
    acting: defaultdict[tuple[str, str], int] = defaultdict(int)
    acted_upon: defaultdict[tuple[str, str], int] = defaultdict(int)
    for tie in ties:
        if tie.source_id == actor_id:
            acted_upon[tie.target_id, tie.target_name] += tie.weight
        else:
            acting[tie.source_id, tie.source_name] += tie.weight
    return star(_strongest(acting), _strongest(acted_upon)) if ties else None


def _strongest(weights: dict[tuple[str, str], int]) -> list[tuple[tuple[str, str], int]]:
    return sorted(weights.items(), key=lambda item: (-item[1], item[0]))
