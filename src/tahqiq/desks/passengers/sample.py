"""The desk's part of the invented case: the case's courier on a flight, found by a list in another script and
named by the example rule; a minor with a stranger; and people who only travel."""

from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from typing import cast

from tahqiq.casework.clocks import ZONE
from tahqiq.desk import ActingDesktop, Sample, sample_day
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.rule_book.book import NamedRule, NewRule
from tahqiq.desks.passengers.airline_files.record import FILE
from tahqiq.desks.passengers.duty.record import DUTY, DutyTelephone
from tahqiq.desks.passengers.flights.record import FLIGHT
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.risk_rules.operations import BOOK, RULE
from tahqiq.desks.passengers.sample_task import ACCOUNT, TASKS
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest
from tahqiq.desks.passengers.synthetic.traffic import FAMILY, GIVEN, Booked, Someone, Traffic, messages
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.desks.passengers.watchlists.operations import add_watchlist as listed
from tahqiq.desks.passengers.watchlists.record import WATCHLIST, WatchlistRequest
from tahqiq.samples.truth import Json

PHONE, OTHER = "9647900000101", "9647900000102"
"""What the couriers of the sample give as their telephone, and who travels with minors."""


def records(at: ActingDesktop, truth: Mapping[str, Json]) -> dict[str, int]:
    """Take a list into use, screen a day's bookings, and try the example rules and ask for their
    approval, which a second person gives."""
    home, today = at.elsewhere(at.desk.file), sample_day(truth)
    people = cast(list[Mapping[str, str]], truth["people"])
    courier = next(one for one in people if one["role"] == "courier")
    table = f"name;birth year;reason\n{courier['ar']};{courier['born'][:4]};أمر القاضي 12\n"
    listed(
        home,
        WatchlistRequest(
            source=_collected(home, table, "القائمة الوطنية.csv"),
            name="القائمة الوطنية",
            basis="أمر القاضي 12",
            owner="محكمة تحقيق الرصافة",
            until=today + timedelta(days=365),
        ),
        None,
    )
    home.records(DUTY).save(DutyTelephone(telephone="+964 780 000 0000"))
    for number, text in enumerate(messages(_traffic(courier, today), sent=today - timedelta(days=1)), 1):
        screen_file(home, AirlineFileRequest(source=_collected(home, text, f"PNRGOV {number}.edi")), None)
    for name in ("courier", "minor"):
        rule = BOOK.add(
            home,
            NewRule(
                text=files("tahqiq.desks.passengers.risk_rules.examples")
                .joinpath(f"{name}.yaml")
                .read_text("utf-8")
            ),
            None,
        )
        BOOK.test(home, NamedRule(rule=rule.id), None)
        lives, kept = Lives(home, RULE), home.records(RULE).get(rule.id)
        lives.act(rule.id, "propose", lives.of(kept).sha256, "العينة")
    counts = [
        (WATCHLIST.name, home.records(WATCHLIST).count()),
        (HIT.name, home.records(HIT).count()),
        (TRAVEL.name, home.records(TRAVEL).count()),
    ]
    counts += [
        (FLIGHT.name, home.records(FLIGHT).count()),
        (FILE.name, home.records(FILE).count()),
        (RULE.name, home.records(RULE).count()),
    ]
    return {name: found[None] for name, found in counts}


def _traffic(courier: Mapping[str, str], today: date) -> Traffic:
    """Bookings of one day: two of couriers, two of minors with strangers, and eight of families."""
    day = today + timedelta(days=2)
    *given, family = courier["latin"].upper().replace("'", "").split()
    born = date.fromisoformat(courier["born"])
    made = Traffic()
    people = [
        [Someone(family, " ".join(given), born, "M", "X9100001", "courier")],
        [Someone(FAMILY[1], GIVEN[7], date(1991, 3, 2), "M", "X9100002", "courier")],
    ]
    made.bookings += [
        _booked(f"DEMC0{no}", some, day, 3, 3, "7900001", PHONE, cash=True) for no, some in enumerate(people)
    ]
    for no in range(2):
        some = [
            Someone(FAMILY[2 + no], GIVEN[no], date(1980, 5, 1), "M", f"X920000{no}"),
            Someone(FAMILY[5 + no], GIVEN[4 + no], date(today.year - 14, 2, 3), "F", f"X921000{no}", "minor"),
        ]
        made.bookings.append(_booked(f"DEMM0{no}", some, day, 5, None, "9000002", OTHER, cash=True))
    for no in range(8):
        some = [
            Someone(FAMILY[no], GIVEN[no + 2], date(1975 + no, 6, 1), "MF"[no % 2], f"X930000{no}"),
            Someone(FAMILY[no], GIVEN[no], date(today.year - 6, 6, 1), "F", f"X931000{no}"),
        ]
        made.bookings.append(_booked(f"DEMF0{no}", some, day, 30 + no, 14, "9000003", f"96477000002{no:02d}"))
    return made


def _booked(
    locator: str,
    people: list[Someone],
    day: date,
    lead: int,
    stay: int | None,
    agency: str,
    phone: str,
    *,
    cash: bool = False,
) -> Booked:
    back = day + timedelta(days=stay) if stay else None
    return Booked(
        locator,
        people,
        day - timedelta(days=lead),
        day,
        "BGW",
        "IST",
        back,
        agency,
        cash,
        "",
        phone,
        flyer=False,
        bags=0,  # nobody has checked in two days before
    )


def _collected(at: ActingDesktop, text: str, name: str) -> str:
    return at.bench.collect_made(text.encode(), name, at.bench.deposit(at.home, zone=ZONE)).source


SAMPLE = Sample(records=records, accounts=(ACCOUNT,), tasks=TASKS)
