"""The tables. `pk` is used inside the store only; `id` is public.

All rows of an article are deleted with it. Actors, issues and occurrences belong to many articles: facts refer to them,
and an appearance is an actor as one article presents it.
"""

from store.base import Base
from store.models.actors import Actor, ActorKey
from store.models.api_keys import ApiKey
from store.models.articles import Article, ArticleBlock, ExternalId
from store.models.changes import Change
from store.models.contradictions import ClashSlot, Conduct, Contradiction
from store.models.counts import ActorCount, IssueCount
from store.models.facts import (
    Appearance,
    Event,
    EventBlock,
    EventFigure,
    EventParticipant,
    Fact,
    Issue,
    Mention,
    Occurrence,
    ParticipantRole,
    Position,
    Quote,
)
from store.models.jobs import Job
from store.models.judgements import Judgement, SplitPart
from store.models.removals import Removal
from store.models.requests import IdempotentRequest
from store.models.revisions import Revision
from store.models.webhooks import Delivery, Webhook

__all__ = [
    "Actor",
    "ActorCount",
    "ActorKey",
    "ApiKey",
    "Appearance",
    "Article",
    "ArticleBlock",
    "Base",
    "Change",
    "ClashSlot",
    "Conduct",
    "Contradiction",
    "Delivery",
    "Event",
    "EventBlock",
    "EventFigure",
    "EventParticipant",
    "ExternalId",
    "Fact",
    "IdempotentRequest",
    "Issue",
    "IssueCount",
    "Job",
    "Judgement",
    "Mention",
    "Occurrence",
    "ParticipantRole",
    "Position",
    "Quote",
    "Removal",
    "Revision",
    "SplitPart",
    "Webhook",
]
