"""Erasure by order: two persons, nothing left but the tombstone, others untouched, carried forward after a
crash at any step."""

from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.casework.erasure_run import start
from tahqiq.jobs.job import Amount
from tahqiq.kit.errors import Busy, Conflict, NotFound, Refused
from tahqiq.model.scope import DataClass
from tahqiq.store.erasure import Erasures
from tahqiq.web.worker import Worker
from tahqiq.workbench import Workbench

from .conftest import KEPT, SECRET, House, archive, calls, found_in

WORDS = ("zzqxname", "zzqxfather", "7901112223", "zzqxtown", "zzqxfile", "zzqxgiver")
STEPS = ("facts", "words", "rows", "dictionary", "mentions", "files", "scrub", "tombstone")


def erase(house: House, source: str) -> None:
    house.bench("chief").acts.request_erasure(source, "Order 7/2025")
    house.bench("second").acts.approve_erasure(source)


def seen(bench: Workbench) -> dict[str, object]:
    """Everything the person sees: entities with their values, events, sources, what a search finds."""
    scope = bench.scope()
    entities = {
        statements[0].entity.hex(): sorted((item.prop, item.value, item.source_id) for item in statements)
        for _, statements in bench.workspace.reading.scan(scope)
    }
    return {
        "entities": entities,
        "facts": bench.workspace.facts.records(scope),
        "sources": [
            (source.id, source.name, source.records)
            for source in bench.sources()
            if source.state == "published"
        ],
        "found": [(hit.id, hit.caption, hit.why) for hit in bench.search("Sara Ahmed").hits],
    }


def without(before: dict[str, object], source: str) -> dict[str, object]:
    """What is seen, minus one source (facts and searches are compared by the caller's own means)."""
    entities = before["entities"]
    sources = before["sources"]
    assert isinstance(entities, dict)
    assert isinstance(sources, list)
    kept = {
        identity: [value for value in values if value[2] != source] for identity, values in entities.items()
    }
    return {
        "entities": {identity: values for identity, values in kept.items() if values},
        "sources": [item for item in sources if item[0] != source],
    }


def holds(door: Door) -> bool:
    return Workbench(door, door.people.get("owner")).verify().holds


def test_nothing_is_left_of_an_erased_source_and_the_others_are_untouched(house: House) -> None:
    house.collect("kept.csv", KEPT)
    source = house.collect("zzqxfile.csv", SECRET)[0].source
    analyst = house.bench("analyst")
    before = seen(analyst)
    assert found_in(house.root, "zzqxname")
    erase(house, source)
    after = seen(analyst)
    assert {name: after[name] for name in ("entities", "sources")} == without(before, source)
    assert after["found"]
    assert found_in(house.root, *WORDS[:-1]) == []
    verdict = house.bench("owner").verify()
    assert verdict.holds
    assert [(item.code, item.params["order"]) for item in verdict.erased] == [
        ("erased-by-order", "Order 7/2025")
    ]
    gone = analyst.source(source)
    assert (gone.state, gone.name, gone.received_from) == ("erased", "", "")
    (order,) = analyst.acts.erasures()
    assert (order.state, order.counts[source]["statements"] > 3, order.counts[source]["originals"]) == (
        "done",
        True,
        1,
    )


def test_what_the_giver_of_the_data_is_called_goes_when_nothing_else_came_from_them(house: House) -> None:
    source = house.collect("zzqxfile.csv", SECRET)[0].source
    erase(house, source)
    assert found_in(house.root, *WORDS) == []


def test_an_erasure_is_a_job_of_who_approves_it(house: House) -> None:
    source = house.collect("zzqxfile.csv", SECRET)[0].source
    house.bench("chief").acts.request_erasure(source, "Order 7")
    second = house.bench("second")
    told: list[Amount] = []
    assert second.approve_erasure(source, told.append).state == "done"
    (job,) = second.jobs.of(second.actor)
    assert (job.kind, job.state, job.result["steps"]) == ("erase", "done", list(STEPS))
    assert told[-1].done == told[-1].total == len(STEPS)
    assert found_in(house.root, "zzqxname") == []
    assert holds(house.door)


def test_merged_files_of_events_are_written_again_without_the_source(house: House) -> None:
    made = [house.collect(f"calls{number}.csv", calls(number))[0] for number in range(1, 12)]
    files = house.door.workspace.catalogue.published_all()
    assert any(file.source == 0 for file in files)
    analyst = house.bench("analyst")
    scope = analyst.scope()
    victim = analyst.source(made[2].source)
    assert house.door.workspace.facts.record(scope, victim.no, 0, 2) is not None
    erase(house, victim.id)
    assert analyst.workspace.facts.records(analyst.scope()) == {"Call": 30}
    assert house.door.workspace.facts.record(scope, victim.no, 0, 2) is None
    for number, item in enumerate(made, start=1):
        if item.source != victim.id:
            other = analyst.source(item.source)
            record = house.door.workspace.facts.record(scope, other.no, 0, 2)
            assert record is not None
            assert found_in(house.root, f"9647{500000000 + number * 100}") != []
    assert found_in(house.root, "964750000030") == []
    assert holds(house.door)
    shared = analyst.happenings(_identity(analyst, "+9647500000001"))
    assert (shared.records, shared.total) == (30, 30)


def _identity(bench: Workbench, key: str) -> str:
    found = bench.workspace.database.query("SELECT id FROM node WHERE key=?", (key,))[0][0]
    assert isinstance(found, bytes)
    return found.hex()


def test_what_stood_inside_goes_with_it_and_is_counted_by_itself(house: House) -> None:
    results = house.collect("zzqxfile.zip", archive(zzqxfile_csv=SECRET, plain_csv=KEPT))
    assert len(results) == 3
    outer, inner = results[0].source, results[1].source
    with pytest.raises(Conflict):
        house.bench("chief").acts.request_erasure(inner, "Order 8")
    erase(house, outer)
    (order,) = house.bench("analyst").acts.erasures()
    assert set(order.counts) == {item.source for item in results}
    assert found_in(house.root, *WORDS, "Keptman") == []
    assert len(house.bench("owner").verify().erased) == 3
    assert holds(house.door)


def test_the_original_stays_while_another_case_rests_on_it(house: House, tmp_path: Path) -> None:
    source = house.collect("zzqxfile.csv", SECRET)[0]
    outsider = house.bench("outsider")
    copy = tmp_path / "copy.csv"
    copy.write_text(SECRET, "utf-8")
    outsider.collect([copy], outsider.deposit("Elsewhere"))
    before = seen(outsider)
    erase(house, source.source)
    assert seen(outsider) == before
    assert house.door.workspace.originals.path(source.sha256).is_file()
    assert house.bench("analyst").acts.erasures()[0].counts[source.source]["originals"] == 0
    assert holds(house.door)
    with pytest.raises(NotFound):
        house.bench("analyst").show(next(iter(before["entities"])))  # type: ignore[call-overload]


def test_one_person_alone_erases_nothing(house: House) -> None:
    source = house.collect("kept.csv", KEPT)[0].source
    chief = house.bench("chief")
    chief.acts.request_erasure(source, "Order 9")
    with pytest.raises(Refused) as told:
        chief.acts.approve_erasure(source)
    assert told.value.code == "erasure-needs-two"
    with pytest.raises(Refused):
        house.bench("analyst").acts.approve_erasure(source)
    with pytest.raises(NotFound):
        house.bench("outsider").acts.approve_erasure(source)
    with pytest.raises(Conflict):
        house.bench("second").acts.request_erasure(source, "Order 9")
    house.bench("second").acts.withdraw_erasure(source)
    with pytest.raises(NotFound):
        house.bench("second").acts.approve_erasure(source)
    assert house.bench("analyst").source(source).state == "published"


@pytest.mark.parametrize("broken", STEPS[:-1])
def test_a_crash_after_any_step_is_carried_forward_at_the_next_start(house: House, broken: str) -> None:
    house.collect("kept.csv", KEPT)
    source = house.collect("zzqxfile.zip", archive(zzqxfile_csv=SECRET, a_csv=calls(4)))[0].source

    def crash(step: str) -> None:
        if step == broken:
            raise OSError("the power went")

    house.bench("chief").acts.request_erasure(source, "Order 7/2025")
    with pytest.raises(OSError, match="power"):
        house.bench("second").acts.approve_erasure(source, crash)
    assert source not in {item.id for item in house.bench("analyst").sources() if item.state == "published"}
    assert "erasure-unfinished" in {finding.code for finding in house.bench("owner").verify().findings}
    with pytest.raises(Busy):
        house.collect("more.csv", calls(9))
    door = Door.opened(house.root)
    start(door)
    assert holds(door)
    assert Workbench(door, door.people.get("analyst")).source(source).state == "erased"
    door.close()
    assert found_in(house.root, *WORDS[:-1]) == []
    assert house.collect("more.csv", calls(9))[0].facts == 3


def test_a_crash_in_the_middle_of_a_step_is_carried_forward(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [house.collect(f"calls{number}.csv", calls(number))[0] for number in range(1, 12)]
    source = house.collect("zzqxfile.csv", SECRET)[0].source
    for target in (source, made[0].source):
        house.bench("chief").acts.request_erasure(target, "Order 7/2025")
    with monkeypatch.context() as patch:
        patch.setattr("tahqiq.store.erasure_execution.sweep", _power_cut)
        with pytest.raises(OSError, match="power"):
            house.bench("second").acts.approve_erasure(made[0].source)
    with monkeypatch.context() as patch:
        patch.setattr("tahqiq.store.originals.Originals.remove", _power_cut)
        with pytest.raises(OSError, match="power"):
            house.bench("second").acts.approve_erasure(source)
    assert house.bench("second").acts.finish_erasures() == 2
    assert found_in(house.root, *WORDS[:-1], "964750000010") == []
    assert holds(house.door)


def _power_cut(*_: object) -> None:
    raise OSError("the power went")


def test_erasing_waits_for_jobs_and_is_finished_later(house: House) -> None:
    source = house.collect("zzqxfile.csv", SECRET)[0].source
    analyst = house.bench("analyst")
    job = analyst.jobs.add("collect", {"paths": []}, analyst.actor)
    assert analyst.jobs.take(job.no, "somebody:1")
    house.bench("chief").acts.request_erasure(source, "Order 7/2025")
    with pytest.raises(Busy):
        house.bench("second").acts.approve_erasure(source)
    assert analyst.source(source).state == "erasing"
    assert analyst.search("zzqxname").total == 0
    with house.door.workspace.database.transaction() as transaction:
        transaction.execute("UPDATE job SET state='done'")
    assert analyst.acts.finish_erasures() == 1
    assert found_in(house.root, *WORDS[:-1]) == []


def test_a_server_at_work_carries_on_what_had_to_wait_so_that_deposits_need_no_restart(house: House) -> None:
    """Another command read a file while the erasure's job came up: the job failed, and nothing could be
    deposited until the server was started again."""
    source = house.collect("zzqxfile.csv", SECRET)[0].source
    analyst, worker = house.bench("analyst"), Worker(house.door)
    job = analyst.jobs.add("collect", {"paths": []}, analyst.actor)
    assert analyst.jobs.take(job.no, "somebody:1")
    house.bench("chief").acts.request_erasure(source, "Order 7/2025")
    house.bench("second").queue_erasure(source)
    assert worker.once()
    worker.erasures()
    with pytest.raises(Busy):
        house.collect("more.csv", calls(9))
    with house.door.workspace.database.transaction() as transaction:
        transaction.execute("UPDATE job SET state='done' WHERE no=?", (job.no,))
    worker.upkeep.erasures()
    assert found_in(house.root, *WORDS[:-1]) == []
    assert house.collect("more.csv", calls(9))[0].facts == 3
    assert holds(house.door)


def test_a_server_at_work_refuses_an_order_that_nobody_gave_once(house: House) -> None:
    source = house.collect("kept.csv", KEPT)[0].source
    house.bench("chief").acts.request_erasure(source, "Order 7/2025")
    with house.door.workspace.database.transaction() as transaction:
        transaction.execute(
            "UPDATE erasure SET state='approved', approved_by=requested_by, approved_at=requested_at"
        )
    worker = Worker(house.door)
    for _ in range(3):
        worker.upkeep.erasures()
    refused = [leaf for leaf in house.door.audit.leaves() if leaf.result == "refused:erasure-unproven"]
    assert len(refused) == 1
    assert house.bench("analyst").source(source).state == "published"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE tombstone SET order_ref='another'",
        "UPDATE tombstone SET approved_by='somebody'",
        "DELETE FROM tombstone",
        "UPDATE source SET state='sealed' WHERE state='erased'",
    ],
)
def test_an_edited_tombstone_is_named(house: House, sql: str) -> None:
    erase(house, house.collect("zzqxfile.csv", SECRET)[0].source)
    with house.door.workspace.database.transaction() as transaction:
        transaction.execute(sql)
    assert "tombstone-unproven" in {finding.code for finding in house.bench("owner").verify().findings}


def test_a_source_marked_as_erased_without_an_order_is_named(house: House) -> None:
    source = house.collect("kept.csv", KEPT)[0].source
    with house.door.workspace.database.transaction() as transaction:
        transaction.execute("UPDATE source SET state='erased'")
    findings = house.bench("owner").verify().findings
    assert ("tombstone-unproven", source) in {
        (finding.code, finding.params.get("source")) for finding in findings
    }


def test_the_same_file_deposited_again_is_another_source(house: House) -> None:
    first = house.collect("zzqxfile.csv", SECRET)[0]
    erase(house, first.source)
    again = house.collect("zzqxfile.csv", SECRET)[0]
    assert again.status == "published"
    assert again.source != first.source
    assert holds(house.door)


def test_a_numbered_class_of_the_erased_source_stays_without_rows(house: House) -> None:
    source = house.collect("zzqxfile.csv", SECRET)[0].source
    number = house.bench("analyst").source(source).data_class
    erase(house, source)
    kept = [item for item in house.door.workspace.sources.data_classes() if item.no == number]
    assert kept == [DataClass(number, kept[0].case, "", "open", 0)]
    assert Erasures(house.door.workspace).unfinished() == []
