"""The invented traffic: the papers say what was sent, concealments and look-alikes stand beside each other,
and the example indicators find the planted ones better than lots do."""

from datetime import date, datetime, timedelta
from importlib.resources import files

import pytest

from tahqiq.desks.cargo.arrivals.papers import ImportedFile, read_papers
from tahqiq.desks.cargo.arrivals.record import Arrival
from tahqiq.desks.cargo.indicators.rule import read_rule
from tahqiq.desks.cargo.indicators.trial import tried
from tahqiq.desks.cargo.sample import EXAMPLES
from tahqiq.desks.cargo.synthetic.arrivals import arrivals_of
from tahqiq.desks.cargo.synthetic.papers import papers_of
from tahqiq.desks.cargo.synthetic.traffic import POSTS, SEA, Sent, Traffic
from tahqiq.formats.cargo.content import of_bytes
from tahqiq.kit import clock
from tahqiq.model.types.zones import zone

FIRST = date(2026, 3, 1)


@pytest.fixture(scope="module")
def year() -> tuple[list[Sent], list[Arrival]]:
    traffic = Traffic(5, {"plate": "90 B 12345", "name": "سائق القضية"})
    days = [traffic.day(FIRST + timedelta(days=no), 120, last=no == 19) for no in range(20)]
    return [one for day in days for one in day], [
        one for day in days for one in arrivals_of(day, clock.now())
    ]


def test_the_same_seed_gives_the_same_papers() -> None:
    first, second = (papers_of(Traffic(5).day(FIRST, 30)) for _ in range(2))
    assert first == second
    assert {post for post, _, _ in first} == set(POSTS)


def test_every_consignment_arrives_as_it_was_sent(year: tuple[list[Sent], list[Arrival]]) -> None:
    sent, arrived = year
    found = {one.number: one for one in arrived}
    assert found.keys() == {one.number for one in sent}
    for one in sent:
        body = found[one.number]
        assert (body.post, body.hs, body.consignee, body.packages) == (
            one.post,
            [one.hs],
            one.consignee,
            one.packages,
        )
        assert body.day == one.day.isoformat()
        assert bool(body.containers) == bool(one.box)


def test_papers_are_read_without_a_problem() -> None:
    for post, name, text in papers_of(Traffic(5).day(FIRST, 60)):
        if not name.endswith(".csv"):
            papers = of_bytes(text.encode())
            assert [problem.code for paper in papers for problem in paper.problems] == [], name
            read = read_papers(papers, ImportedFile("0" * 16, name, post, clock.now()))
            assert bool(read.arrivals) != name.startswith("bays-"), (
                name
            )  # a bay plan says something of boxes that the manifest names
            assert bool(read.boxes) == (post == SEA), name


def test_the_example_indicators_find_what_was_planted(year: tuple[list[Sent], list[Arrival]]) -> None:
    """Measured on our own traffic, which knows the rules: together they name most concealments, and honest
    look-alikes seldom."""
    sent, arrived = year
    rules = [
        read_rule(files("tahqiq.desks.cargo.indicators.examples").joinpath(f"{name}.yaml").read_text("utf-8"))
        for name in EXAMPLES
    ]
    later = {
        one.key for one in arrived if one.day > (FIRST + timedelta(days=8)).isoformat()
    }  # in the first days everybody is new
    named = {one.key for rule in rules for one in tried(rule, arrived, []).named} & later
    hidden = {one.number for one in sent if one.hidden}
    truth = {one.key for one in arrived if one.number in hidden} & later
    assert len(truth) >= 4
    assert len(named & truth) >= 0.6 * len(truth)
    assert len(named & truth) >= 0.5 * len(named)
    lorry = next(one for one in arrived if one.tractor == "90 B 12345")
    assert lorry.key in named


def test_a_day_that_is_not_over_has_no_event_ahead_of_now() -> None:
    """The sample is made for today, at any hour."""
    day = Traffic(5).day(FIRST, 30)
    start = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=zone("Asia/Baghdad"))
    for hours in (0.5, 9.0, 20.0):
        now = start + timedelta(hours=hours)
        found = [one.at for body in arrivals_of(day, now, hours) for one in body.events]
        assert found
        assert max(found) <= now
    whole = [one.at for body in arrivals_of(day, start) for one in body.events]
    assert max(whole) > start + timedelta(hours=20)
