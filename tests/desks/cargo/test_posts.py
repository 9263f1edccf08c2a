"""A morning at the port and one at the airport, by the desk's own acts: what papers say differently, a list
that fits the hands with reasons in Arabic, the planted consignment opened, its find in the laboratory, the
label changed on the day of the report, and its network on the chart. (The crossing's morning goes through the
page: tests/browser/test_cargo_walk.py.)"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest

from tahqiq.access.door import Door
from tahqiq.casework.clocks import ZONE
from tahqiq.desk import desk
from tahqiq.desk.dispatch import asked_of, operation_of, perform
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.cargo.indicators.record import RULE
from tahqiq.desks.cargo.outcomes.record import OUTCOME
from tahqiq.desks.cargo.sample import days_of, openings, write_rules
from tahqiq.desks.cargo.selection_lists.from_arrivals import SHIFT
from tahqiq.desks.cargo.synthetic.papers import papers_of
from tahqiq.desks.cargo.synthetic.traffic import AIR, SEA, Sent
from tahqiq.kit import clock
from tahqiq.kit.messages import speaking
from tahqiq.model.kind import day_of
from tahqiq.model.types.zones import zone
from tahqiq.workbench import Workbench
from tests.seat import Seat

pytestmark = pytest.mark.slow
PHONE = "9647700000417"
TWO_TEAMS = SHIFT.replace("team: 720", "team: 960")
"""One scanner for four hours, two teams for eight each."""


@dataclass
class Morning:
    """The desk on this morning: who works there, what the ships and aircraft of the morning bring, and what
    came of their papers."""

    door: Door
    case: str
    today: list[Sent]
    taken: dict[str, Any]

    def did(self, login: str, name: str, at: str = "cargo", **asked: object) -> Any:  # noqa: ANN401  # each operation answers in its own form
        """What an operation of a desk answers to somebody, as the API would ask it."""
        declared = desk(at)
        operation = operation_of(declared, name)
        return perform(self.bench(login), declared, operation, asked_of(operation, asked))

    def bench(self, login: str) -> Workbench:
        return Workbench(self.door, self.door.people.get(login))

    def planted(self, way: str) -> Sent:
        return next(one for one in self.today if one.hidden == way)


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Morning]:
    door = Door.found(tmp_path_factory.mktemp("posts") / "ws", owner="owner")
    owner = Workbench(door, door.people.get("owner"))
    for name in ("cargo", "lab"):
        owner.open_desk(name)
    case = owner.open_case("قضية العينة").id
    for login, role in {"officer": "analyst", "second": "analyst", "chief": "supervisor"}.items():
        door.people.add(login, login.title(), frozenset({role}), None, "test")
        for place in ("desk-cargo", "desk-lab", case):
            door.cases.add_member(place, door.people.get(login).id, "test")
    officer, chief = (
        Seat(Workbench(door, door.people.get(login)), desk("cargo"), "desk-cargo", "work")
        for login in ("officer", "chief")
    )
    *before, today = days_of(
        {"plate": "90 B 12345", "name": "سائق العينة", "phone": PHONE}, 24, day_of(clock.now())
    )
    made = Morning(door, case, today, {})
    for day in [*before, today]:
        for post, name, text in papers_of(day):
            if post in (SEA, AIR):
                [sealed] = officer.bench.deposit_later(
                    [(officer.bench.seal(BytesIO(text.encode()), name), name)],
                    officer.bench.deposit("desk-cargo", zone=ZONE),
                )
                source = sealed.id
                made.taken[name] = made.did(
                    "officer", "arrivals-take", source=source, post=post, day=day[0].day.isoformat()
                )
                if day is today and name.startswith(("manifest", "waybills")):
                    officer.bench.reread(source, zone=ZONE)
        if day is not today:
            officer.records(OUTCOME).save_new(
                openings(officer, [one for one in day if one.post in (SEA, AIR)])
            )
    for rule in write_rules(officer):
        for who, step in ((officer, "propose"), (chief, "approve")):
            Lives(who, RULE).act(
                rule, step, Lives(who, RULE).of(who.records(RULE).get(rule)).sha256, "جُرّب على الماضي"
            )
    yield made
    door.close()


@pytest.mark.parametrize(
    ("post", "way", "differs", "reason"),
    [(SEA, "case box", {"weight", "seals"}, "ختم آخر"), (AIR, "case parcel", {"packages", "weight"}, "طرود")],
    ids=["sea", "air"],
)
def test_a_morning_at_a_post(morning: Morning, post: str, way: str, differs: set[str], reason: str) -> None:
    planted, day = morning.planted(way), morning.today[0].day.isoformat()
    for name, told in morning.taken.items():
        assert (told.problems, told.alone_count) == ([], 0), name

    board = morning.did("officer", "arrivals-board", post=post, day=day)
    assert board.total == sum(one.post == post for one in morning.today)
    line = next(one for one in board.lines if one.number == planted.number)
    assert line.papers == len([name for name in morning.taken if day in name and _of(name) == post])
    shown = morning.did("officer", "arrivals-show", consignment=planted.number)
    assert {one.what for one in shown.differences} == differs
    alike = [
        morning.did("officer", "arrivals-show", consignment=one.number)
        for one in morning.today
        if one.post == post and not one.hidden and not one.alike
    ]
    assert [one.arrival.number for one in alike if one.differences] == []
    assert [one.arrival.number for one in alike if one.rules] == []
    assert shown.rules

    with speaking("ar"):
        listed = morning.did("officer", "lists-make", shift=TWO_TEAMS, post=post, day=day)
        kept = morning.did("chief", "lists-show", shift_list=listed.shift_list)
    assert all(hand.used <= hand.minutes for hand in kept.hands)
    mine = next(one for one in kept.lines if one.line.id == planted.number)
    assert reason in " ".join(mine.line.reasons)
    decided = listed
    for one in listed.lines:
        decided = morning.did(
            "officer",
            "lists-decide",
            shift_list=listed.shift_list,
            version=decided.version,
            consignment=one.line.id,
            choice="accept",
        )
    signed = morning.did("chief", "lists-sign", shift_list=listed.shift_list, version=decided.version)
    assert signed.signed_by

    pictures = [
        morning.bench("officer").collect_made(
            b"\x89PNG\r\n\x1a\n" + name.encode(),
            f"{name}.png",
            morning.bench("officer").deposit("desk-cargo", zone=ZONE),
        )
        for name in (f"{post} doors", f"{post} bag")
    ]
    photographs = [morning.bench("officer").source(one.source).sha256 for one in pictures]
    after = clock.now().astimezone(zone(ZONE))
    opened = morning.did(
        "officer",
        "outcome",
        consignment=planted.number,
        shift_list=listed.shift_list,
        container=planted.box,
        declarant=planted.declarant,
        origin=planted.load[:2],
        hs=planted.hs,
        post=post,
        began=after.isoformat(),
        ended=after.isoformat(),
        depth=["scan", "full"],
        unloaded=100,
        seals=[planted.seal_seen] if planted.seal_seen else [],
        seal_state="differs" if planted.seal_seen else "not-looked",
        points=["doors"],
        photographs=photographs,
    )
    found = morning.did(
        "officer",
        "outcome-find",
        outcome=opened.outcome,
        version=opened.version,
        what="drugs",
        goods="أقراص",
        quantity="3.2",
        unit="kg",
        where="doors",
        how="behind-doors",
        exhibit=f"K-{post}",
    )
    assert morning.did("second", "outcome-sign", outcome=found.outcome, version=found.version).signed_by
    seized = morning.did("officer", "seize", case=morning.case, outcome=found.outcome)
    assert seized.exhibits == [f"K-{post}"]
    body = morning.did("officer", "arrivals-show", consignment=planted.number).outcomes[0].body
    assert body.photographs == photographs
    examined = morning.did(
        "officer",
        "examine",
        "lab",
        case=morning.case,
        exhibit=f"K-{post}",
        seizure=seized.seizure,
        seized_on=f"{body.began:%Y-%m-%d}",
        seized_at=post,
        photographs=photographs,
    )
    assert examined.exhibit == f"K-{post}"

    before = _rate(morning, post)
    denied = morning.did(
        "officer",
        "outcome-laboratory",
        outcome=found.outcome,
        version=morning.did("officer", "arrivals-show", consignment=planted.number).outcomes[0].version,
        find=1,
        confirmed=False,
        report=f"L-{post}",
        effective=clock.now().date().isoformat(),
        substance="",
    )
    assert denied.finds == 0
    assert _rate(morning, post) == before - 1  # the label follows the laboratory
    assert (
        _rate(morning, post, clock.now().date() - timedelta(days=1)) == before
    )  # as it was known before the report
    assert morning.did("officer", "arrivals-board", post=post, text=planted.number).lines[0].opened == "clean"

    told = morning.did("officer", "report", post=post)
    assert told.random.opened == sum(one.why == "random" for one in _openings(morning, post))
    assert told.missed is None or told.missed.among > 0

    things = morning.did("officer", "arrivals-show", consignment=planted.number).things
    assert PHONE in {"".join(sign for sign in one.caption if sign.isdigit()) for one in things}
    drawn = morning.bench("officer").draw([one.entity for one in things])
    assert len(drawn.lines) >= 1


def _of(name: str) -> str:
    return AIR if name.startswith(("waybills", "flight")) else SEA


def _openings(morning: Morning, post: str) -> list[Any]:
    at = Seat(morning.bench("officer"), desk("cargo"), "desk-cargo", "work")
    return [one.body for one in at.records(OUTCOME).every(order="began") if one.body.post == post]


def _rate(morning: Morning, post: str, as_of: date | None = None) -> int:
    return int(morning.did("officer", "report", post=post, as_of=as_of).finds)
