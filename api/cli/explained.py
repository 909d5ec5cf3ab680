"""Explained facts as text for a terminal."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Item = Mapping[str, Any]

# Characters of words that have been shown in full above.
_SHORT = 40


def lines(brief: Item) -> Iterator[str]:
    """Yield two lines for each fact of a dumped brief with explanations: the fact with its words, and why."""
    names = {actor["id"]: actor["name"] for actor in brief["actors"]}
    for actor in brief["actors"]:
        yield from _fact("actor", actor, (actor["name"], actor["type"], actor["country"]), actor["mentions"])
    for quote in brief["quotes"]:
        speaker = quote["speaker"] and names.get(quote["speaker"]["actor_id"], quote["speaker"]["mention"]["exact"])
        yield from _fact("quote", quote, (quote["kind"], speaker), quote["content"])
    for event in brief["events"]:
        yield from _fact("event", event, (event["type"], event["modality"], event["title"]), event["triggers"])
    for position in brief["positions"]:
        stance = f"{names[position['holder']]} {position['stance']} {position['label']}"
        yield from _fact("position", position, (stance,), [position["evidence"]])


def _fact(kind: str, fact: Item, said: Iterable[str | None], words: Iterable[Item]) -> Iterator[str]:
    shown = " … ".join(span["exact"] for span in words)
    yield _plain(f"{kind} {fact['confidence']:.2f} {', '.join(filter(None, said))}: “{shown}”")
    why = [_finding(finding) for finding in fact["explanation"]["findings"]]
    signs = ", ".join(f"{sign} {weight:+}" for sign, weight in fact["explanation"]["confidence"].items())
    yield f"    {_plain(' | '.join([*why, f'confidence: {signs}'] if signs else why))}"


def _finding(finding: Item) -> str:
    parts = (f"{_quoted(words['span']['exact'])} {_chances(words['scores'])}".strip() for words in finding["words"])
    return f"{finding['rule']}: {', '.join(parts)}"


def _quoted(words: str) -> str:
    return f"“{words}”" if len(words) <= _SHORT else f"“{words[:_SHORT].rstrip()}…”"


def _chances(scores: Mapping[str, float]) -> str:
    return f"({', '.join(f'{label} {chance:.2f}' for label, chance in scores.items())})" if scores else ""


def _plain(text: str) -> str:
    """Return a text in one line, without characters that would control the terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
