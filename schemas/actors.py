"""Actors: who acts, speaks, wants something or is acted upon."""

from marshmallow import fields

from ontology.enums import ActorType, FactOrigin, FactStatus, LinkReason, StateLink
from schemas.base import Out, Timestamp, doc, enum
from schemas.facts import FactOut, spans
from schemas.query.fields import article_id, countries, enums, ids, several, text, under
from schemas.query.filters import ChangedFilter, Filter
from schemas.query.paging import Paging, expansion, order
from schemas.search import words


class ActorFields(Out):
    """An actor's own fields."""

    type = enum(ActorType, "The type of the actor.")
    name = fields.String(**doc("The fullest form of the name.", "Mustafa al-Kazemi"))
    country = fields.String(allow_none=True, **doc("The country that it belongs to, ISO 3166-1 alpha-2.", "IQ"))
    role = fields.String(allow_none=True, **doc("The role in the words of the text.", "Prime Minister"))
    aliases = fields.List(fields.String(), **doc("Its other names.", ["Al-Kazemi"]))


class ActorOut(ActorFields):
    """An actor across articles."""

    id = fields.String(**doc("The actor's id.", "act_h3x5w7q2m4n6tb2k"))
    state = fields.String(
        allow_none=True,
        **doc(
            "The id of the state that it belongs to; null if it belongs to none, or if the store does not "
            "have the state.",
            "act_h3x5w7q2m4n6tb2k",
        ),
    )
    state_link = enum(
        StateLink,
        "The reason why it belongs to the state. organ: it is of type government; force: of type "
        "military; official: a person in an office that one person holds at a time; citizen: any "
        "other person of the country.",
        nullable=True,
    )
    articles = fields.Integer(**doc("The number of articles in which it appears.", 3))
    positions = fields.Integer(**doc("The number of positions that it holds.", 2))
    created_at = Timestamp(**doc("When the actor was first stored.", "2026-11-24T07:39:29Z"))
    updated_at = Timestamp(**doc("When it last changed.", "2026-11-24T07:39:29Z"))


class AppearanceOut(ActorFields, FactOut):
    """An actor as one article presents it, with every mention."""

    id = fields.String(attribute="actor.id", **doc("The actor's id.", "act_h3x5w7q2m4n6tb2k"))
    link = enum(
        LinkReason,
        "The reason for the link to the actor of other articles: the same state by its code, the same "
        "organ of one state, the same full name, another spelling of it, its acronym, or the same "
        "surname and office; null for the first of a record.",
        nullable=True,
    )
    keys = fields.List(
        fields.String(),
        **doc(
            "Keys that identify the actor in other articles: a name, an office, a code, the strongest "
            "first; empty if only this article identifies it. They change with the engine.",
            ["person mstf kzm"],
        ),
    )
    mentions = spans("The places where the text mentions the actor: names, roles and metonyms.")


class AppearanceFilter(Filter):
    """The filters of GET /v1/actors/{actor_id}/appearances."""

    status = enums(FactStatus, "Only appearances with this status.")
    origin = enums(FactOrigin, "Only appearances of this origin.")
    reviewed_by = several("Only appearances last reviewed with a key of this label.", "Ada, newsroom")


class ActorFilter(ChangedFilter):
    """The filters of GET /v1/actors."""

    id = ids("Only the actors with these ids.", "act_h3x5w7q2m4n6tb2k")
    article = article_id("Only actors of the article with this id.")
    type = enums(ActorType, "Only actors of this kind.")
    country = countries("Only actors of this country, ISO 3166-1 alpha-2.")
    under = under("Only this state with its organs, forces and officials.")
    q = words("Only actors with this in their names in any article")
    name = text("Only actors with this part in a name or an alias, ignoring case.", "kazemi")


class ActorPaging(Paging):
    """The pages of GET /v1/actors."""

    sort = order("created_at", "updated_at", "name", "articles", "positions", searched=True)
    expand = expansion("state")


class AppearancePaging(Paging):
    """The paging of GET /v1/actors/{actor_id}/appearances."""

    expand = expansion("article")
