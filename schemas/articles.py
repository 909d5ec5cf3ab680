"""Articles: as they are posted, as they are served, and the query of their list."""

from marshmallow import EXCLUDE, fields, validate

from ontology.enums import ArticleStatus, DateBasis, TitleBasis
from schemas.base import In, Out, Pattern, Timestamp, date_doc, doc, enum
from schemas.query.fields import Since, Until, ids, several, text
from schemas.query.filters import ChangedFilter, PublishedFilter
from schemas.query.paging import Paging, order
from schemas.search import words

_LANGUAGE = Pattern(r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", error="Must be a BCP 47 tag such as en or en-GB.")

_NO_NUL = validate.ContainsNoneOf("\0", error="Must not contain the character NUL.")

TEXT = "“Iraq wants peace,” Prime Minister Mustafa al-Kazemi said on Monday."
"""A text for examples."""
_SHA256 = "3205e08d6fe233caee076aafbde97121590df4c74fcb6ef9b4d88e4be97d5f2e"


class MetadataIn(In):
    """Metadata of a text: the query of a text/plain or text/html body."""

    title = fields.String(
        allow_none=True,
        validate=validate.Length(1, 500),
        **doc("The headline.", "Iraq and the US meet"),
    )
    url = fields.URL(
        schemes={"http", "https"},
        require_tld=False,
        allow_none=True,
        validate=validate.Length(max=2000),
        **doc("Where the article was published.", "https://example.org/iraq-us", format="uri", pattern="^https?://"),
    )
    publisher = fields.String(
        allow_none=True,
        validate=validate.Length(1, 200),
        **doc("The publisher.", "Example News"),
    )
    language = fields.String(
        allow_none=True,
        **doc(
            "The language as BCP 47; detected in the text if omitted. Only English can be read.",
            "en",
            pattern="^[Ee][Nn](-[A-Za-z0-9]{1,8})*$",
        ),
    )
    published_at = fields.String(
        allow_none=True,
        **date_doc(
            "The date of publication, as precise as it is known: a time, a date, a month or a year "
            "(EDTF). Relative dates in the text are resolved against it.",
            "2021-07",
            "2021-07-26",
            "2021-07-26T12:00:00Z",
        ),
    )


class ArticlePatchIn(MetadataIn):
    """A change of the metadata of an article, as a JSON Merge Patch (RFC 7396)."""


class SubmittedIn(MetadataIn):
    """Metadata of a text, with its external id."""

    external_id = fields.String(
        allow_none=True,
        validate=(validate.Length(1, 200), _NO_NUL),
        **doc(
            "The caller's own id for the article, unique within its source; another text with it is refused (409).",
            "reuters-2021-4711",
        ),
    )
    source = fields.String(
        allow_none=True,
        validate=(validate.Length(1, 200), _NO_NUL),
        **doc("The source of the external id; the default is the label of the key.", "reuters"),
    )


class ArticleIn(SubmittedIn):
    """A text and its metadata."""

    text = fields.String(
        required=True,
        **doc(
            "The text, at most 1 MiB in UTF-8. It is stored unchanged: offsets count its characters.",
            TEXT,
        ),
    )


class BatchIn(In):
    """A line of a batch; other names in it are left alone."""

    class Meta:
        unknown = EXCLUDE

    id = fields.Raw(required=True)
    text = fields.String(required=True)
    published_at = fields.String(allow_none=True)


class ExternalIdOut(Out):
    """An external id of an article."""

    external_id = fields.String(**doc("The id.", "reuters-2021-4711"))
    source = fields.String(
        **doc("The source of the id; empty if the caller named no source and had no key.", "reuters")
    )


class ArticleOut(Out):
    """An article without its text."""

    id = fields.String(**doc("Derived from the text: the same text gives the same article.", "art_qm5zk2h7xw3n4tb6"))
    title = fields.String(allow_none=True, **doc("The headline.", "Iraq and the US meet"))
    title_basis = enum(
        TitleBasis, "The source of the title: given, or inferred from the text; null without a title.", nullable=True
    )
    url = fields.String(allow_none=True, **doc("Where it was published.", "https://example.org/iraq-us"))
    publisher = fields.String(allow_none=True, **doc("The publisher.", "Example News"))
    language = fields.String(allow_none=True, **doc("BCP 47.", "en"))
    published_at = fields.String(allow_none=True, **doc("The date of publication, EDTF.", "2021-07"))
    published_at_basis = enum(
        DateBasis, "The source of the date: given, or inferred from the text; null without a date.", nullable=True
    )
    text_sha256 = fields.String(
        **doc(
            "SHA-256 of the text in UTF-8, hexadecimal.",
            _SHA256,
        )
    )
    status = enum(ArticleStatus, "Whether the article has its brief.")
    engine = fields.String(
        **doc(
            "The rules and the model that extracted the brief.",
            "communique-2 spacy-3.8.18 en_core_web_sm-3.8.0",
        )
    )
    copy_of = fields.String(
        allow_none=True,
        **doc(
            "The id of the first published article with nearly the same text; null for that article, and "
            "if there are no copies.",
            "art_qm5zk2h7xw3n4tb6",
        ),
    )
    external_ids = fields.List(
        fields.Nested(ExternalIdOut), metadata={"description": "The external ids of the article."}
    )
    copies = fields.Integer(**doc("The number of stored articles that are copies of it; 0 for a copy.", 0))
    created_at = Timestamp(
        allow_none=True, **doc("When it was stored; null if it is not stored.", "2026-11-24T07:39:29Z")
    )
    updated_at = Timestamp(
        allow_none=True, **doc("When it last changed; null if it is not stored.", "2026-11-24T07:39:29Z")
    )


class ArticleWithTextOut(ArticleOut):
    """An article with its text."""

    text = fields.String(**doc("The text as it was posted, or the main text of a web page.", TEXT))


class SourceOut(Out):
    """The article of a fact."""

    id = fields.String(**doc("The article's id.", "art_qm5zk2h7xw3n4tb6"))
    title = fields.String(allow_none=True, **doc("The headline.", "Iraq and the US meet"))
    publisher = fields.String(allow_none=True, **doc("The publisher.", "Example News"))
    url = fields.String(allow_none=True, **doc("Where it was published.", "https://example.org/iraq-us"))
    published_at = fields.String(allow_none=True, **doc("The date of publication, EDTF.", "2021-07"))


class ArticleFilter(PublishedFilter, ChangedFilter):
    """The filters of GET /v1/articles."""

    id = ids("Only the articles with these ids.", "art_qm5zk2h7xw3n4tb6")
    q = words("Only articles with this in their title or text")
    publisher = text("Only articles of this publisher.", "Example News")
    language = fields.String(validate=_LANGUAGE, **doc("Only articles in this language, BCP 47.", "en"))
    external_id = several("Only articles with this external id.", "reuters-2021-4711")
    source = several("Only articles with an external id of this source.", "reuters")
    copy_of = ids("Only the copies of the article with this id.", "art_qm5zk2h7xw3n4tb6")
    published_from = Since(
        **date_doc("Only articles that may be published at or after this time, date, month or year.", "2021-07")
    )
    published_to = Until(
        **date_doc("Only articles that may be published at or before this time, date, month or year.", "2021-07-26")
    )


class ArticlePaging(Paging):
    """The pages of GET /v1/articles."""

    sort = order("created_at", "updated_at", "published_at", searched=True)
