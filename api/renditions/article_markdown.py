"""A brief as Markdown that reads well as it stands, on a terminal: CommonMark, also as GitHub has it.

No text of the article begins a line, and what would be markup in the middle of one is escaped.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

_Fact = Mapping[str, Any]
_Names = Mapping[str, str]

_ELLIPSIS = " … "
# Control characters, which a terminal obeys, and those that turn the direction of the characters around them.
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKUP = re.compile(
    r"""[\\`*\[\]<#|~]
    | (?<![^\W_])_ | _(?![^\W_])    # inside a word it is none
    | &(?=\#?\w+;)
    | :(?=//) | (?<=www)\.          # GitHub makes links of what has these
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD_JOINER = "\u2060"
_URL_CHARACTERS = ":/?#[]@!$&'()*+,;=%"


def markdown(brief: _Fact) -> str:
    """The document of a brief that `BriefOut` has dumped."""
    names = {actor["id"]: _text(actor["name"]) for actor in brief["actors"]}
    sections: dict[str, Iterable[str]] = {
        "Actors": map(_actor, brief["actors"]),
        "Quotes": (_quote(each, names) for each in brief["quotes"]),
        "Events": (_event(each, names) for each in brief["events"]),
        "Positions": _positions(brief["positions"], names),
        "Dates": map(_date, brief["dates"]),
        "Warnings": (f"- Warning: {_text(each)}" for each in brief["warnings"]),
    }
    parts = [_head(brief["article"])]
    for title, items in sections.items():
        parts.append(f"## {title}\n\n" + ("\n".join(items) or "None."))
    return "\n\n".join(parts) + "\n"


def _head(article: _Fact) -> str:
    basis = f" ({article['published_at_basis']})" if article["published_at_basis"] else ""
    known = {
        "Publisher": _text(article["publisher"]),
        "URL": f"<{quote(article['url'], safe=_URL_CHARACTERS)}>" if article["url"] else "",
        "Published": _text(article["published_at"]) + basis,
        "Language": _text(article["language"]),
        "Article": article["id"],
        "Engine": _text(article["engine"]),
    }
    lines = [f"- {name}: {value}" for name, value in known.items() if value]
    return f"# {_text(article['title']) or 'Untitled article'}\n\n" + "\n".join(lines)


def _actor(actor: _Fact) -> str:
    is_a = ", ".join(filter(None, (actor["type"], actor["country"], _text(actor["role"]))))
    aliases = ", ".join(map(_text, actor["aliases"]))
    count = len(actor["mentions"])
    mentions = f"{count} mention{'s' if count != 1 else ''}"
    return f"- **{_text(actor['name'])}**: " + "; ".join(filter(None, (is_a, aliases and f"also {aliases}", mentions)))


def _quote(fact: _Fact, names: _Names) -> str:
    speaker = fact["speaker"]
    if speaker is None:
        who = "Nobody named"
    else:
        mention = _text(speaker["mention"]["exact"])
        name = names.get(speaker["actor_id"], mention)
        who = f"**{name}**" + (f", “{mention}”" if mention != name else "")
    return f"- {who} ({fact['kind']}):\n  {_quoted(*fact['content'])}"


def _event(event: _Fact, names: _Names) -> str:
    when, where = event["when"], event["where"]
    known = {
        "When": f"{_text(when['edtf'])} ({_quoted(when['span'])})" if when else "",
        "Where": ", ".join(dict.fromkeys(filter(None, (_text(where["place"]), where["country"])))) if where else "",
        "By": ", ".join(names.get(actor, actor) for actor in event["actors"]),
        "To or with": ", ".join(names.get(actor, actor) for actor in event["recipients"]),
    }
    lines = [f"- **{_text(event['title'])}** ({event['type']}, {event['modality']})"]
    lines += (f"  - {name}: {value}" for name, value in known.items() if value)
    return "\n".join(lines)


def _positions(positions: Iterable[_Fact], names: _Names) -> list[str]:
    """By holder, in the order in which the text comes to them."""
    held: dict[str, list[str]] = {}
    for position in positions:
        issue = f"**{_text(position['issue']['label'])}**"
        line = f"  - {position['stance']} {issue} ({position['basis']}):\n    {_quoted(position['evidence'])}"
        held.setdefault(position["holder"], []).append(line)
    return ["\n".join((f"- **{names.get(holder, holder)}**", *lines)) for holder, lines in held.items()]


def _date(date: _Fact) -> str:
    meant = ", ".join(filter(None, (_text(date["edtf"]), _text(date["duration"])))) or "unknown"
    return f"- {meant}: {_quoted(date['span'])}"


def _quoted(*spans: _Fact) -> str:
    return f"“{_ELLIPSIS.join(_text(span['exact']) for span in spans)}”"


def _text(value: str | None) -> str:
    """A text in one line without markup; the empty one when there is none."""
    line = _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", " ".join((value or "").split()))
    # GitHub makes a link of an address however it is escaped, unless the character before the sign is no part of one.
    return _MARKUP.sub(r"\\\g<0>", line).replace("@", f"{_WORD_JOINER}@")
