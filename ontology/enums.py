"""The closed vocabularies of a brief. docs/facts.md defines each kind of fact."""

from enum import StrEnum


class ActorType(StrEnum):
    """Who acts, speaks, wants something or is acted upon politically."""

    PERSON = "person"
    STATE = "state"
    GOVERNMENT = "government"
    INTERGOVERNMENTAL = "intergovernmental"
    PARTY = "party"
    MILITARY = "military"
    ARMED_GROUP = "armed_group"
    ORGANIZATION = "organization"
    MEDIA = "media"
    GROUP = "group"


class QuoteKind(StrEnum):
    """direct: inside quotation marks; indirect: reported; mixed: reported, with quoted fragments."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class EventType(StrEnum):
    """The PLOVER categories, and OTHER for what has no political actor on both sides."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    OTHER = "OTHER"


COOPERATION = frozenset(map(EventType, "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT".split()))
"""The categories of PLOVER's cooperation; the others are its conflict."""


class Modality(StrEnum):
    """Whether an event took place.

    occurred: done or under way; planned: announced, scheduled, promised; hypothetical: called for, feared, conditional,
    asked; denied: said not to have happened or not to be going to happen, refused or ruled out.
    """

    OCCURRED = "occurred"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class FigureKind(StrEnum):
    """What a figure of an event counts.

    killed, injured, detained (arrested, jailed), displaced (driven out, fled, evacuated), sent (deployed): persons;
    votes_for, votes_against, abstentions: votes on what was put to the vote; money: an amount in one currency;
    duration: how long it takes or holds.
    """

    KILLED = "killed"
    INJURED = "injured"
    DETAINED = "detained"
    DISPLACED = "displaced"
    SENT = "sent"
    VOTES_FOR = "votes_for"
    VOTES_AGAINST = "votes_against"
    ABSTENTIONS = "abstentions"
    MONEY = "money"
    DURATION = "duration"


class Stance(StrEnum):
    """What a holder wants (supports, opposes, mixed) or assesses (expects, doubts)."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    MIXED = "mixed"
    EXPECTS = "expects"
    DOUBTS = "doubts"


class Turn(StrEnum):
    """How a stance differs from the one that the holder had before.

    contradiction: the opposite stance, within 30 days; change: any other stance, or later.
    """

    CHANGE = "change"
    CONTRADICTION = "contradiction"


class ContradictionKind(StrEnum):
    """stance: two opposite stances; act: an act against a stated position."""

    STANCE = "stance"
    ACT = "act"


class Basis(StrEnum):
    """stated: in the holder's own words, direct or indirect speech; reported: in the words of somebody else."""

    STATED = "stated"
    REPORTED = "reported"


class FactStatus(StrEnum):
    """How a person has judged a fact; machine: nobody has.

    confirmed: it is right as it is; corrected: a person has changed it; rejected: it is wrong, and left out; contested:
    the machine, which has read the article again, finds something else than what a person has confirmed or corrected.
    """

    MACHINE = "machine"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    CONTESTED = "contested"


class FactOrigin(StrEnum):
    """Who found a fact: the machine, or a person who added what the machine had missed."""

    MACHINE = "machine"
    PERSON = "person"


class Subject(StrEnum):
    """What has revisions."""

    ACTOR = "actor"
    QUOTE = "quote"
    EVENT = "event"
    POSITION = "position"


class Record(StrEnum):
    """What people judge across articles."""

    ACTOR = "actor"
    ISSUE = "issue"


class JudgementKind(StrEnum):
    """What a person has said of records.

    same: two are one; different: they are not; unsure: nobody knows; corrected: one has other properties.
    """

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    CORRECTED = "corrected"


class LinkReason(StrEnum):
    """Why an actor of an article is the same as one of another article.

    iso_code: the same state; organ: the same body of the same state; name: the same full name; spelling: another
    spelling of it, or one with a middle name; acronym: its acronym; office: the same surname, office and state.
    """

    ISO_CODE = "iso_code"
    ORGAN = "organ"
    NAME = "name"
    SPELLING = "spelling"
    ACRONYM = "acronym"
    OFFICE = "office"


class StateLink(StrEnum):
    """Why an actor belongs to a state.

    organ: it is of type government; force: of type military; official: a person in an office of the state that one
    person holds at a time; citizen: any other person of its country.
    """

    ORGAN = "organ"
    FORCE = "force"
    OFFICIAL = "official"
    CITIZEN = "citizen"


class LikenessReason(StrEnum):
    """Why two actors that were not linked may be the same.

    name: the same name; spelling: another spelling of it, or one with a middle name; acronym: its acronym; part: a part
    of it; country, role, type: these agree, too.
    """

    NAME = "name"
    SPELLING = "spelling"
    ACRONYM = "acronym"
    PART = "part"
    COUNTRY = "country"
    ROLE = "role"
    TYPE = "type"


class ArticleStatus(StrEnum):
    """ready: the article's brief is stored with it."""

    READY = "ready"


class JobStatus(StrEnum):
    """queued: waits for a worker; running; succeeded: the article is stored; failed: no more attempts."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class Topic(StrEnum):
    """The topics of issues; each issue has one."""

    SANCTIONS = "sanctions"
    PEACE = "peace"
    NUCLEAR = "nuclear"
    MILITARY = "military"
    TRADE = "trade"
    ELECTIONS = "elections"
    HUMAN_RIGHTS = "human_rights"
    MIGRATION = "migration"
    CLIMATE_ENERGY = "climate_energy"
    TERRITORY = "territory"
    TERRORISM = "terrorism"
    MEMBERSHIP = "membership"
    JUSTICE = "justice"
    HEALTH = "health"
    TECHNOLOGY = "technology"
    OTHER = "other"


class IssueLink(StrEnum):
    """Reasons why a position is on an issue that other articles share.

    words: the same names and words; meaning: the same names and the same concept of other words; text: the same with a
    name that the text completes; part: the label names a part of the matter of another position of the text.
    """

    WORDS = "words"
    MEANING = "meaning"
    TEXT = "text"
    PART = "part"


class DateBasis(StrEnum):
    """How a publication date is known: stated by the publisher or inferred from the text."""

    STATED = "stated"
    INFERRED = "inferred"


class TitleBasis(StrEnum):
    """How a title is known: stated by the publisher or inferred from the first line of the text."""

    STATED = "stated"
    INFERRED = "inferred"


class HitKind(StrEnum):
    """The kinds of search hits."""

    ARTICLE = "article"
    QUOTE = "quote"
    EVENT = "event"
    POSITION = "position"
    ACTOR = "actor"
    ISSUE = "issue"
    OCCURRENCE = "occurrence"


class SuggestionKind(StrEnum):
    """The kinds of suggestions for autocompletion."""

    ACTOR = "actor"
    ISSUE = "issue"


class Scope(StrEnum):
    """The rights of a key; none of them includes another."""

    READ = "read"
    WRITE = "write"
    REVIEW = "review"
    ADMIN = "admin"


class ChangeKind(StrEnum):
    """The kinds of objects whose changes are in the feed."""

    ARTICLE = "article"
    ACTOR = "actor"
    ISSUE = "issue"
    OCCURRENCE = "occurrence"
    QUOTE = "quote"
    EVENT = "event"
    POSITION = "position"
    JUDGEMENT = "judgement"


class Operation(StrEnum):
    """The operation of a change. People and new articles merge and split records."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    MERGE = "merge"
    SPLIT = "split"


class WebhookStatus(StrEnum):
    """The states of a webhook. Only an active one sends; people pause it, and the service disables it."""

    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"


class DeliveryStatus(StrEnum):
    """The states of a delivery: it waits for an attempt, was delivered, or was parked after the last attempt."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    PARKED = "parked"
