"""The flight of an exercise: bookings in the syntax of airlines, and a watchlist."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from random import Random

from tahqiq.casework.clocks import ZONE
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.invented import Someone as Invented
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest
from tahqiq.desks.passengers.synthetic.traffic import Booked, Someone, Traffic, messages
from tahqiq.desks.passengers.watchlists.entries import people_listed
from tahqiq.desks.passengers.watchlists.operations import add_watchlist
from tahqiq.desks.passengers.watchlists.record import WATCHLIST, WatchlistRequest
from tahqiq.kit import clock
from tahqiq.model.kind import day_of


def traveller(one: Invented, passport: str, born: date | None = None) -> Someone:
    """An invented man with a passport, where another day is named with that of his birth."""
    return Someone(one.family, one.given, born or one.born, "M", passport)


def booking(dice: Random, people: Sequence[Someone], number: int, phone: str = "") -> Booked:
    """A booking of tomorrow's flight with a telephone, its own where none is named."""
    day = day_of(clock.now()) + timedelta(days=1)
    return Booked(
        f"EXR{number:03}",
        list(people),
        day - timedelta(days=dice.randrange(2, 30)),
        day,
        "BGW",
        "IST",
        day + timedelta(days=dice.randrange(3, 20)),
        "9000003",
        dice.random() < 0.3,
        "",
        phone or f"96477{dice.randrange(10**8):08d}",
        flyer=False,
        bags=1,
    )


def listed(at: ActingDesktop, name: str, people: Iterable[tuple[str, str]]) -> None:
    """Take a watchlist of names and days of birth into use."""
    rows = "".join(f"{who};{born};أمر القاضي 31\n" for who, born in people)
    source = _collected(at, f"name;birth date;reason\n{rows}", f"{name}.csv")
    add_watchlist(
        at,
        WatchlistRequest(
            source=source,
            name=name,
            basis="أمر القاضي 31",
            owner="محكمة التحقيق",
            until=day_of(clock.now()) + timedelta(days=365),
        ),
        None,
    )


def fly(at: ActingDesktop, bookings: Sequence[Booked]) -> None:
    """Import the bookings of the flight, and compare who is on it."""
    for number, text in enumerate(messages(Traffic(list(bookings))), 1):
        screen_file(at, AirlineFileRequest(source=_collected(at, text, f"PNRGOV {number}.edi")), None)


def people_put_on(at: Desktop) -> Iterable[tuple[str, str, list[str]]]:
    """Whom somebody put on a watchlist by name: by whom, the name, the documents."""
    for kept in at.records(WATCHLIST).find(order="ends", limit=500).records:
        if kept.body.asked_by:
            for entry in people_listed(at, kept.body.source, "")[1].entries:
                yield kept.body.asked_by, key_of(entry.names[0]), sorted(entry.documents)


def key_of(name: str) -> str:
    """A name as it is compared: its parts in capitals, in order of the alphabet.

    >>> key_of("Ali Alsample")
    'ALI ALSAMPLE'
    """
    return " ".join(sorted(name.upper().replace("/", " ").split()))


def _collected(at: ActingDesktop, text: str, name: str) -> str:
    return at.bench.collect_made(text.encode(), name, at.bench.deposit(at.home, zone=ZONE)).source
