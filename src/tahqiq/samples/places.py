"""The invented ground: a land crossing, an airport, two cities, the roads between, and the cell sites of two
operators.

The cities are Baghdad and Sulaymaniyah; crossing, airport, streets and all cell sites are invented. Positions
are WGS 84.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

AREAS: dict[str, tuple[str, str, float, float, float, int]] = {
    # key: Arabic, English, latitude, longitude, spread in degrees, sites per operator
    "baghdad_east": ("بغداد / الرصافة", "Baghdad East", 33.345, 44.44, 0.06, 16),
    "baghdad_west": ("بغداد / الكرخ", "Baghdad West", 33.315, 44.33, 0.06, 14),
    "suli": ("السليمانية", "Sulaymaniyah", 35.556, 45.43, 0.05, 16),
    "airport": ("مطار السنديان", "Sindiyan Airport", 35.60, 45.31, 0.012, 3),
    "crossing": ("منفذ الرطيبة الحدودي", "Rutayba Crossing", 33.03, 39.15, 0.02, 4),
    "road_west": ("الطريق الغربي", "Western road", 33.2, 41.7, 1.6, 14),
    "road_north": ("طريق الشمال", "Northern road", 34.6, 44.7, 0.6, 10),
    "rest": ("استراحة التلال", "Hills rest stop", 34.62, 44.93, 0.004, 1),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One sector of a site. ``network`` is MCC+MNC without separator."""

    network: str
    lac: int
    ci: int
    site: str
    area: str
    lat: float
    lon: float
    azimuth: int
    valid_from: str = "2024-01-01"
    valid_to: str = ""

    @property
    def decimal(self) -> str:
        """MCC-MNC-LAC-CI in decimal, e.g. ``418-97-1203-45121``."""
        return f"{self.network[:3]}-{self.network[3:]}-{self.lac}-{self.ci}"

    @property
    def hexadecimal(self) -> tuple[str, str]:
        """LAC and CI as four hexadecimal digits each."""
        return f"{self.lac:04X}", f"{self.ci:04X}"


class Ground:
    """All cells of both operators, by operator (0, 1) and area."""

    def __init__(self, rng: Random, networks: tuple[str, str], shift: timedelta) -> None:
        self.cells: list[dict[str, list[Cell]]] = [{}, {}]
        for operator, network in enumerate(networks):
            for number, area in enumerate(AREAS):
                self.cells[operator][area] = _sites(rng, network, operator, number, area)
        until = date(2026, 3, 31) + shift
        since = (until + timedelta(days=1)).isoformat()
        old = self.cells[0]["road_north"][0]
        self.moved = (
            _moved(old, "suli", 35.561, 45.437, "", old.valid_from, until.isoformat()),
            _moved(old, "road_north", old.lat, old.lon, old.site, since, ""),
        )

    def all(self, operator: int) -> list[Cell]:
        """Every cell of an operator; the one that was moved to another place is in twice, with its two
        periods."""
        rows = [cell for cells in self.cells[operator].values() for cell in cells]
        if operator == 0:
            at = rows.index(self.cells[0]["road_north"][0])
            rows[at : at + 1] = list(self.moved)
        return rows

    def meeting_cell(self) -> Cell:
        """The cell of the meeting, used for nothing else by the two who meet."""
        return self.cells[0]["rest"][1]


def _sites(rng: Random, network: str, operator: int, number: int, area: str) -> list[Cell]:
    _, english, lat, lon, spread, count = AREAS[area]
    lac = 1100 + operator * 1000 + number * 17
    cells: list[Cell] = []
    for index in range(count):
        along = (index + 0.5) / count * 2 - 1
        if area == "road_west":
            here = (33.2 + 0.1 * rng.uniform(-1, 1), lon - spread * along)
        elif area == "road_north":
            here = (lat + spread * along, lon + 0.25 * along + 0.02 * rng.uniform(-1, 1))
        else:
            here = (lat + spread * rng.uniform(-1, 1), lon + spread * rng.uniform(-1, 1))
        first = 20000 + operator * 15000 + number * 900 + index * 10
        for sector in range(3):
            cells.append(
                Cell(
                    network,
                    lac,
                    first + sector + 1,
                    f"{english} {index + 1}",
                    area,
                    round(here[0], 5),
                    round(here[1], 5),
                    (sector * 120 + rng.randrange(0, 30)) % 360,
                )
            )
    return cells


def _moved(cell: Cell, area: str, lat: float, lon: float, site: str, since: str, until: str) -> Cell:
    return Cell(
        cell.network,
        cell.lac,
        cell.ci,
        site or "Sulaymaniyah temporary mast",
        area,
        lat,
        lon,
        cell.azimuth,
        since,
        until,
    )
