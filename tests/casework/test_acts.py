"""Retraction, reinstatement, held rows: what counts, what is shown, who may, and what verification says."""

import pytest

from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tahqiq.model.entity import Entity
from tahqiq.model.source import Authority
from tahqiq.model.statement import Statement
from tahqiq.workbench import Workbench

from .conftest import HEADER, KEPT, House


def person(bench: Workbench, name: str) -> Entity:
    """The person of that name among all visible statements."""
    for _, statements in bench.workspace.reading.scan(bench.scope()):
        if any(item.value == name for item in statements):
            return bench.show(statements[0].entity.hex())
    raise LookupError(name)


def value(entity: Entity, prop: str) -> Statement:
    return next(item for item in entity.statements if item.prop == prop)


def codes(house: House, login: str = "owner") -> set[str]:
    return {finding.code for finding in house.bench(login).verify().findings}


@pytest.fixture
def sheet(house: House) -> House:
    assert house.collect("kept.csv", KEPT)[0].mapped == 2
    return house


def test_a_retracted_value_counts_nowhere_and_is_shown_on_demand(sheet: House) -> None:
    bench = sheet.bench("analyst")
    entity = person(bench, "Sara Ahmed")
    phone = value(entity, "phone")
    assert phone.target is not None
    assert bench.search("07907654321").hits
    made = bench.acts.retract(entity.id.hex(), phone.id.hex(), "misread")
    assert "phone" not in bench.show(entity.id.hex()).properties
    assert not bench.neighbours(entity.id.hex()).neighbours
    with pytest.raises(NotFound):
        bench.show(phone.target.hex())
    assert entity.id not in {hit.id for hit in bench.search("07907654321").hits}
    shown, decisions = bench.acts.with_retracted(entity.id.hex())
    assert value(shown, "phone").recorded_to == made.at
    assert [(item.kind, item.reason, item.actor) for item in decisions] == [
        ("retract", "misread", bench.actor.id)
    ]
    assert (
        bench.workspace.database.query("SELECT COUNT(*) FROM statement")[0][0]
        == sheet.bench("owner").verify().statements
    )


def test_reinstating_is_a_new_decision_and_everything_is_back(sheet: House) -> None:
    bench = sheet.bench("analyst")
    entity = person(bench, "Sara Ahmed")
    phone = value(entity, "phone")
    for _ in range(2):
        bench.acts.retract(entity.id.hex(), phone.id.hex(), "misread")
        with pytest.raises(Conflict):
            bench.acts.retract(entity.id.hex(), phone.id.hex(), "again")
        bench.acts.reinstate(entity.id.hex(), phone.id.hex(), "it was right")
    assert bench.show(entity.id.hex()) == entity
    assert bench.neighbours(entity.id.hex()).neighbours
    assert entity.id in {hit.id for hit in bench.search("07907654321").hits}
    assert [item.seq for item in bench.acts.with_retracted(entity.id.hex())[1]] == [1, 2, 3, 4]
    assert codes(sheet) == set()


def test_reinstating_what_stands_and_deciding_without_reason_are_refused(sheet: House) -> None:
    bench = sheet.bench("analyst")
    entity = person(bench, "Sara Ahmed")
    phone = value(entity, "phone").id.hex()
    with pytest.raises(Conflict):
        bench.acts.reinstate(entity.id.hex(), phone, "no")
    with pytest.raises(WrongUse):
        bench.acts.retract(entity.id.hex(), phone, "  ")
    with pytest.raises(WrongUse):
        bench.acts.retract(entity.id.hex()[:8], phone, "short")


def test_a_hidden_value_reads_like_an_absent_one(sheet: House) -> None:
    entity = person(sheet.bench("analyst"), "Sara Ahmed")
    outsider = sheet.bench("outsider")
    told = []
    for identity in (value(entity, "phone").id.hex(), "ab" * 16):
        with pytest.raises(NotFound) as error:
            outsider.acts.retract(entity.id.hex(), identity, "why")
        told.append(str(error.value).replace(identity, ""))
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE retraction SET reason='other'", "decision-differs"),
        ("UPDATE retraction SET actor='somebody'", "decision-differs"),
        ("DELETE FROM retraction", "decision-missing"),
        ("UPDATE retraction SET seq=7", "decision-unlogged"),
        ("UPDATE retraction SET kind='reinstate'", "decision-unlogged"),
    ],
)
def test_an_edited_decision_is_named(sheet: House, sql: str, code: str) -> None:
    bench = sheet.bench("analyst")
    entity = person(bench, "Sara Ahmed")
    bench.acts.retract(entity.id.hex(), value(entity, "phone").id.hex(), "misread")
    assert codes(sheet) == set()
    with sheet.door.workspace.database.transaction() as transaction:
        transaction.execute(sql)
    assert code in codes(sheet)
    assert code in codes(sheet, "analyst")
    assert codes(sheet, "outsider") == set()


def test_a_publication_that_was_taken_back_behind_the_log_is_named(sheet: House) -> None:
    with sheet.door.workspace.database.transaction() as transaction:
        transaction.execute("UPDATE source SET state='sealed'")
    assert codes(sheet) == {"publication-missing"}


@pytest.fixture
def ordered(house: House) -> tuple[House, str]:
    """Calls of which the order covers only those in March."""
    data = HEADER + "".join(
        f"9647500000001,9647500000002,2024-0{month}-05 10:00:00,60,,\n" for month in (2, 3, 3, 4)
    )
    results = house.collect(
        "calls.csv",
        data,
        Authority("12/2024", numbers=("+9647500000001",), start="2024-03-01", end="2024-03-31"),
    )
    assert results[0].facts == 4
    return house, results[0].source


def phone_events(bench: Workbench) -> int:
    hit = bench.workspace.database.query("SELECT id FROM node WHERE key='+9647500000001'")[0][0]
    assert isinstance(hit, bytes)
    return bench.happenings(hit.hex()).records


def test_rows_outside_the_order_are_marked_and_left_out_until_a_supervisor_releases_them(
    ordered: tuple[House, str],
) -> None:
    house, source = ordered
    bench, chief = house.bench("analyst"), house.bench("chief")
    held = bench.acts.held(source)
    assert (held.facts, held.released) == (2, False)
    assert phone_events(bench) == 2
    assert sum(bench.workspace.facts.records(bench.scope()).values()) == 4
    released = chief.acts.release(source, "the judge widened the order")
    assert (released.released, [item.kind for item in released.history]) == (True, ["release"])
    assert phone_events(bench) == 4
    chief.acts.take_back(source, "the wider order was annulled")
    assert phone_events(bench) == 2
    assert codes(house) == set()


def test_held_rows_are_marked_in_what_is_shown(ordered: tuple[House, str]) -> None:
    house, source = ordered
    bench = house.bench("analyst")

    def marks() -> list[bool]:
        scope = bench.scope()
        node = bench.workspace.reading.resolve(scope, _id(bench).hex())
        records = bench.workspace.facts.records_of(scope, node)
        return [entity.statements[0].held for entity in bench.workspace.events.entities(scope, records)]

    assert marks() == [True, False, False, True]
    house.bench("chief").acts.release(source, "why")
    assert marks() == [False] * 4


def _id(bench: Workbench) -> bytes:
    found = bench.workspace.database.query("SELECT id FROM node WHERE key='+9647500000001'")[0][0]
    assert isinstance(found, bytes)
    return found


def test_only_a_supervisor_of_the_case_releases(ordered: tuple[House, str]) -> None:
    house, source = ordered
    with pytest.raises(Refused):
        house.bench("analyst").acts.release(source, "why")
    with pytest.raises(NotFound):
        house.bench("outsider").acts.release(source, "why")
    with pytest.raises(Conflict):
        house.bench("chief").acts.take_back(source, "nothing was released")


def test_nothing_is_held_without_an_order(sheet: House) -> None:
    source = sheet.bench("analyst").sources()[0].id
    with pytest.raises(WrongUse):
        sheet.bench("chief").acts.release(source, "why")
    assert sheet.bench("analyst").acts.held(source).statements == 0


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE hold_release SET reason='x'", "decision-differs"),
        ("DELETE FROM hold_release", "decision-missing"),
    ],
)
def test_an_edited_release_is_named(ordered: tuple[House, str], sql: str, code: str) -> None:
    house, source = ordered
    house.bench("chief").acts.release(source, "why")
    with house.door.workspace.database.transaction() as transaction:
        transaction.execute(sql)
    assert codes(house) == {code}
