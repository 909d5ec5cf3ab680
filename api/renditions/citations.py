"""Citations of an article: Chicago notes for people, BibTeX and CSL-JSON for reference managers.

A citation has only known data. It has no author, and no date of access, which would differ each time.
"""

import re
from calendar import month_abbr, month_name
from collections.abc import Mapping, Sequence
from typing import Any

from api.renditions.markdown import HIDDEN
from ontology.enums import QuoteKind

Fact = Mapping[str, Any]

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_QUOTED = re.compile(r'[“"]([^”"]*)[”"]')
_ENDS = ("?", "!", "…")
# BibTeX counts braces even after a backslash, so a single brace would end the field. Braces are therefore replaced.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$",
    "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_TEX_SPECIAL = re.compile(f"[{re.escape(''.join(_TEX))}]")
_NOT_IN_TEX_URLS = {"{": "%7B", "}": "%7D", "\\": "%5C", "%": r"\%", "#": r"\#"}
_ELLIPSIS = " … "


def chicago(article: Fact) -> str:
    """Return a note in Chicago style: “Title,” Publisher, July 26, 2021, URL."""
    title = _QUOTED.sub(r"‘\1’", _line(article["title"]))
    about = (_line(article["publisher"]), _american(article["published_at"]), _url(article))
    rest = ", ".join(filter(None, about)).removesuffix(".") + "."
    if not title:
        return f"Untitled article, {rest}"
    inner = "’" if title.endswith("’") else ""
    plain = title.removesuffix("’").rstrip(".,")
    return f"“{plain}{'' if plain.endswith(_ENDS) else ','}{inner}” {rest}"


def quotation(words: Sequence[str], speaker: str | None, article: Fact, *, kind: QuoteKind) -> str:
    """Return a quote with its citation: "quoted in" for direct speech, "as reported in" for the article's words."""
    said = "quoted" if kind == QuoteKind.DIRECT else "as reported"
    who = f"{_line(speaker)}, {said} in " if speaker else ""
    return f"“{_spoken(words)}”\n{who}{chicago(article)}"


def statement(says: str, words: Sequence[str], article: Fact) -> str:
    """Return the statement of a fact, with its evidence and the citation."""
    return f"{_line(says)}: “{_spoken(words)}”\n{chicago(article)}"


def csl(article: Fact) -> list[dict[str, Any]]:
    """Return the article as CSL-JSON, without unknown fields."""
    known = {
        "id": article["id"],
        "type": "article-newspaper" if article["publisher"] else "document",
        "title": article["title"],
        "container-title": article["publisher"],
        "issued": {"date-parts": [_parts(article["published_at"])]} if article["published_at"] else None,
        "URL": _url(article),
        "language": article["language"],
    }
    return [{name: value for name, value in known.items() if value}]


def bibtex(article: Fact) -> str:
    """Return the article as a BibTeX entry, without unknown fields."""
    year, month, day = (*_parts(article["published_at"]), None, None, None)[:3]
    known = {
        "title": f"{{{{{_tex(article['title'])}}}}}" if article["title"] else "",
        "journal": f"{{{_tex(article['publisher'])}}}" if article["publisher"] else "",
        "year": f"{{{year:04}}}" if year is not None else "",
        "month": month_abbr[month].lower() if month else "",
        "day": f"{{{day}}}" if day else "",
        "url": "{" + "".join(_NOT_IN_TEX_URLS.get(sign, sign) for sign in _url(article)) + "}" if _url(article) else "",
        "language": f"{{{article['language']}}}" if article["language"] else "",
    }
    kind = "article" if article["publisher"] else "misc"
    fields = "".join(f"  {name} = {value},\n" for name, value in known.items() if value)
    return f"@{kind}{{{article['id']},\n{fields}}}\n"


def _spoken(words: Sequence[str]) -> str:
    """Return words for use between quotation marks: quotation marks within them become single ones."""
    return _QUOTED.sub(r"‘\1’", _ELLIPSIS.join(map(_line, words)))


def _line(value: str | None) -> str:
    return HIDDEN.sub("", " ".join((value or "").split()))


def _url(article: Fact) -> str:
    url = article["url"] or ""
    return url if url.startswith(("http://", "https://")) else ""


def _parts(date: str | None) -> list[int]:
    """Return the year and, if known, the month and the day."""
    found = _DATE.match(date or "")
    return [int(part) for part in found.groups() if part] if found else []


def _american(date: str | None) -> str:
    match _parts(date):
        case [year]:
            return f"{year}"
        case [year, month]:
            return f"{month_name[month]} {year}"
        case [year, month, day]:
            return f"{month_name[month]} {day}, {year}"
    return "n.d."


def _tex(value: str) -> str:
    return _TEX_SPECIAL.sub(lambda found: _TEX[found[0]], _line(value))
