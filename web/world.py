"""Write world.json, the outlines of the map, from the package world-atlas 2.0.2 (Natural Earth 4.1, 1:50 million).

Run by `make map`. The projection is Equal Earth, which preserves areas, cut through the Bering Strait. Outlines are
simplified line by line, so that neighbours still share their border. Islands too small to be seen are omitted, unless
the country has nothing larger.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import pairwise
from math import asin, cos, hypot, inf, radians, sin, sqrt
from pathlib import Path
from typing import Any

from ontology import countries

Point = tuple[float, float]

_SHA256 = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"
_FILE = Path(__file__).with_name("world.json")
_CENTRE = 11.0  # degrees east
_SCALE = 1000 / 5.4133  # the map is 1000 units wide
_NORTH, _SOUTH = 83.7, -56.0  # degrees: between Greenland and Cape Horn
_TOLERANCE = 0.3  # units
_VISIBLE = 1.5  # square units
_STEPS = 40  # of the grid that finds the middle of a country
# Names that the tables of the ontology do not have. Areas without a code of their own go with the country in which
# ISO 3166 has them.
_CODES = {
    "Antigua and Barb.": "AG", "Bosnia and Herz.": "BA", "Br. Indian Ocean Ter.": "IO", "British Virgin Is.": "VG",
    "Cayman Is.": "KY", "Central African Rep.": "CF", "Congo": "CG", "Cook Is.": "CK", "Dem. Rep. Congo": "CD",
    "Dominican Rep.": "DO", "Eq. Guinea": "GQ", "Faeroe Is.": "FO", "Falkland Is.": "FK", "Fr. Polynesia": "PF",
    "Fr. S. Antarctic Lands": "TF", "Heard I. and McDonald Is.": "HM", "Marshall Is.": "MH", "N. Cyprus": "CY",
    "N. Mariana Is.": "MP", "Pitcairn Is.": "PN", "S. Geo. and the Is.": "GS", "Solomon Is.": "SB",
    "Somaliland": "SO", "St. Vin. and Gren.": "VC", "São Tomé and Principe": "ST", "Turks and Caicos Is.": "TC",
    "U.S. Virgin Is.": "VI", "W. Sahara": "EH", "Wallis and Futuna Is.": "WF",
}  # fmt: skip
_NOT_DRAWN = {"Antarctica", "Ashmore and Cartier Is.", "Indian Ocean Ter.", "Siachen Glacier"}


def main(source: Path) -> None:
    """Read countries-50m.json and write world.json."""
    data = source.read_bytes()
    if sha256(data).hexdigest() != _SHA256:
        sys.exit(f"{source} is not the file of world-atlas 2.0.2.")
    topology = json.loads(data)
    arcs = [_simplified(arc) for arc in _arcs(topology)]
    rings = defaultdict(list)
    for each in topology["objects"]["countries"]["geometries"]:
        name = each["properties"]["name"]
        if name not in _NOT_DRAWN:
            rings[_CODES.get(name) or countries.lookup(name) or sys.exit(f"{name} has no code.")] += _rings(each, arcs)
    left, top = _projected((_CENTRE - 180, 0))[0], _projected((0, _NORTH))[1]
    height = round(_projected((0, _SOUTH))[1] - top)
    outlines = {code: _outline(found, left, top) for code, found in sorted(rings.items())}
    written = {"width": 1000, "height": height, "countries": outlines}
    _FILE.write_text(json.dumps(written, separators=(",", ":")).replace('},"', '},\n"') + "\n", encoding="utf-8")


def _arcs(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Yield the lines of a topology as degrees; their points are stored as steps on a grid."""
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
        yield points


def _simplified(points: list[Point]) -> list[Point]:
    """Drop points that lie within the tolerance of the line without them (Douglas and Peucker)."""
    placed = [_projected(point) for point in points]
    kept = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        inner = range(first + 1, last)
        farthest = max(inner, key=lambda i: _distance(placed[i], placed[first], placed[last]), default=first)
        if farthest != first and _distance(placed[farthest], placed[first], placed[last]) > _TOLERANCE:
            kept.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [points[i] for i in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = 0.0 if length == 0 else min(max(((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length, 0), 1)
    return hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))


def _rings(geometry: dict[str, Any], arcs: Sequence[list[Point]]) -> Iterator[list[Point]]:
    """Yield the closed lines of a country, projected; one that crosses the edge of the map stays whole."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    for ring in (ring for polygon in polygons for ring in polygon):
        points: list[Point] = []
        for number in ring:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        unwrapped = [points[0]]
        for longitude, latitude in points[1:]:
            before = unwrapped[-1][0]
            unwrapped.append((longitude - 360 * round((longitude - before) / 360), latitude))
        middle = sum(longitude for longitude, _ in unwrapped) / len(unwrapped)
        turns = 360 * round((middle - _CENTRE) / 360)
        yield [_projected((longitude - turns, latitude)) for longitude, latitude in unwrapped]


def _projected(point: Point) -> Point:
    """Project degrees by Equal Earth (Šavrič, Patterson and Jenny, 2018)."""
    longitude, latitude = radians(point[0] - _CENTRE), radians(point[1])
    t = asin(sqrt(3) / 2 * sin(latitude))
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    slope = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
    x = 2 * sqrt(3) * longitude * cos(t) / (3 * slope)
    y = a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t
    return x * _SCALE, -y * _SCALE


def _outline(rings: list[list[Point]], left: float, top: float) -> dict[str, Any]:
    """Return the path of a country and the point in it that is farthest from its borders."""
    largest = max(rings, key=_area)
    shown = [ring for ring in rings if ring is largest or _area(ring) >= _VISIBLE]
    x, y = _middle(largest)
    return {"at": [round(x - left, 1), round(y - top, 1)], "path": "".join(_path(ring, left, top) for ring in shown)}


def _path(ring: list[Point], left: float, top: float) -> str:
    """Return a closed line as an SVG path of relative steps in tenths of a unit, without the points that coincide."""
    places = [(round((x - left) * 10), round((y - top) * 10)) for x, y in ring]
    steps = [(x - x0, y - y0) for (x0, y0), (x, y) in pairwise(places) if (x, y) != (x0, y0)]
    start = f"M{places[0][0]} {places[0][1]}"
    return start + "l" + " ".join(f"{dx} {dy}" for dx, dy in steps[:-1]).replace(" -", "-") + "z" if steps else ""


def _area(ring: list[Point]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2


def _middle(ring: list[Point]) -> Point:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    grid = [
        (min(xs) + (max(xs) - min(xs)) * (i + 0.5) / _STEPS, min(ys) + (max(ys) - min(ys)) * (j + 0.5) / _STEPS)
        for i in range(_STEPS)
        for j in range(_STEPS)
    ]
    inner = [point for point in grid if _is_within(point, ring)]
    return max(inner, key=lambda point: _room(point, ring), default=(sum(xs) / len(xs), sum(ys) / len(ys)))


def _is_within(point: Point, ring: list[Point]) -> bool:
    x, y = point
    crossed = [
        (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in pairwise(ring)
    ]
    return sum(crossed) % 2 == 1


def _room(point: Point, ring: list[Point]) -> float:
    return min((_distance(point, start, end) for start, end in pairwise(ring)), default=inf)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
