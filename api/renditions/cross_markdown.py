"""Brief across articles as Markdown; see api.renditions.markdown."""

from collections.abc import Mapping, Sequence

from api.renditions.markdown import Fact, counted, date, document, event, happens, is_a, link, quote, quoted, text
from ontology import countries


def markdown(brief: Fact, query: Mapping[str, Sequence[str]], actors: Mapping[str, Fact]) -> str:
    """Return the Markdown document of a brief dumped by `CrossBriefOut`, with its query and the actors that it names.

    Each fact has the number of its source, listed in the last section.
    """
    sources = _Sources()
    parts: dict[str, tuple[str, list[str]]] = {
        "Key actors": ("actors", [_key_actor(each) for each in brief["actors"]["items"]]),
        "Timeline": ("timeline", [_event(each, sources, actors) for each in brief["timeline"]["items"]]),
        "Positions": ("positions", [_issue(each, sources, actors) for each in brief["positions"]["items"]]),
        "Quotes": ("quotes", [_quote(each, sources, actors) for each in brief["quotes"]["items"]]),
    }
    sections = {f"{title}{_extent(brief, part)}": items for title, (part, items) in parts.items()}
    return document(f"Brief: {_subject(brief, query)}", (), sections | {"Sources": sources.items})


class _Sources:
    """Source articles of the facts, numbered in order of appearance."""

    def __init__(self) -> None:
        self.items: list[str] = []
        self._numbers: dict[str, int] = {}

    def mark(self, source: Fact) -> str:
        """Return the source mark after a fact of an article."""
        number = self._numbers.setdefault(source["id"], len(self._numbers) + 1)
        if number > len(self.items):
            self.items.append(f"- [{number}] {_source(source)}")
        return f" [{number}]"


def _source(source: Fact) -> str:
    about = (text(source["publisher"]), date(source["published_at"]), source["id"], link(source["url"]))
    return f"**{text(source['title']) or 'Untitled article'}**, " + ", ".join(filter(None, about))


def _subject(brief: Fact, query: Mapping[str, Sequence[str]]) -> str:
    """Return the query in words, with the names from the brief."""
    names = {actor["id"]: text(actor["name"]) for actor in brief["actors"]["items"]}
    issues = [part["issue"] for part in brief["positions"]["items"]]
    labels = {issue[key]: text(issue["label"]) for issue in issues for key in ("id", "slug")}
    asked = (
        " or ".join(names.get(actor, actor) for actor in query.get("actor", ())),
        " or ".join(_country(code) for code in query.get("country", ())),
        "".join(labels.get(issue, text(issue)) for issue in query.get("issue", ())),
        _period(*(text("".join(query.get(end, ()))) for end in ("from", "to"))),
    )
    return "; ".join(filter(None, asked))


def _country(code: str) -> str:
    return countries.name_of(code) if code in countries.COUNTRIES else code


def _period(since: str, until: str) -> str:
    if since and until:
        return f"{since} to {until}"
    return f"since {since}" if since else until and f"until {until}"


def _extent(brief: Fact, part: str) -> str:
    """Return the number of items that the limit leaves out of a part, if any."""
    items, total = brief[part]["items"], brief[part]["total"]
    shown = sum(len(item["stances"]) for item in items) if part == "positions" else len(items)
    return f" ({shown} of {total})" if shown < total else ""


def _key_actor(actor: Fact) -> str:
    facts = (counted(actor[f"{noun}s"], noun) for noun in ("quote", "event", "position") if actor[f"{noun}s"])
    return f"- **{text(actor['name'])}**: {is_a(actor)}; {', '.join(facts)} in {counted(actor['articles'], 'article')}"


def _event(fact: Fact, sources: _Sources, named: Mapping[str, Fact]) -> str:
    when = date(fact["when"]["edtf"]) if fact["when"] else "Undated"
    often = f", {counted(fact['sources'], 'source')}" if fact["sources"] > 1 else ""
    head = f"- {when}: {happens(fact)}{often}{sources.mark(fact['source'])}"
    actors, recipients = ([text(named[each]["name"]) for each in fact[part]] for part in ("actors", "recipients"))
    return event(fact, head, "", actors, recipients)


def _issue(part: Fact, sources: _Sources, named: Mapping[str, Fact]) -> str:
    stances = (_stance(each, sources, named) for each in part["stances"])
    return "\n".join((f"- **{text(part['issue']['label'])}**", *stances))


def _stance(shown: Fact, sources: _Sources, named: Mapping[str, Fact]) -> str:
    period = " to ".join(dict.fromkeys(filter(None, map(date, (shown["since"], shown["latest"])))))
    often = counted(shown["positions"], "position") if shown["positions"] > 1 else ""
    details = ", ".join(filter(None, (often, period)))
    head = f"  - **{text(named[shown['holder']]['name'])}** {shown['stance']}" + (f" ({details})" if details else "")
    return f"{head}{sources.mark(shown['source'])}:\n    {quoted(shown['evidence'])}"


def _quote(fact: Fact, sources: _Sources, named: Mapping[str, Fact]) -> str:
    speaker = named.get(fact["speaker"]["actor_id"]) if fact["speaker"] else None
    return quote(fact, text(speaker["name"]) if speaker else None, sources.mark(fact["source"]))
