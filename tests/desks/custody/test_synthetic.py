"""The invented service: every planted violation is found and nothing else, and what is asked of it is
answered from its moves and doors."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tahqiq.access.door import Door
from tahqiq.desk import desk
from tahqiq.desk.records import every
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.due_times.operations import ClocksRequest, clocks
from tahqiq.desks.custody.imports.operations import ImportRequest, take
from tahqiq.desks.custody.inspections.rule_board import RuleBoardView, RulesRequest, board
from tahqiq.desks.custody.moves.allocation import AllocationRequest, allocate
from tahqiq.desks.custody.roll_call.operations import RollRequest, WhereaboutsRequest, roll, where
from tahqiq.desks.custody.synthetic.operations import SyntheticServiceRequest, make
from tahqiq.desks.custody.synthetic.rows import AS_OF
from tahqiq.desks.custody.years.figures import LEAST, OccupancyRequest, lines, report
from tahqiq.workbench import Workbench
from tests.seat import Seat

AT = AS_OF.isoformat()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Seat, dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("service")
    make(SyntheticServiceRequest(folder=folder / "files", facilities=4, files=900, seed=7))
    truth = json.loads((folder / "files" / "truth.json").read_text("utf-8"))
    door = Door.found(folder / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    bench.open_desk("custody")
    declared = desk("custody")
    at = Seat(bench, declared, declared.file, "work")
    taken(at, sorted((folder / "files").glob("*.csv")))
    yield at, truth
    door.close()


def taken(at: Seat, files: list[Path]) -> None:
    ids = []
    for path in files:
        with path.open("rb") as stream:
            ids.append(
                at.bench.deposit_later(
                    [(at.bench.seal(stream, path.name), path.name)], at.bench.deposit(at.home)
                )[0].id
            )
    told = take(at, ImportRequest(sources=ids), None)
    assert {one.code for one in told.problems} == {"custody-ground-refused", "custody-inquiry-needed"}


@pytest.fixture(scope="module")
def judged(served: tuple[Seat, dict[str, Any]]) -> RuleBoardView:
    return board(served[0], RulesRequest(as_of=AT), None)


def test_every_planted_violation_is_found_and_nothing_else(
    served: tuple[Seat, dict[str, Any]], judged: RuleBoardView
) -> None:
    truth = served[1]
    known = {one.id for one in judged.rules}
    assert set(truth["broken"]) | set(truth["unknown"]) <= known
    assert not judged.incomplete
    for verdict in ("broken", "unknown"):
        planted = {(rule, record) for rule, records in truth[verdict].items() for record in records}
        found = {
            (one.id, row.person if one.id == "ALR-1" else row.record)
            for one in judged.rules
            for row in one.rows
            if row.verdict == verdict
        }
        assert found == planted, verdict
    assert sum(len(records) for records in truth["broken"].values()) >= 60


def test_every_rule_is_planted_and_holds_somewhere(
    served: tuple[Seat, dict[str, Any]], judged: RuleBoardView
) -> None:
    assert {one.id for one in judged.rules} - set(served[1]["broken"]) == set()
    assert all(one.holds for one in judged.rules), [one.id for one in judged.rules if not one.holds]


def test_the_reasons_of_a_breach_are_words(judged: RuleBoardView) -> None:
    """No name of a field or code of a value, and people by name."""
    rows = [row for rule in judged.rules for row in rule.rows]
    assert sorted({why.field for row in rows for why in row.why if not why.field[:1].isupper()}) == []
    assert [row for row in rows if row.person and not row.name] == []


def test_a_facility_has_its_own_board(served: tuple[Seat, dict[str, Any]], judged: RuleBoardView) -> None:
    parts = [board(served[0], RulesRequest(as_of=AT, facility=f"F0{number}"), None) for number in (1, 2)]
    whole = {one.id: one for one in judged.rules}
    assert all(
        0 < sum(rule.holds for rule in part.rules) < sum(rule.holds for rule in judged.rules)
        for part in parts
    )
    assert all(rule.broken <= whole[rule.id].broken for part in parts for rule in part.rules)
    assert all(
        row.facility in ("", part.facility) for part in parts for rule in part.rules for row in rule.rows
    )


def test_the_roll_is_everybody_who_is_held(served: tuple[Seat, dict[str, Any]]) -> None:
    at, _ = served
    told = roll(at, RollRequest(at=AS_OF), None)
    held = {kept.body.person for kept in every(at, BOOKING) if kept.body.released is None}
    assert {one.person for one in told.people} == held
    assert told.expected == len(held) == len(told.people)
    assert sum(one.expected for one in told.wings) == told.expected
    wing = told.wings[0]
    assert (
        roll(at, RollRequest(at=AS_OF, facility=wing.place.split("/")[0], place=wing.place), None).expected
        == wing.expected
    )
    long_ago = roll(at, RollRequest(at=AS_OF - timedelta(days=3_000)), None)
    assert (long_ago.expected, long_ago.people) == (0, [])


def test_where_somebody_was_before_and_after_a_move(served: tuple[Seat, dict[str, Any]]) -> None:
    at, truth = served
    person = truth["broken"]["NA-1"][0].split("|")[0]
    now, before = (
        where(at, WhereaboutsRequest(person=person, at=(AS_OF - timedelta(days=days)).isoformat()), None)
        for days in (0, 3.5)
    )
    assert (now.state, before.state) == ("inside", "inside")
    assert now.place != before.place
    assert where(at, WhereaboutsRequest(person=person, at="2001-01-01T00:00+03:00"), None).state == "not-held"


def test_a_cell_says_what_it_breaks_and_is_not_ranked(served: tuple[Seat, dict[str, Any]]) -> None:
    at, truth = served
    person = truth["broken"]["NA-1"][0].split("|")[0]
    told = allocate(at, AllocationRequest(person=person), None)
    assert [one.cell for one in told.cells] == sorted(one.cell for one in told.cells)
    broken = {check.check for cell in told.cells for check in cell.breaks}
    assert {"status", "apart"} <= broken
    assert 0 < told.fit < len(told.cells)
    assert all(check.sentence for cell in told.cells for check in (*cell.breaks, *cell.keeps, *cell.unknown))
    women = allocate(at, AllocationRequest(person=person, facility="F02"), None)
    assert women.fit == 0
    assert all("sex" in {check.check for check in cell.breaks} for cell in women.cells)


def test_who_is_held_past_a_day_stands_first(served: tuple[Seat, dict[str, Any]]) -> None:
    at, truth = served
    told = clocks(at, ClocksRequest(as_of=AT), None)
    unlawful = [one for one in told.clocks if one.standing == "unlawful"]
    assert {one.record for one in unlawful} == set(truth["broken"]["DET-1"])
    counts = [one for one in told.clocks if one.clock == "count-open" and one.standing == "overdue"]
    assert told.clocks[: len(counts) + len(unlawful)] == counts + unlawful
    assert all(one.steps and one.left_hours is not None and one.left_hours < 0 for one in unlawful)
    assert {
        one.record for one in told.clocks if one.clock == "detention" and one.standing == "unknown"
    } == set(truth["unknown"]["DET-1"])


def test_what_is_over_in_other_facilities_is_told_beside_one(served: tuple[Seat, dict[str, Any]]) -> None:
    at, _ = served
    whole = clocks(at, ClocksRequest(as_of=AT), None)
    assert whole.elsewhere == []
    over = {(one.facility, one.standing) for one in whole.clocks if one.standing in ("unlawful", "overdue")}
    assert ("F02", "unlawful") in over
    told = clocks(at, ClocksRequest(as_of=AT, facility="F01"), None)
    assert {one.facility for one in told.clocks} <= {"", "F01"}
    assert {one.facility for one in told.elsewhere} == {code for code, _ in over} - {"", "F01"}
    for house in told.elsewhere:
        there = clocks(at, ClocksRequest(as_of=AT, facility=house.facility), None).clocks
        own = [one.standing for one in there if one.facility == house.facility]
        assert (house.unlawful, house.overdue) == (own.count("unlawful"), own.count("overdue"))


def test_figures_say_nothing_small(served: tuple[Seat, dict[str, Any]]) -> None:
    told = report(served[0], OccupancyRequest(as_of=AT), None)
    for figures in (lines(told.total), *(lines(one.figures) for one in told.facilities)):
        assert all(count is None or count == 0 or count >= LEAST for count in figures.values())
        for whole, parts in (
            ("held", ("untried", "convicted", "civil", "standing-unknown")),
            ("held", ("women", "men", "sex-unknown")),
        ):
            hidden = [name for name in parts if figures[name] is None]
            assert len(hidden) != 1 or figures[whole] is None
    for at in range(len(told.total)):
        assert (
            sum(one.figures[at].count is None for one in told.facilities) != 1 or told.total[at].count is None
        )
