"""Search over articles, actors, facts, issues and occurrences."""

from typing import Any

from marshmallow import ValidationError, fields

from ontology import searching
from ontology.enums import ActorType, HitKind, SuggestionKind, Topic
from schemas.base import Out, date_doc, doc, enum
from schemas.facts import spans
from schemas.query.fields import Number, Since, Until, countries, enums, ids, several
from schemas.query.filters import Filter, PublishedFilter

MAX_QUERY = 1000
MAX_NAME = 100
MAX_SUGGESTIONS = 50
_NEEDED = "Must have the words to search for."


class SnippetOut(Out):
    """An excerpt of the hit as plain text; a page that shows it must escape it and mark the matches itself."""

    text = fields.String(**doc("The excerpt, with … where it was cut.", "…combat troops will leave Iraq by…"))
    matches = spans("The words that match the query; their offsets count in the text of the snippet.")


class HitOut(Out):
    """A hit."""

    kind = enum(HitKind, "The kind.")
    id = fields.String(**doc("Its id.", "quo_w7q2m4n6tb2kh3x5"))
    article_id = fields.String(
        allow_none=True,
        **doc(
            "The id of its article, or of the article that it is; null for an actor, an issue or an occurrence.",
            "art_qm5zk2h7xw3n4tb6",
        ),
    )
    title = fields.String(
        allow_none=True,
        **doc(
            "The title of an article, an event or an occurrence, the label of an issue or of a position's issue, the "
            "name of an actor or of the speaker of a quote; null if there is none.",
            "Mustafa al-Kazemi",
        ),
    )
    snippet = fields.Nested(SnippetOut, metadata={"description": "An excerpt with the words that match the query."})
    score = fields.Float(**doc("The relevance, for comparing hits of one answer: higher is better.", 7.25))


class Words(fields.String):
    """A query as people type it, parsed."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        query = super()._deserialize(value, attr, data, **kwargs)
        if len(query) > MAX_QUERY:
            raise ValidationError(f"Must have {MAX_QUERY} characters at most.")
        try:
            return searching.parse(query)
        except ValueError as error:
            raise ValidationError(str(error)) from error


def words(what: str, **keywords: Any) -> Words:
    """A query parameter of words to search for."""
    description = (
        f"{what}: words, all required, in any form or spelling (sanction finds sanctions); beginnings of words "
        '(sanct*); exact "phrases"; excluded -words; OR between alternatives. Case and accents on Latin letters are '
        "ignored. No other sign is an operator."
    )
    examples = ['kazemi "combat troops" -basra OR withdraw*']
    metadata = {"description": description, "examples": examples, "minLength": 1, "maxLength": MAX_QUERY}
    return Words(metadata=metadata, **keywords)


class SearchFilter(PublishedFilter):
    """The filters of GET /v1/search."""

    q = words("What to search for", required=True, error_messages={"required": _NEEDED})
    kind = enums(HitKind, "Only hits of this kind.")
    article = ids("Only the article with this id and what is found in it.", "art_qm5zk2h7xw3n4tb6")
    publisher = several("Only articles of this publisher and what is found in them.", "Example News")
    published_from = Since(
        **date_doc(
            "Only articles that may be published at or after this time, date, month or year, and what is "
            "found in them.",
            "2021-07",
        )
    )
    published_to = Until(
        **date_doc(
            "Only articles that may be published at or before this time, date, month or year, and what is "
            "found in them.",
            "2021-12",
        )
    )
    country = countries(
        "Only actors of this country, articles in which one appears, quotes and positions of its actors, issues on "
        "which one holds a position, and events and occurrences in it, ISO 3166-1 alpha-2."
    )
    topic = enums(Topic, "Only issues of this topic and positions on them.")


class SuggestionOut(Out):
    """An actor or an issue to suggest."""

    kind = enum(SuggestionKind, "The kind.")
    id = fields.String(**doc("Its id.", "act_h3x5w7q2m4n6tb2k"))
    name = fields.String(**doc("The name of the actor, or the label of the issue.", "United States"))
    type = enum(ActorType, "The type of the actor; null for an issue.", nullable=True)
    country = fields.String(
        allow_none=True,
        **doc("The country that the actor belongs to, ISO 3166-1 alpha-2; null for an issue, or if unknown.", "US"),
    )
    topic = enum(Topic, "The topic that the issue belongs to; null for an actor.", nullable=True)
    articles = fields.Integer(
        **doc("The number of articles in which the actor appears, or that have a position on the issue.", 3)
    )


class SuggestionsOut(Out):
    """Suggestions for autocompletion."""

    items = fields.List(fields.Nested(SuggestionOut), metadata={"description": "The suggestions, the best first."})


class PartOfName(fields.String):
    """Part of a name as typed by a user; repeated spaces count as one."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        name = " ".join(super()._deserialize(value, attr, data, **kwargs).split())
        if not name:
            raise ValidationError("Must not be empty.")
        if len(name) > MAX_NAME:
            raise ValidationError(f"Must have {MAX_NAME} characters at most.")
        return name


class SuggestionFilter(Filter):
    """The query of GET /v1/suggest."""

    q = PartOfName(
        required=True,
        error_messages={"required": "Must say what a name begins with or contains."},
        metadata={
            "description": "The beginning, or another part, of a name or label, ignoring case. Every character is "
            "literal, including %, _ and *.",
            "examples": ["uni"],
            "minLength": 1,
            "maxLength": MAX_NAME,
        },
    )
    kind = enums(SuggestionKind, "Only suggestions of this kind.")
    limit = Number(1, MAX_SUGGESTIONS, load_default=10, **doc("The maximum number of suggestions.", 10))
