"""What somebody cited is what it was then, or ``verify`` names the citation: on SQLite and PostgreSQL, and
where nothing else would tell."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tahqiq.access.door import Door
from tahqiq.access.verify import Verifier
from tahqiq.desks.reasoning.crime_scripts.record import NamedThing, ScriptAct
from tahqiq.desks.reasoning.crime_scripts.scripts import Scripts
from tahqiq.desks.reasoning.desk import DESK
from tahqiq.desks.reasoning.hypotheses.boards import Boards
from tahqiq.store.citations import every
from tahqiq.workbench import Workbench
from tests.seat import Seat
from tests.store.conftest import new_database, postgres_server  # noqa: F401

from .conftest import CALLS, MEMBERS, PASSWORD, SHEET, bench

Write = Callable[..., None]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def cited(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    new_database: Callable[[], str],  # noqa: F811
) -> Iterator[tuple[Door, Write]]:
    """Two files of calls and a sheet; cited are an event as a whole (in a script), a value of an event and a
    value of the sheet (on a board and in a note)."""
    root, url = tmp_path / "ws", "" if request.param == "sqlite" else new_database()
    door = Door.found(root, url, owner="owner")
    case = bench(door, "owner").open_case("Harbour")
    for login, role in MEMBERS.items():
        door.cases.add_member(
            case.id, door.people.add(login, login.title(), frozenset({role}), PASSWORD, "test").id, "test"
        )
    analyst = bench(door, "analyst")
    for name, data in (
        ("one.csv", CALLS),
        ("two.csv", CALLS.replace("2026", "2025").replace(",60", ",61")),
        ("people.csv", SHEET),
    ):
        (tmp_path / name).write_text(data, "utf-8")
        assert analyst.collect([tmp_path / name], analyst.deposit("Harbour", zone="Asia/Baghdad"))[0].mapped
    at = Seat(analyst, DESK, case.id, "work")
    event = call(analyst)
    Scripts(at).begin(
        "How", "", [ScriptAct(stage="doing", title="They call", actors=[NamedThing(entity=event)])]
    )
    sara = person(analyst)
    board = Boards(at).begin("Who?", "").paper.id
    Boards(at).add(board, "She did")
    Boards(at).cite(board, (event, value(analyst, event, "2026")), {"h1": "+"})
    Boards(at).cite(board, sara, {"h1": "+"})
    analyst.documents.make(
        "Harbour", "note", "A note", {"about": [{"entity": sara[0], "statement": sara[1]}]}
    )

    def write(sql: str, *values: object) -> None:
        if url:
            with psycopg.connect(url, autocommit=True) as connection:
                assert connection.execute(sql.replace("?", "%s").encode(), values).rowcount
        else:
            with closing(sqlite3.connect(root / "tahqiq.db")) as here, here:
                assert here.execute(sql, values).rowcount

    yield door, write
    door.close()


def call(analyst: Workbench) -> str:
    """The first call of the file ``one.csv``."""
    number = next(hit.id.hex() for hit in analyst.search("07430000001").hits)
    found = (entity for records in analyst.happenings(number).events for entity in records)
    return min(entity.id.hex() for entity in found if entity.statements[0].source_name == "one.csv")


def person(analyst: Workbench) -> tuple[str, str]:
    sara = analyst.show(analyst.search("Sara Omar").hits[0].id.hex())
    return sara.id.hex(), next(one.id.hex() for one in sara.statements if one.value == "Sara Omar")


def value(analyst: Workbench, event: str, part: str) -> str:
    found = analyst.workspace.events.find(analyst.scope(), bytes.fromhex(event))
    assert found is not None
    return next(one.id.hex() for one in found.statements if part in one.value)


def found(door: Door, citations_alone: bool = False) -> dict[str, int]:
    """How often each code is named; of citations alone where nothing else of the database is looked at."""
    codes = [one.code for one in Verifier(door).verify().findings]
    return {code: codes.count(code) for code in codes if code == "citation-differs" or not citations_alone}


def swap(door: Door, write: Write) -> None:
    """The ids of the calls of each file lead to those of the other."""
    rows = door.workspace.database.query("SELECT source, prefix FROM fact_key ORDER BY source")
    (one, first), (two, second) = rows
    write("UPDATE fact_key SET prefix=? WHERE source=?", second, one)
    write("UPDATE fact_key SET prefix=? WHERE source=?", first, two)


def test_a_call_that_became_another_is_named_where_it_is_cited(
    cited: tuple[Door, Write], monkeypatch: pytest.MonkeyPatch
) -> None:
    door, write = cited
    assert found(door) == {}
    swap(door, write)
    assert found(door) == {"events-differ": 2, "citation-differs": 2}
    monkeypatch.setattr(Verifier, "_identified", lambda *_: True)
    assert found(door) == {"citation-differs": 2}
    door.workspace.database.close()
    swap(door, write)
    assert found(door) == {}


def test_a_value_that_was_changed_or_taken_away_is_named_where_it_is_cited(
    cited: tuple[Door, Write], monkeypatch: pytest.MonkeyPatch
) -> None:
    door, write = cited
    monkeypatch.setattr("tahqiq.access.verify.statement_faults", lambda *_: ())
    _, statement = person(bench(door, "analyst"))
    write("UPDATE value SET text='Nobody Else' WHERE text='Sara Omar'")
    assert found(door, True) == {"citation-differs": 2}
    write("UPDATE value SET text='Sara Omar' WHERE text='Nobody Else'")
    assert found(door) == {}
    write("DELETE FROM statement WHERE id=?", bytes.fromhex(statement))
    assert found(door, True) == {"citation-differs": 2}


def test_what_is_remembered_is_sealed_with_the_version(cited: tuple[Door, Write]) -> None:
    door, write = cited
    thing = next(
        thing for thing, _, _, told in every(door.workspace) if any(statement for _, statement in told)
    )
    write("UPDATE shelf_record SET cited='' WHERE cited<>''")
    write("UPDATE case_document SET cited='' WHERE cited<>''")
    assert found(door) == {"decision-differs": 4}
    assert thing in {str(one.params.get("thing")) for one in Verifier(door).verify().findings}


def test_what_was_retracted_read_again_or_erased_is_as_it_should_be(cited: tuple[Door, Write]) -> None:
    door, _ = cited
    analyst = bench(door, "analyst")
    analyst.acts.retract(*person(analyst), "misread")
    assert found(door) == {}
    sources = {one.name: one.id for one in analyst.sources()}
    analyst.reread(sources["people.csv"], reason="again")
    analyst.reread(sources["one.csv"], reason="again")
    assert found(door) == {}
    for name in ("people.csv", "one.csv"):
        again = next(one.id for one in analyst.sources() if one.name == name)
        bench(door, "chief").acts.request_erasure(again, "Order 1")
        bench(door, "second").acts.approve_erasure(again)
        assert found(door) == {}


def test_saving_again_keeps_what_was_cited_first(cited: tuple[Door, Write]) -> None:
    """Whoever changed a value cannot have it cited anew by somebody who saves the note again."""
    door, write = cited
    analyst = bench(door, "analyst")
    (note,) = analyst.documents.all("Harbour", "note")
    before = next(told for thing, _, _, told in every(door.workspace) if thing == note.thing)
    write("UPDATE value SET text='Nobody Else' WHERE text='Sara Omar'")
    door.workspace.database.close()
    shown = analyst.documents.get("Harbour", note.id)
    made = analyst.documents.save("Harbour", note.id, note.version, "Anew", shown.body)
    assert next(told for thing, _, _, told in every(door.workspace) if thing == made.document.thing) == before
