"""Pages of lists: the parameters that request one, and the schema of one."""

from functools import cache

from marshmallow import Schema, fields, validate

from ontology.enums import HitKind
from schemas.base import Out, Pattern, doc, enum
from schemas.query.fields import Number, switch
from schemas.query.filters import Filter

MAX_PAGE = 500


class Paging(Schema):
    """The page of a list that is requested; a list that can be sorted or expanded has more parameters."""

    class Meta:
        # Under its own name in the class body, it would hide the module.
        include = {  # noqa: RUF012
            "fields": fields.String(**doc("Only these fields of each item, separated by commas.", "id"))
        }

    error_messages = {"unknown": "Unknown name."}  # noqa: RUF012

    limit = Number(
        1,
        MAX_PAGE,
        load_default=50,
        **doc("The maximum number of items in a page.", 50),
    )
    cursor = fields.String(
        **doc("The start of the page: opaque, from `next` of the previous page.", "Nq0b0YI1bXIAAAAAAAAAMg"),
    )
    count = switch("Whether `total` has the number of items in the whole list; this takes longer.")


RELEVANCE = "relevance"


def order(*names: str, searched: bool = False) -> fields.String:
    """A query parameter that sorts a list by one of these, and a list that is searched by relevance, too."""
    text = f"What to sort by: {', '.join(names)}; with - before it, descending. Null comes last."
    choices = [sign + name for name in names for sign in ("-", "")]
    if searched:
        text += f" With `q` also {RELEVANCE}: the newest 1,000 matches, the best first."
        choices.append(RELEVANCE)
    one = validate.OneOf(choices, error="Must be one of: {choices}.")
    return fields.String(load_default="-created_at", validate=one, **doc(text, f"-{names[-1]}"))


def expansion(*names: str, of: str = "Each item") -> fields.String:
    """A query parameter that adds the objects to which an item refers; `of` is the subject of its description."""
    one = f"({'|'.join(names)})"
    text = (
        f"The references to expand, separated by commas: {', '.join(names)}. {of} then has `expanded`, an object with "
        "these names. Each value is the object that /v1 serves under the id, null without an id, or a list for several."
    )
    some = Pattern(f"^{one}(,{one})*$", error=f"Must be some of: {', '.join(names)}.")
    return fields.String(validate=some, **doc(text, names[0]))


def expanding(*names: str, of: str) -> Schema:
    """The query of a single item, with `expand` for the objects that it refers to."""
    kind = Filter.from_dict({"expand": expansion(*names, of=of)}, name="ExpandQuery")
    return kind()


@cache
def page_of(item: type[Schema]) -> type[Schema]:
    """The schema of one page of a list."""
    description = (
        "The URL of the next page, relative to this server; null on the last page. The header Link has it too."
    )
    page = {
        "__doc__": "A page of a list.",
        "items": fields.List(fields.Nested(item), metadata={"description": "The items, in the order of the list."}),
        "total": fields.Integer(
            allow_none=True, **doc("The number of items in the whole list; null unless `count` is true.", 1204)
        ),
        "capped": fields.List(
            enum(HitKind, "A kind."),
            allow_none=True,
            **doc(
                "The kinds of which more match than the list has: the newest 1,000 matches of each kind are ranked. "
                "Null for lists that are sorted otherwise.",
                ["quote"],
            ),
        ),
        "next": fields.String(allow_none=True, **doc(description, "/v1/quotes?limit=50&cursor=Nq0b0YI1bXIAAAAAAAAAMg")),
    }
    return type(item.__name__.replace("Out", "Page"), (Out,), page)
