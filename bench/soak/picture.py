"""Lines over time as an SVG picture: one column for each database, one panel for each figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 430, 130  # of a panel
_LEFT, _TOP, _GAP = 60, 40, 50
_COLOURS = ("#1f5fa8", "#c2571a")

Line = Sequence[tuple[float, float]]
"""Minutes and values, in order of time."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines by name, with their unit, and the minutes at which rounds begin."""

    title: str
    lines: Mapping[str, Line]
    marks: Sequence[float] = ()


def picture(columns: Mapping[str, Sequence[Panel]]) -> str:
    """Draw the panels of each column below its heading."""
    rows = max(map(len, columns.values()))
    width = len(columns) * (_WIDTH + _LEFT + 20)
    height = _TOP + rows * (_HEIGHT + _GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        'font-size="11" role="img">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for column, (heading, panels) in enumerate(columns.items()):
        x = _LEFT + column * (_WIDTH + _LEFT + 20)
        parts.append(f'<text x="{x}" y="16" font-size="14" font-weight="bold">{escape(heading)}</text>')
        for row, panel in enumerate(panels):
            parts += [f'<g transform="translate({x} {_TOP + row * (_HEIGHT + _GAP)})">', *_drawn(panel), "</g>"]
    return "\n".join([*parts, "</svg>\n"])


def _drawn(panel: Panel) -> list[str]:
    points = [point for line in panel.lines.values() for point in line]
    last = max((minute for minute, _ in points), default=1.0) or 1.0
    top = _round_up(max((value for _, value in points), default=1.0))
    parts = [f'<text y="-8">{escape(panel.title)}</text>']
    for mark in panel.marks:
        parts.append(f'<path d="M{mark / last * _WIDTH:.1f} 0V{_HEIGHT}" stroke="#ddd"/>')
    for share in (0.0, 0.5, 1.0):
        y = _HEIGHT * (1 - share)
        parts.append(f'<path d="M0 {y}H{_WIDTH}" stroke="#bbb"/>')
        parts.append(f'<text x="-6" y="{y + 4}" text-anchor="end">{top * share:,.4g}</text>')
        parts.append(
            f'<text x="{_WIDTH * share}" y="{_HEIGHT + 14}" text-anchor="middle">{last * share:.1f} min</text>'
        )
    for number, (name, line) in enumerate(panel.lines.items()):
        path = " ".join(f"{minute / last * _WIDTH:.1f},{_HEIGHT * (1 - value / top):.1f}" for minute, value in line)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{_COLOURS[number]}" stroke-width="1.2"/>')
        if len(panel.lines) > 1:
            x, colour = _WIDTH - 110 * number, _COLOURS[number]
            parts.append(f'<text x="{x}" y="-8" fill="{colour}" text-anchor="end">{escape(name)}</text>')
    return parts


def _round_up(value: float) -> float:
    """Return the next of 1, 2, 5, 10, 20 ... that is not below the value."""
    step = 1.0
    while step < value:
        for factor in (1, 2, 5):
            if step * factor >= value:
                return step * factor
        step *= 10
    return step
