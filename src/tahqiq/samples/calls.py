"""Six months of telephone events of the ordered numbers: who called whom, where the handset was, and what was
planted in it."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from tahqiq.samples.network import Case, Phone, local_time
from tahqiq.samples.places import Cell
from tahqiq.samples.reserved_numbers import SHORT_CODES

HOUR, DAY, SLOT = 3600, 86400, 20
VOICE, SMS, DATA = "voice", "sms", "data"
HOURS = tuple(accumulate((3, 2, 1, 1, 1, 2, 4, 6, 8, 10, 11, 11, 10, 9, 8, 8, 9, 11, 12, 12, 11, 9, 7, 5)))

PAIRS: tuple[tuple[str, str, int], ...] = (
    # calls between ordered numbers: (a, b, weight); the organiser speaks to two, rarely
    ("T01", "T03", 12),
    ("T02", "T03", 12),
    ("T01", "T04", 9),
    ("T04", "T05", 10),
    ("T03", "T05", 8),
    ("T01", "T07", 10),
    ("T03", "T07", 6),
    ("T02", "T08", 9),
    ("T03", "T08", 9),
    ("T08", "T09", 7),
    ("T08", "T10", 6),
    ("T03", "T09", 6),
    ("T03", "T10", 5),
    ("T01", "T11", 9),
    ("T07", "T11", 8),
    ("T02", "T12", 9),
    ("T03", "T12", 6),
    ("T03", "T14", 10),
    ("T12", "T14", 4),
    ("T01", "T13", 3),
    ("T02", "T13", 2),
    ("T03", "T04", 9),
)

HOMES: dict[str, tuple[str, str]] = {
    "T01": ("baghdad_east", "baghdad_west"),
    "T02": ("suli", "suli"),
    "T03": ("suli", "suli"),
    "T04": ("crossing", "crossing"),
    "T05": ("baghdad_west", "baghdad_west"),
    "T06": ("baghdad_west", "baghdad_west"),
    "T07": ("baghdad_east", "baghdad_east"),
    "T08": ("suli", "airport"),
    "T09": ("baghdad_west", "baghdad_east"),
    "T10": ("baghdad_west", "baghdad_east"),
    "T11": ("baghdad_east", "baghdad_west"),
    "T12": ("suli", "suli"),
    "T13": ("baghdad_west", "baghdad_west"),
    "T14": ("suli", "suli"),
}


@dataclass(slots=True)
class Event:
    """One thing that happened: a call, a text message, a data session. ``b`` is empty for data; ``seen`` =
    where each ordered party was."""

    t: int
    a: str
    b: str
    kind: str
    seconds: int
    seen: dict[str, tuple[Cell, Cell]]
    up: int = 0
    down: int = 0
    planted: str = ""

    def other(self, number: str) -> str:
        """The number at the other end."""
        return self.b if self.a == number else self.a


@dataclass
class Trip:
    """A phone away from home: (until, area) stages from ``start``."""

    start: int
    stages: list[tuple[int, str]]

    @property
    def end(self) -> int:
        """When it is home again."""
        return self.stages[-1][0]


class Calls:
    """All events of the ordered numbers, sorted by time in ``events``; ``party_doubles`` = events between two
    ordered numbers."""

    def __init__(self, case: Case, rng: Random, scale: float, doubles: int) -> None:
        self.case, self.rng, self.scale = case, rng, scale
        self.events: list[Event] = []
        self.ordered = {phone.e164: phone for key, phone in case.phones.items() if key.startswith("T")}
        self._busy: dict[str, set[int]] = {number: set() for number in self.ordered}
        self._base = {
            key: self._cells(phone, key) for key, phone in case.phones.items() if key.startswith("T")
        }
        self._trips = {key: self._journeys(key) for key in HOMES}
        self._trips["T06"] = self._trips["T05"]
        self._base["T06"] = self._base["T05"]
        self._quiet = {"T02": self._day(case.meeting[0]), "T13": self._day(case.meeting[0])}
        self._meeting()
        self._pairs(doubles)
        for key in HOMES:
            if key != "T06":
                self._circle(key)
        self._shadow()
        self.events.sort(key=lambda event: (event.t, event.a, event.b))
        self._clip()

    def trips(self, key: str) -> list[Trip]:
        """The journeys of an ordered phone."""
        return self._trips[key]

    # ---- where

    def _cells(self, phone: Phone, key: str) -> tuple[list[Cell], list[Cell]]:
        home, work = HOMES[key]
        area = self.case.ground.cells[phone.operator]
        return self.rng.sample(area[home], min(4, len(area[home]))), self.rng.sample(
            area[work], min(7, len(area[work]))
        )

    def _journeys(self, key: str) -> list[Trip]:
        every = {"T05": 5, "T01": 19, "T03": 9, "T09": 12, "T10": 11, "T12": 33}.get(key, 0)
        trips: list[Trip] = []
        day = self.case.start + self.rng.randrange(1, 4) * DAY
        while every and day < self.case.end - 2 * DAY:
            leave = day + self.rng.randrange(4 * HOUR, 7 * HOUR)
            if key in ("T05", "T01"):
                stages = [
                    (leave + 6 * HOUR, "road_west"),
                    (leave + 10 * HOUR, "crossing"),
                    (leave + 16 * HOUR, "road_west_back"),
                ]
            elif key in ("T03", "T12"):
                stages = [
                    (leave + 4 * HOUR, "road_north_back"),
                    (leave + 9 * HOUR, "baghdad_east"),
                    (leave + 13 * HOUR, "road_north"),
                ]
            else:
                stages = [
                    (leave + 4 * HOUR, "road_north"),
                    (leave + 8 * HOUR, "airport"),
                    (leave + 12 * HOUR, "road_north_back"),
                ]
            trips.append(Trip(leave, stages))
            day += max(2, every + self.rng.randrange(-1, 2)) * DAY
        return trips

    def where(self, key: str, t: int) -> Cell:
        """The cell that the phone would use at ``t``."""
        phone = self.case.phones[key]
        trips = self._trips[key]
        at = bisect_right([trip.start for trip in trips], t) - 1
        if at >= 0 and t < trips[at].end:
            return self._on_trip(phone, trips[at], t)
        home, work = self._base[key]
        hour = local_time(t).hour
        return self.rng.choice(work if 9 <= hour < 18 else home)

    def _on_trip(self, phone: Phone, trip: Trip, t: int) -> Cell:
        at = bisect_right([until for until, _ in trip.stages], t)
        begin = trip.stages[at - 1][0] if at else trip.start
        until, area = trip.stages[at]
        cells = self.case.ground.cells[phone.operator][area.removesuffix("_back")]
        if not area.startswith("road"):
            return self.rng.choice(cells)
        along = (t - begin) / (until - begin)
        if area.endswith("_back"):
            along = 1 - along
        site = min(int(along * (len(cells) // 3)), len(cells) // 3 - 1)
        return cells[site * 3 + self.rng.randrange(3)]

    # ---- when

    @staticmethod
    def _day(t: int) -> tuple[int, int]:
        noon = t - 3 * HOUR
        return noon - HOUR, noon + 9 * HOUR

    def _free(self, t: int, *parties: Phone) -> bool:
        for phone in parties:
            if not phone.since <= t < phone.until:
                return False
            quiet = self._quiet.get(phone.key)
            if quiet and quiet[0] <= t < quiet[1]:
                return False
            slot, busy = t // SLOT, self._busy[phone.e164]
            if slot in busy or slot - 1 in busy or slot + 1 in busy:
                return False
        return True

    def _when(self, *parties: Phone) -> int:
        since = max(phone.since for phone in parties)
        days = max(1, (min(phone.until for phone in parties) - since) // DAY + 1)
        while True:
            hour = bisect_right(HOURS, self.rng.randrange(HOURS[-1]))
            t = (
                since
                - (since - self.case.start) % DAY
                + self.rng.randrange(days) * DAY
                + hour * HOUR
                + self.rng.randrange(HOUR)
            )
            if self._free(t, *parties):
                for phone in parties:
                    self._busy[phone.e164].add(t // SLOT)
                return t

    # ---- what

    def _talk(self, t: int, a: Phone, b: Phone, planted: str = "") -> Event:
        kind = VOICE if self.rng.random() < 0.72 else SMS
        seconds = 0 if kind == SMS else min(2400, int(self.rng.expovariate(1 / 75)) + 2)
        seen: dict[str, tuple[Cell, Cell]] = {}
        for phone in (a, b):
            if phone.e164 in self.ordered:
                first = self.where(phone.key, t)
                last = self.where(phone.key, t + seconds) if seconds > 300 else first
                seen[phone.e164] = (first, last)
        event = Event(t, a.e164, b.e164, kind, seconds, seen, planted=planted)
        self.events.append(event)
        return event

    def _session(self, t: int, phone: Phone, cell: Cell | None = None, planted: str = "") -> Event:
        seconds = self.rng.randrange(20, 1800)
        first = cell or self.where(phone.key, t)
        event = Event(
            t,
            phone.e164,
            "",
            DATA,
            seconds,
            {phone.e164: (first, first)},
            self.rng.randrange(2_000, 4_000_000),
            self.rng.randrange(10_000, 90_000_000),
            planted,
        )
        self.events.append(event)
        return event

    def _pairs(self, count: int) -> None:
        weights = [weight for _, _, weight in PAIRS]
        for a, b, _ in self.rng.choices(PAIRS, weights, k=count):
            one, two = self.case.phones[a], self.case.phones[b]
            if self.rng.random() < 0.5:
                one, two = two, one
            self._talk(self._when(one, two), one, two)

    def _circle(self, key: str) -> None:
        phone = self.case.phones[key]
        share = (phone.until - phone.since) / (self.case.end - self.case.start)
        quiet = key == "T13"
        talks = max(24, round((420 if quiet else 2050) * self.scale * share))
        sessions = max(12, round((1500 if quiet else 1350) * self.scale * share))
        circle = self._contacts(key)
        weights = [1 / (rank + 1.5) for rank in range(len(circle))]
        for other in self.rng.choices(circle, weights, k=talks):
            t = self._when(phone)
            pair = (phone, other) if self.rng.random() < 0.52 or other.operator == -2 else (other, phone)
            self._talk(t, *pair)
        for _ in range(sessions):
            self._session(self._when(phone), phone)

    def _contacts(self, key: str) -> list[Phone]:
        case, user = self.case, self.case.phones[key].user
        known = {b if a == user else a for a, b, _ in case.ties if user in (a, b)}
        near = [
            case.phones[k] for pid in sorted(known) for k in case.by_person[pid][:1] if not k.startswith("T")
        ]
        if key == "T10":
            old = self._circles["T09"]
            return [*old[: max(3, len(old) * 17 // 20)], *self._strangers(2)]
        many = {"T13": 3, "T03": 60}.get(key, 40)
        service = (
            []
            if key == "T13"
            else [Phone("S", self.rng.choice(SHORT_CODES), -2, "", "", [], [], *self.case.span)]
        )
        near = near[:3] if key == "T13" else near
        rest = self._strangers(many) + service
        self.rng.shuffle(near)
        self._circles[key] = [*rest, *near] if key == "T13" else [*near, *rest]
        return self._circles[key]

    def _strangers(self, count: int) -> list[Phone]:
        return self.rng.sample(self.case.outsiders, min(count, len(self.case.outsiders)))

    @property
    def _circles(self) -> dict[str, list[Phone]]:
        circles: dict[str, list[Phone]] = self.__dict__.setdefault("circles", {})
        return circles

    # ---- planted

    def _meeting(self) -> None:
        """Two phones at one cell for fifty minutes; they do not call each other there."""
        start, _ = self.case.meeting
        cell = self.case.ground.meeting_cell()
        outsider = self._strangers(2)
        for key, minutes in (("T13", (3, 20, 44)), ("T02", (6, 17, 39, 51))):
            phone = self.case.phones[key]
            for order, minute in enumerate(minutes):
                t = start + minute * 60 + self.rng.randrange(50)
                self._busy[phone.e164].add(t // SLOT)
                if order == 1:
                    event = self._talk(t, phone, outsider[0 if key == "T13" else 1], "meeting")
                    event.seen[phone.e164] = (cell, cell)
                else:
                    self._session(t, phone, cell, "meeting")

    def _shadow(self) -> None:
        """The second phone of the driver: uses the same cells minutes apart, has its own small circle, never
        rings the first."""
        first, second = self.case.phones["T05"], self.case.phones["T06"]
        circle = self._strangers(6)
        own = [event for event in self.events if first.e164 in event.seen]
        self.rng.shuffle(own)
        for event in sorted(own[: max(30, round(1900 * self.scale))], key=lambda e: e.t):
            t = event.t + self.rng.choice((-1, 1)) * self.rng.randrange(45, 240)
            if not self._free(t, second):
                continue
            self._busy[second.e164].add(t // SLOT)
            cell = event.seen[first.e164][0]
            if self.rng.random() < 0.6:
                self._session(t, second, cell)
            else:
                talk = self._talk(t, second, self.rng.choice(circle))
                talk.seen[second.e164] = (cell, cell)

    def _clip(self) -> None:
        """No phone holds two conversations at once: a call ends before the next one of either party
        begins."""
        after: dict[str, int] = {}
        for event in reversed(self.events):
            if event.kind != VOICE:
                continue
            room = (
                min(
                    (after.get(number, self.case.end + DAY) for number in event.seen),
                    default=self.case.end + DAY,
                )
                - event.t
                - 3
            )
            event.seconds = max(1, min(event.seconds, room))
            for number in event.seen:
                after[number] = event.t

    def of(self, key: str) -> Iterator[Event]:
        """The events of an ordered number in order of time."""
        number = self.case.phones[key].e164
        return (event for event in self.events if number in event.seen)
