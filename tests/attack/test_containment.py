"""What a register closes does not leave inside what holds it, and what holds something closed lends nobody
the rest: download, rows, recognition, preview, reading again, bundle."""

import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from tahqiq.access.closed import LEAVING, ClosingRegister
from tahqiq.access.door import Door
from tahqiq.collect.mapping.known import ReadingHints
from tahqiq.desk import desk
from tahqiq.desks.covert.closed_texts import COVERT_CLOSED
from tahqiq.desks.covert.product.minimisation import ItemMarkRequest, mark
from tahqiq.desks.passengers.watchlists.case_lists import CaseWatchlistRequest, watchlist_of_case
from tahqiq.desks.passengers.watchlists.entries import people_listed
from tahqiq.kit.errors import Refused
from tahqiq.model.source import Authority
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench
from tests.desks.conftest import Turn, person, turn  # noqa: F401
from tests.desks.covert.test_items import GOOD, SOUND, first, order, taken
from tests.seat import Seat
from tests.store.conftest import new_database, postgres_server  # noqa: F401 (fixtures)
from tests.web.conftest import Served

from .harbour import ENGINES

BESIDE = b"name,phone\nSara Omar,07430000002\n"


def opened(door: Door, name: str) -> Seat:
    bench = Workbench(door, door.people.get("owner"))
    bench.open_desk(name)
    return Seat(bench, desk(name), desk(name).file, "work")


@pytest.fixture(params=ENGINES)
def door(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    turn: Turn,  # noqa: F811
    new_database: Callable[[], str],  # noqa: F811
) -> Iterator[Door]:
    turn("2026-03-01T08:00")
    made = Door.found(tmp_path / "ws", new_database() if request.param == "postgres" else "", owner="owner")
    yield made
    made.close()


def packed(**files: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return out.getvalue()


@pytest.mark.parametrize("before", [True, False], ids=["archive-first", "recording-first"])
def test_a_privileged_recording_does_not_leave_inside_its_archive(door: Door, before: bool) -> None:
    at = opened(door, "covert")
    at.bench.team.open_compartment(COVERT_CLOSED, "Closed texts")
    listener = person(at, "listener", "analyst")
    door.cases.admit(COVERT_CLOSED, listener.actor.id, at.actor.id)
    case = at.bench.open_case("Recordings").id
    door.cases.add_member(case, listener.actor.id, "test")
    inner = packed(deep_txt=SOUND)
    data = packed(call_txt=SOUND, people_csv=BESIDE, inner_zip=inner)
    archive = at.bench.collect_made(data, "all.zip", at.bench.deposit(case)).source if before else ""
    number = order(at)
    taken(at, number, case)
    archive = archive or at.bench.collect_made(data, "all.zip", at.bench.deposit(case)).source
    elsewhere = at.bench.open_case("Elsewhere").id
    copy = at.bench.collect_made(packed(other_zip=data), "copy.zip", at.bench.deposit(elsewhere)).source
    sources = {one.name: one for one in at.bench.sources() if one.case == case}
    beside = sources["people.csv"].id
    mark(listener, ItemMarkRequest(item=first(at), state="heard"), None)
    assert at.bench.original(archive)[1].read_bytes() == data
    mark(listener, ItemMarkRequest(item=first(at), state="privileged", reason="محامٍ"), None)
    for bench, named in (
        (listener.bench, archive),
        (at.bench, archive),
        (at.bench, copy),
        (at.bench, sources["inner.zip"].id),
    ):
        for look in (
            bench.original,
            bench.rows,
            bench.recognised,
            lambda one, bench=bench: bench.reread(one, reason="again", said=ReadingHints()),
        ):
            with pytest.raises(Refused, match="closed"):
                look(named)
    assert at.bench.original(beside)[1].read_bytes() == BESIDE  # what merely lies beside it is open
    assert at.bench.rows(beside).rows
    client = Served(door, create_app(door, work=False), "").client("listener")
    for path in (
        f"/api/v1/sources/{archive}/original",
        f"/api/v1/sources/{archive}/rows",
        f"/api/v1/sources/{archive}/recognition",
    ):
        assert client.get(path).status_code == 403
    assert door.closed.is_closed(LEAVING, next(one.sha256 for one in at.bench.sources() if one.id == archive))
    assert door.closed.is_closed(LEAVING, GOOD)
    assert not door.closed.is_closed(LEAVING, sources["people.csv"].sha256)


def test_an_archive_that_is_closed_closes_what_stands_in_it(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tahqiq.access import closed

    bench = Workbench(door, door.people.get("owner"))
    case = bench.open_case("Harbour").id
    archive = bench.collect_made(
        packed(people_csv=BESIDE), "all.zip", bench.deposit(case, zone="Asia/Baghdad")
    )
    member = next(one for one in bench.sources() if one.name == "people.csv")
    assert bench.original(member.id)[1].read_bytes() == BESIDE
    monkeypatch.setattr(
        closed,
        "closing",
        lambda: (ClosingRegister((), lambda _, __: {archive.sha256: frozenset()}),),
    )
    with pytest.raises(Refused, match="closed"):
        bench.original(member.id)


def test_rows_outside_an_order_reach_no_list_of_travellers_before_they_are_released(door: Door) -> None:
    at = opened(door, "passengers")
    case = at.bench.open_case("Harbour").id
    table = (
        "name;phone;passport\nInside Person;+9647430000002;X1000001\nOutside Person;+9647430000003;X1000002\n"
    )
    said = at.bench.deposit(
        case, zone="Asia/Baghdad", authority=Authority(reference="7/2026", numbers=("+9647430000002",))
    )
    source = at.bench.collect_made(table.encode(), "people.csv", said).source
    assert at.bench.acts.held(source).statements
    asked = CaseWatchlistRequest(case=case, basis="Order 12", owner="Court", until=date(2099, 1, 1))
    assert names(at, watchlist_of_case(at, asked, None).source) == {"Inside Person"}
    at.bench.acts.release(source, "Order 8")
    assert names(at, watchlist_of_case(at, asked, None).source) == {"Inside Person", "Outside Person"}


def names(at: Seat, source: str) -> set[str]:
    return {name for entry in people_listed(at, source, "")[1].entries for name in entry.names}
