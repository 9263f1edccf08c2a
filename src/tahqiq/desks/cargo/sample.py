"""The desk's part of the invented case: weeks of papers at three posts, the case's lorry, parcel and box
among this morning's, openings of the weeks before, and indicators in use."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from importlib.resources import files
from random import Random
from typing import Any, cast

from tahqiq.casework.clocks import ZONE, first_moment
from tahqiq.desk import ActingDesktop, Desktop, Sample, sample_day
from tahqiq.desk.rule_book.book import NamedRule, NewRule
from tahqiq.desks.cargo.arrivals.operations import ArrivalsRequest, import_paper
from tahqiq.desks.cargo.arrivals.record import ARRIVAL
from tahqiq.desks.cargo.indicators.operations import BOOK
from tahqiq.desks.cargo.indicators.record import RULE
from tahqiq.desks.cargo.outcomes.record import OUTCOME, Find, Outcome
from tahqiq.desks.cargo.sample_task import ACCOUNT, TASK
from tahqiq.desks.cargo.synthetic.papers import papers_of
from tahqiq.desks.cargo.synthetic.traffic import Sent, Traffic
from tahqiq.kit import clock
from tahqiq.model.types.zones import zone
from tahqiq.samples.truth import Json

DAYS, A_DAY = 3, 18
EXAMPLES = ("road", "seal", "box", "parcel")


def records(at: ActingDesktop, truth: Mapping[str, Json]) -> dict[str, int]:
    """Take the papers of some days, write down openings of all but the last, and try the example indicators;
    a second person has to approve them."""
    home = at.elsewhere(at.desk.file)
    people = cast(list[Mapping[str, Any]], truth["people"])
    plates = cast(Mapping[str, str], truth.get("plates", {}))
    driver = next(
        (one for one in people if one.get("role") == "driver" and one.get("id") in plates), people[0]
    )
    story = {
        "plate": plates.get(driver.get("id", ""), "90 B 12345"),
        "name": driver.get("ar", "سائق"),
        "document": driver.get("document", ""),
        "phone": next(iter(driver.get("phones", [])), ""),
    }
    today = sample_day(truth)
    now = clock.now()
    for day in days_of(story, A_DAY, today):
        passed = (now - first_moment(day[0].day)).total_seconds() / 3600
        for post, name, text in papers_of(day, passed):
            source = home.bench.collect_made(
                text.encode(), name, home.bench.deposit(home.home, zone=ZONE)
            ).source
            import_paper(home, ArrivalsRequest(source=source, post=post, day=day[0].day.isoformat()), None)
        if day[0].day < today:
            home.records(OUTCOME).save_new(openings(home, day))
    write_rules(home)
    counts = (
        (ARRIVAL.name, home.records(ARRIVAL).count()),
        (OUTCOME.name, home.records(OUTCOME).count()),
        (RULE.name, home.records(RULE).count()),
    )
    return {name: found[None] for name, found in counts}


def days_of(story: Mapping[str, str], count: int, today: date) -> list[list[Sent]]:
    """The invented days up to ``today``, about ``count`` consignments each; the lorry, parcel and box of the
    story come on it."""
    traffic = Traffic(417, story)
    return [
        traffic.day(today - timedelta(days=back), count, last=back == 0) for back in range(DAYS - 1, -1, -1)
    ]


def write_rules(at: ActingDesktop) -> list[str]:
    """Write the example indicators down and try them; their ids. A second person has to approve them."""
    found = []
    for example in EXAMPLES:
        rule = BOOK.add(
            at,
            NewRule(
                text=files("tahqiq.desks.cargo.indicators.examples")
                .joinpath(f"{example}.yaml")
                .read_text("utf-8")
            ),
            None,
        )
        found.append(BOOK.test(at, NamedRule(rule=rule.id), None).id)
    return found


def openings(at: Desktop, day: list[Sent]) -> list[Outcome]:
    """What was opened on a day: what looked odd, and some by lot."""
    dice = Random(f"{day[0].day}/openings")  # noqa: S311  # invented data, no secret
    found: list[Outcome] = []
    for one in day:
        odd, lot = bool(one.hidden or one.alike), dice.random() < 0.1
        if not odd and not lot:
            continue
        began = datetime(one.day.year, one.day.month, one.day.day, 15, tzinfo=zone(ZONE))
        finds = (
            [
                Find(
                    what="drugs",
                    goods="أقراص",
                    quantity="14.2",
                    unit="kg",
                    where="front-wall",
                    how="false-wall",
                    exhibit=f"K-{one.number[-4:]}",
                )
            ]
            if one.hidden
            else []
        )
        found.append(
            Outcome(
                consignment=one.number,
                container=one.box,
                declarant=one.declarant,
                origin=one.load[:2],
                hs=one.hs,
                post=one.post,
                shift=f"{one.post}-{one.day}",
                why="harm" if odd else "random",
                probability=1.0 if odd else 0.1,
                began=began,
                ended=began + timedelta(minutes=95),
                depth=["scan", "full"] if odd else ["full"],
                unloaded=100,
                finds=finds,
                released=not finds,
                by=at.actor.id,
                recorded=began + timedelta(hours=2),
            )
        )
    return found


SAMPLE = Sample(records=records, accounts=(ACCOUNT,), tasks=(TASK,))
