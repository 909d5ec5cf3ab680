"""The figures of whole briefs against gold, for `make evaluate` and `communique evaluate`."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evaluation import reliability, score

Line = Mapping[str, Any]
Section = tuple[str, list[str]]
"""A heading and its lines."""

_IN_VIEW = frozenset(
    "iraq-us-2021 british-security-services eu-military germany-military north-korea-test obama-asian-leaders "
    "saudi-memo south-china-sea us-russia-hacking".split()
)
"""The articles that were read while the first rules were written; the others say more about unseen texts."""


def measure(gold: Sequence[Line], predicted: Mapping[str, Line]) -> Iterator[Section]:
    """Yield the figures of each article and of all, and how reliable confidence is.

    `gold` are articles with their text, a name and what is right of them; `predicted` are briefs by the ids of
    articles, as `predictions.brief` returns them.
    """
    counts = {article["name"]: score.score(article, predicted[article["id"]], article["text"]) for article in gold}
    old = {name: count for name, count in counts.items() if name in _IN_VIEW}
    groups = {"all": counts}
    if old:
        groups = {"in view": old, "not in view": {n: c for n, c in counts.items() if n not in old}, "all": counts}
    rows = counts | {name: sum(group.values(), Counter()) for name, group in groups.items()}
    lines = [f"{'':24}" + "".join(f"{head:>10}" for head in score.figures(Counter()))]
    for name, count in rows.items():
        lines.append(f"{name[:23]:24}" + "".join(f"{_shown(figure):>10}" for figure in score.figures(count).values()))
    yield "whole briefs", lines
    for kind, judged in reliability.judge_facts(gold, predicted).items():
        yield f"confidence of {kind} in whole briefs", reliability.table(judged)


def _shown(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"
