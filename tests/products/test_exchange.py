"""Export → import into an empty workspace → export gives the same bytes, with sources, grades and events as
facts."""

from pathlib import Path

import pytest

from tahqiq.kit.errors import NotFound
from tahqiq.model.source import Source
from tahqiq.products.selection import Selection
from tahqiq.store.publication import Counts, Publication
from tahqiq.workbench import Workbench

from .conftest import Make, restored


@pytest.mark.parametrize("name", ["out.csv", "out.ftm.json"])
def test_the_round_trip_gives_the_same_bytes(bench: Workbench, make: Make, tmp_path: Path, name: str) -> None:
    first, second = tmp_path / name, tmp_path / f"again-{name}"
    made = bench.export("ftm", first)
    assert made.events == 3
    assert made.entities == 4  # three people and the handset that the calls name
    other = restored(make, "second", first)
    again = other.export("ftm", second)
    assert first.read_bytes() == second.read_bytes()
    assert (again.entities, again.events, again.values, again.sha256) == (
        made.entities,
        made.events,
        made.values,
        made.sha256,
    )


@pytest.mark.parametrize("name", ["out.csv", "out.ftm.json"])
def test_events_are_facts_again_and_everything_verifies(
    bench: Workbench, make: Make, tmp_path: Path, name: str
) -> None:
    bench.export("ftm", tmp_path / name)
    other = restored(make, "second", tmp_path / name)
    assert (
        other.workspace.facts.records(other.scope())
        == {"Call": 3}
        == bench.workspace.facts.records(bench.scope())
    )
    for item in Selection(bench.workspace, bench.scope()).chosen():
        here, there = bench.show(item.entity.id.hex()), other.show(item.entity.id.hex())
        assert [
            (one.prop, one.value, one.original, one.source_name, one.place, one.grade, one.recorded_from)
            for one in here.statements
        ] == [
            (one.prop, one.value, one.original, one.source_name, one.place, one.grade, one.recorded_from)
            for one in there.statements
        ]
    phone = next(
        item
        for item in Selection(bench.workspace, bench.scope()).chosen()
        if item.entity.schema == "PhoneNumber" or item.nodes
    )
    node = (
        next(one for one in phone.nodes.values() if one.schema == "PhoneNumber")
        if phone.nodes
        else phone.node
    )
    told, again = bench.happenings(node.id.hex()), other.happenings(node.id.hex())
    assert [[record.id for record in event] for event in told.events] == [
        [record.id for record in event] for event in again.events
    ]
    assert other.verify().findings == ()
    assert other.verify().originals == 1


def test_a_referenced_source_says_that_its_original_is_elsewhere(
    bench: Workbench, make: Make, tmp_path: Path
) -> None:
    bench.export("ftm", tmp_path / "out.csv")
    other = restored(make, "second", tmp_path / "out.csv")
    parent, *referenced = other.sources()
    assert parent.original_here
    assert {item.name for item in referenced} == {"people.csv", "calls.csv"}
    assert {(item.parent, item.original_here, item.state) for item in referenced} == {
        (parent.no, False, "published")
    }
    for item in referenced:
        for look in (other.original, other.rows):
            with pytest.raises(NotFound) as told:
                look(item.id)
            assert told.value.code == "original-elsewhere"


def test_the_original_can_still_be_deposited_and_says_the_same(
    bench: Workbench, make: Make, tmp_path: Path
) -> None:
    bench.export("ftm", tmp_path / "out.csv")
    other = restored(make, "second", tmp_path / "out.csv")
    before = other.export("ftm", tmp_path / "one.csv")
    (result,) = other.collect([tmp_path / "files" / "people.csv"], other.deposit())
    assert result.status == "published"
    after = other.export("ftm", tmp_path / "two.csv")
    assert (before.values, (tmp_path / "one.csv").read_bytes()) == (
        after.values,
        (tmp_path / "two.csv").read_bytes(),
    )


def test_taking_the_file_in_twice_changes_nothing(bench: Workbench, make: Make, tmp_path: Path) -> None:
    bench.export("ftm", tmp_path / "out.csv")
    other = restored(make, "second", tmp_path / "out.csv")
    (again,) = other.collect([tmp_path / "out.csv"], other.deposit())
    assert again.status == "known"
    assert len(other.sources()) == 3


def test_an_edited_row_is_a_located_problem_and_the_rest_comes_in(
    bench: Workbench, make: Make, tmp_path: Path
) -> None:
    path = tmp_path / "out.csv"
    made = bench.export("ftm", path)
    text = path.read_text("utf-8")
    assert text.count(",ali@example.org,") >= 1
    path.write_text(text.replace(",ali@example.org,", ",other@example.org,", 1), "utf-8")
    other = make("second")
    results = other.collect([path], other.deposit())
    (problem,) = other.problems(results[0].source)
    assert problem.code == "exchange-statement-differs"
    assert problem.place.row == 1 + next(
        at for at, line in enumerate(path.read_text("utf-8").split("\n")) if ",other@example.org," in line
    )
    assert (results[0].records, results[0].mapped) == (made.values, made.values - 1)
    assert other.verify().findings == ()


def test_handling_is_never_loosened(bench: Workbench, make: Make, tmp_path: Path) -> None:
    bench.export("ftm", tmp_path / "out.csv")
    other = make("second")
    other.collect([tmp_path / "out.csv"], other.deposit(handling_code="no-court"))
    assert {
        statement.handling
        for item in Selection(other.workspace, other.scope()).chosen()
        for statement in item.entity.statements
    } == {"no-court"}


def test_a_compartment_named_in_the_file_needs_admission(make: Make, tmp_path: Path) -> None:
    first, second = make("first"), make("second")
    first.door.cases.open_compartment("inner", "Inner", first.actor.id)
    first.door.cases.admit("inner", first.actor.id, first.actor.id)
    (tmp_path / "people.csv").write_text("name,phone\nSara Ahmed,07907654321\n", "utf-8")
    first.collect([tmp_path / "people.csv"], first.deposit(compartment="inner"))
    first.export("ftm", tmp_path / "out.csv")
    with pytest.raises(NotFound) as told:
        second.collect([tmp_path / "out.csv"], second.deposit())
    assert told.value.code == "no-such-compartment"
    assert not any(source.statements for source in second.sources())
    second.door.cases.open_compartment("inner", "Inner", second.actor.id)
    second.door.cases.admit("inner", second.actor.id, second.actor.id)
    (results, *_) = second.collect([tmp_path / "out.csv"], second.deposit())
    assert (results.status, results.records) == ("published", results.mapped)
    assert second.verify().holds


def test_an_intake_that_broke_off_is_taken_up_with_the_same_result(
    bench: Workbench, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.export("ftm", tmp_path / "out.csv")
    other = make("second")
    publish = Publication.publish
    calls = []

    def second_fails(
        self: Publication, source: Source, counts: Counts, manifest: str, files: list[int], at: str = ""
    ) -> None:
        calls.append(source.no)
        if len(calls) == 2:
            raise OSError("the disk is gone")
        publish(self, source, counts, manifest, files, at)

    monkeypatch.setattr(Publication, "publish", second_fails)
    (broken,) = other.collect([tmp_path / "out.csv"], other.deposit())
    assert broken.status == "failed"
    assert len([item for item in other.sources() if item.state == "published"]) == 1
    monkeypatch.undo()
    results = other.collect([tmp_path / "out.csv"], other.deposit())
    assert [item.status for item in results] == ["published"] * 3
    other.export("ftm", tmp_path / "again.csv")
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "again.csv").read_bytes()
    assert other.verify().findings == ()
