"""Brief of an article as Markdown; see api.renditions.markdown."""

from collections.abc import Iterable, Mapping

from api.renditions.markdown import Fact, counted, date, document, event, happens, is_a, link, quote, quoted, text

_Names = Mapping[str, str]


def markdown(brief: Fact) -> str:
    """Return the Markdown document of a brief dumped by `BriefOut`."""
    names = {actor["id"]: text(actor["name"]) for actor in brief["actors"]}
    article = brief["article"]
    sections: dict[str, Iterable[str]] = {
        "Actors": map(_actor, brief["actors"]),
        "Quotes": (quote(each, names.get((each["speaker"] or {}).get("actor_id"))) for each in brief["quotes"]),
        "Events": (_event(each, names) for each in brief["events"]),
        "Positions": _positions(brief["positions"], names),
        "Dates": map(_date, brief["dates"]),
        "Warnings": (f"- Warning: {text(each)}" for each in brief["warnings"]),
    }
    return document(text(article["title"]) or "Untitled article", _head(article), sections)


def _head(article: Fact) -> list[str]:
    basis = f" ({article['published_at_basis']})" if article["published_at_basis"] else ""
    known = {
        "Publisher": text(article["publisher"]),
        "URL": link(article["url"]),
        "Published": date(article["published_at"]) + basis,
        "Language": text(article["language"]),
        "Article": article["id"],
        "Engine": text(article["engine"]),
    }
    return [f"- {name}: {value}" for name, value in known.items() if value]


def _actor(actor: Fact) -> str:
    aliases = ", ".join(map(text, actor["aliases"]))
    parts = (is_a(actor), aliases and f"also {aliases}", counted(len(actor["mentions"]), "mention"))
    return f"- **{text(actor['name'])}**: " + "; ".join(filter(None, parts))


def _event(fact: Fact, names: _Names) -> str:
    when = fact["when"]
    return event(
        fact,
        f"- {happens(fact)}",
        f"{date(when['edtf'])} ({quoted(when['span'])})" if when else "",
        (names.get(actor, actor) for actor in fact["actors"]),
        (names.get(actor, actor) for actor in fact["recipients"]),
    )


def _positions(positions: Iterable[Fact], names: _Names) -> list[str]:
    """Return the positions grouped by holder, in text order."""
    held: dict[str, list[str]] = {}
    for position in positions:
        issue = f"**{text(position['issue']['label'])}**"
        line = f"  - {position['stance']} {issue} ({position['basis']}):\n    {quoted(position['evidence'])}"
        held.setdefault(position["holder"], []).append(line)
    return ["\n".join((f"- **{names.get(holder, holder)}**", *lines)) for holder, lines in held.items()]


def _date(fact: Fact) -> str:
    meant = ", ".join(filter(None, (date(fact["edtf"]), text(fact["duration"])))) or "unknown"
    return f"- {meant}: {quoted(fact['span'])}"
