"""Reading again under a corrected mapping: the new reading stands, the old one is history, and nothing in
between is ever seen."""

from pathlib import Path

import pytest

from tahqiq.access.audit import AuditLog
from tahqiq.access.door import Door
from tahqiq.casework.erasure_run import start
from tahqiq.collect.mapping.codec import loads
from tahqiq.collect.replacement import Superseding
from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tahqiq.model.source import Authority
from tahqiq.store.publication import Publication
from tahqiq.workbench import Workbench

from .conftest import House, calls, found_in

SHEET = "naam,nummer,plaats\nSara Ahmed,07907654321,Erbil\nKarim Keptman,07902223344,Basra\n"
WRONG = """
name: sheet
title: People, with the town taken for a name
for: {kind: table}
layout: {header: [naam, nummer, plaats]}
country: IQ
entities:
  person: {schema: Person, key: [naam], properties: {name: [naam, plaats], phone: nummer}}
"""
RIGHT = WRONG.replace("name: [naam, plaats], phone: nummer", "name: naam, phone: nummer, birthPlace: plaats")
CALLS = """
name: {name}
title: Calls
for: {{kind: table}}
layout: {{header: [Calling number, Called number, Start time, Duration, Cell ID, IMEI]}}
country: IQ
zone: {zone}
zone_by: analyst
facts:
  call: {{schema: Call, a: {a}, b: {b}, start: {{columns: [Start time]}}, seconds: {{column: Duration}}}}
"""


def written(house: House, text: str) -> str:
    path = house.files / "mapping.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def collected(house: House, mapping: str = WRONG, authority: Authority | None = None) -> str:
    path = house.files / "people.csv"
    path.write_text(SHEET, "utf-8")
    bench = house.bench("analyst")
    made = bench.collect([path], bench.deposit("Harbour", authority=authority), written(house, mapping))
    assert made[0].status == "published"
    return made[0].source


def values(bench: Workbench, closed: bool = False) -> set[tuple[str, str, str, bool]]:
    """(statement id, property, value, whether it stands) of every person."""
    found = set()
    for hit in bench.search("Sara").hits + bench.search("Karim").hits:
        entity = bench.acts.with_retracted(hit.id.hex())[0] if closed else bench.show(hit.id.hex())
        found |= {
            (item.id.hex(), item.prop, item.value, item.recorded_to is None) for item in entity.statements
        }
    return found


def holds(house: House) -> None:
    verdict = house.bench("owner").verify()
    assert verdict.holds, verdict.findings


def test_the_new_reading_takes_the_place_of_the_old_whose_values_stay_as_history(house: House) -> None:
    first = collected(house)
    bench = house.bench("analyst")
    before = values(bench)
    assert ("name", "Erbil") in {(prop, value) for _, prop, value, _ in before}
    (made,) = bench.reread(first, written(house, RIGHT), "the town is no name")
    assert (made.status, made.records, made.mapped) == ("published", 2, 2)
    after = values(bench)
    assert {(prop, value) for _, prop, value, _ in after} >= {("name", "Sara Ahmed"), ("birthPlace", "Erbil")}
    assert not any(value == "Erbil" and prop == "name" for _, prop, value, _ in after)
    kept = {item for item in before if not (item[1] == "name" and item[2] in ("Erbil", "Basra"))}
    assert kept <= after
    closed = {item[:3] for item in values(bench, closed=True) if not item[3]}
    assert closed == {item[:3] for item in before - kept}
    old, new = bench.source(first), bench.source(made.source)
    assert (old.state, old.followed_by, new.follows, new.reading_reason) == (
        "superseded",
        new.id,
        old.id,
        "the town is no name",
    )
    assert [source.id for source in bench.sources()] == [new.id]
    assert old.superseded_at == new.published_at
    assert bench.search("Erbil").hits
    holds(house)


def test_ids_and_links_follow(house: House) -> None:
    first = collected(house)
    bench = house.bench("analyst")
    sara = bench.search("Sara Ahmed").hits[0].id.hex()
    phone = next(item.target for item in bench.show(sara).statements if item.target)
    assert bench.neighbours(sara).neighbours
    bench.reread(first, written(house, RIGHT.replace("phone: nummer, ", "")), "the number is not hers")
    assert bench.neighbours(sara).neighbours == ()
    with pytest.raises(NotFound):
        bench.show(phone.hex() if phone else "")
    holds(house)


@pytest.mark.slow
def test_events_are_replaced_also_in_merged_files(house: House) -> None:
    bench = house.bench("analyst")
    path, sources = house.files / "calls.csv", []
    for number in range(1, 12):
        path.write_text(calls(number), "utf-8")
        mapping = CALLS.format(name="calls", zone="UTC", a="Called number", b="Calling number")
        sources.append(bench.collect([path], bench.deposit("Harbour"), written(house, mapping))[0].source)
    assert any(file.source == 0 for file in house.door.workspace.catalogue.published_all())
    shared = next(iter(bench.search("9647500000001").hits)).id.hex()
    before = bench.happenings(shared)
    wrong = bench.source(sources[2])
    (again,) = bench.reread(
        wrong.id,
        written(
            house, CALLS.format(name="calls", zone="Asia/Baghdad", a="Calling number", b="Called number")
        ),
        "zone and parties",
    )
    after = bench.happenings(shared)
    assert (before.records, after.records) == (33, 33)
    scope = bench.scope()
    assert house.door.workspace.facts.record(scope, wrong.no, 0, 2) is None
    moved = house.door.workspace.facts.record(scope, bench.source(again.source).no, 0, 2)
    assert moved is not None
    assert moved.start is not None
    assert moved.start.hour == 7
    same = {event[0].id for event in before.events} ^ {event[0].id for event in after.events}
    assert same == set(), "the ids of events do not change"
    holds(house)


def test_a_retraction_stays_with_a_value_that_the_new_reading_has_too(house: House) -> None:
    first = collected(house)
    bench = house.bench("analyst")
    sara = bench.search("Sara Ahmed").hits[0].id.hex()
    name = next(item for item in bench.show(sara).statements if item.value == "Sara Ahmed")
    bench.acts.retract(sara, name.id.hex(), "misread")
    bench.reread(first, written(house, RIGHT), "the town is no name")
    assert not any(item.value == "Sara Ahmed" for item in bench.show(sara).statements)
    entity, history = bench.acts.with_retracted(sara)
    assert {item.value for item in entity.statements if item.recorded_to} == {"Erbil", "Sara Ahmed"}
    assert [item.reason for item in history] == ["misread", "misread"]
    bench.acts.reinstate(sara, name.id.hex(), "it was right")
    assert any(item.value == "Sara Ahmed" for item in bench.show(sara).statements)
    holds(house)


def test_rows_outside_the_order_need_a_new_release(house: House) -> None:
    first = collected(house, authority=Authority("1/2024", numbers=("+9647907654321",)))
    chief = house.bench("chief")
    assert chief.acts.release(first, "extended").released
    (made,) = house.bench("analyst").reread(first, written(house, RIGHT), "the town is no name")
    held = chief.acts.held(made.source)
    assert (held.released, held.statements > 0) == (False, True)
    holds(house)


def test_only_the_latest_reading_of_an_own_original_with_a_reason_and_leave(house: House) -> None:
    first = collected(house)
    bench = house.bench("analyst")
    right = written(house, RIGHT)
    with pytest.raises(WrongUse) as told:
        bench.reread(first, right)
    assert told.value.code == "reason-needed"
    with pytest.raises(NotFound):
        house.bench("outsider").reread(first, right, "why")
    with pytest.raises(NotFound) as told:
        bench.reread(first, "no-such", "why")
    assert told.value.code == "no-such-mapping"
    with pytest.raises(NotFound) as told:
        bench.queue_reading(first, right, "why")
    assert told.value.code == "no-such-mapping"
    (second,) = bench.reread(first, right, "why")
    with pytest.raises(Conflict) as told:
        bench.reread(first, right, "why")
    assert told.value.code == "reading-not-latest"
    assert bench.source(second.source).state == "published"
    assert bench.collect([_file(house)], bench.deposit("Harbour"))[0].source == second.source


def _file(house: House) -> Path:
    return house.files / "people.csv"


def test_what_fails_midway_leaves_the_old_reading(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    first = collected(house)
    bench = house.bench("analyst")
    before = values(bench)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    with monkeypatch.context() as patch:
        patch.setattr(Superseding, "publish", broken)
        with pytest.raises(RuntimeError):
            bench.reread(first, written(house, RIGHT), "why")
    assert values(bench) == before
    assert [source.id for source in bench.sources()] == [first]
    assert house.door.workspace.database.query("SELECT * FROM reading") == []
    holds(house)


class Killed(BaseException):
    """As if the process ended here: nothing is tidied up."""


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_process_that_ends_around_the_publication_leaves_one_whole_reading(
    house: House, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    first = collected(house)
    bench = house.bench("analyst")
    before = values(bench)

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        if moment == "before":
            patch.setattr(Publication, "publish", killed)
        else:  # the unit is committed, and its entries are not yet in the log
            patch.setattr(AuditLog, "carry", killed)
        patch.setattr(Publication, "sweep", lambda *_: 0)
        patch.setattr("tahqiq.store.sources.Sources.forget_reading", lambda *_: None)
        patch.setattr("tahqiq.collect.staging.Staging.drop", lambda _: None)
        with pytest.raises(Killed):
            bench.reread(first, written(house, RIGHT), "why")
    with house.door.workspace.database.transaction() as transaction:
        transaction.execute("DELETE FROM named_lock")
    again = Door.opened(house.root)
    start(again)
    seen = Workbench(again, again.people.get("analyst"))
    stands = [(source.state, source.follows == first) for source in seen.sources()]
    assert stands == [("published", moment == "after")]
    assert (values(seen) == before) == (moment == "before")
    assert Workbench(again, again.people.get("owner")).verify().holds
    again.close()


def test_a_changed_order_of_readings_is_named(house: House) -> None:
    first = collected(house)
    bench = house.bench("analyst")
    bench.reread(first, written(house, RIGHT), "why")
    with house.door.workspace.database.transaction() as transaction:
        transaction.execute("UPDATE source SET state='published' WHERE id=?", (first,))
    assert "reading-order-differs" in {item.code for item in house.bench("owner").verify().findings}
    with house.door.workspace.database.transaction() as transaction:
        transaction.execute("UPDATE source SET state='superseded' WHERE id=?", (first,))
        transaction.execute("DELETE FROM reading")
    assert {"reading-order-differs", "publication-differs"} <= {
        item.code for item in house.bench("owner").verify().findings
    }


def test_an_erasure_takes_every_reading(house: House) -> None:
    first = collected(house)
    (second,) = house.bench("analyst").reread(first, written(house, RIGHT), "zzqxreason")
    house.bench("chief").acts.request_erasure(second.source, "Order 7")
    made = house.bench("second").acts.approve_erasure(second.source)
    assert set(made.counts) == {first, second.source}
    assert sorted(item["originals"] for item in made.counts.values()) == [0, 1]
    assert found_in(house.root, "Keptman", "zzqxreason") == []
    holds(house)


def test_a_saved_mapping_is_kept_by_case_in_versions(house: House) -> None:
    bench = house.bench("analyst")
    assert bench.save_mapping("Harbour", loads(WRONG)).version == 1
    assert bench.save_mapping("Harbour", loads(RIGHT)).version == 2
    assert bench.mappings("Harbour")["sheet"].entities["person"].properties["birthPlace"] == "plaats"
    assert house.bench("outsider").mappings() == {}
    with pytest.raises(NotFound):
        house.bench("outsider").save_mapping("Harbour", loads(RIGHT))
    case = bench.cases()[0]
    clerk = house.door.people.add("clerk", "Clerk", frozenset({"auditor"}), "correct horse battery", "test")
    house.door.cases.add_member(case.id, clerk.id, "test")
    with pytest.raises(Refused):
        Workbench(house.door, clerk).save_mapping(case.id, loads(RIGHT))
    path = _file(house)
    path.write_text(SHEET, "utf-8")
    (made,) = bench.collect([path], bench.deposit("Harbour"))
    assert made.mapping == "sheet"
    (again,) = bench.reread(made.source, "sheet", "look again")
    assert (again.statements, again.status) == (made.statements, "published")


def test_a_wrong_zone_is_put_right_and_stays_right_in_the_next_reading(house: House) -> None:
    sheet = (
        "Calling number,Called number,Start time,Duration\n07901112223,07907654321,2026-03-01 10:00:00,60\n"
    )
    source = house.collect("calls.csv", sheet)[0].source
    bench = house.bench("analyst")

    def start() -> str:
        phone = bench.search("07901112223", schema="PhoneNumber").hits[0].id.hex()
        rows = bench.readable(bench.analyse("call-frequency", {"number": phone}), "en")["rows"]
        return str(rows[0]["first"])  # type: ignore[index]

    assert start() == "2026-03-01T07:00:00Z"
    with pytest.raises(WrongUse):
        bench.reread(source, None, "why", zone="Mars/Olympus")
    again = bench.reread(source, None, "its clock is three hours behind the others", zone="UTC")[0].source
    assert start() == "2026-03-01T10:00:00Z"
    third = bench.reread(again, None, "once more")[0].source
    assert start() == "2026-03-01T10:00:00Z"
    found = bench.source(third)
    assert (found.zone, found.zone_by) == ("UTC", bench.actor.id)
