"""A name that an erasure by order takes away stands nowhere in the workspace any more: not in a table, a file
or a page of the database, however people used it before. On both engines, with what was there before as the
positive control.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tahqiq.access.door import Door
from tahqiq.analyse.context import silent
from tahqiq.casework.erasure_run import NAMELESS, forget_names, start
from tahqiq.collect.mapping.codec import from_dict
from tahqiq.desks.reasoning.crime_scripts.record import NamedThing, ScriptAct
from tahqiq.desks.reasoning.crime_scripts.scripts import Scripts
from tahqiq.desks.reasoning.hypotheses.boards import Boards
from tahqiq.desks.reasoning.worksheets.record import Rests
from tahqiq.store.database import Database, Value
from tahqiq.workbench import Workbench
from tests.desks.reasoning.conftest import at_desk

WORDS = ("zzqxname", "zzqxfather", "7901112223", "zzqxtown", "zzqxsheet")
NAME = "zzqxname zzqxfather"
SECRET = f"name,phone,address\n{NAME},07901112223,zzqxtown\nSara Ahmed,07907654321,Erbil\n"
KEPT = (
    "name,phone,city\nSara Ahmed,07907654321,Erbil\nKarim Keptman,07902223344,Basra\nSara Ahmad,"
    "07902223355,Basra\n"
)
CALLS = "Calling number,Called number,Start time,Duration,Cell ID,IMEI\n" + "".join(
    f"9647901112223,964790765432{day % 2},2024-03-{day:02d} 10:00:00,60,418-20-11-1,\n" for day in range(1, 9)
)
QUESTION: dict[str, object] = {
    "version": 1,
    "things": [
        {"id": "a", "type": "Person", "where": [{"property": "name", "is": NAME}]},
        {"id": "b", "type": "PhoneNumber"},
    ],
    "links": [{"from": "a", "to": "b", "mode": "optional"}],
}
MAPPING: dict[str, object] = {
    "name": "own",
    "title": f"Sheets about {NAME}",
    "entities": {"person": {"schema": "Person", "properties": {"name": "name"}}},
}
TABLES = {
    "analysis_result",
    "case_document",
    "case_file",
    "custody",
    "derivation",
    "job",
    "judgement",
    "node",
    "retraction",
    "saved_mapping",
    "shelf_of_02fda47bf426388c",
    "shelf_record",
    "source",
    "value",
}
"""Where words of the planted stand before the erasure; a table that a later version adds is searched too."""
OWN = {
    "case_document",
    "case_file",
    "derivation",
    "job",
    "judgement",
    "retraction",
    "saved_mapping",
    "shelf_of_02fda47bf426388c",
    "shelf_record",
}
"""Where they stand in what people wrote, until the owners of the cases have decided."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Door]:
    url = request.getfixturevalue("new_database")() if request.param == "postgres" else ""
    door = Door.found(tmp_path / "ws", url, owner="owner")
    for login, role in (("analyst", "analyst"), ("chief", "supervisor"), ("second", "supervisor")):
        door.people.add(login, login.title(), frozenset({role}), None, "test")
    case = bench(door, "owner").open_case("Harbour")
    for login in ("analyst", "chief", "second"):
        door.cases.add_member(case.id, door.people.get(login).id, "test")
    yield door
    door.close()


def bench(door: Door, login: str) -> Workbench:
    return Workbench(door, door.people.get(login))


def collected(door: Door, name: str, data: str | bytes) -> str:
    path = door.workspace.root.parent / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    analyst = bench(door, "analyst")
    results = analyst.collect([path], analyst.deposit("Harbour", zone="Asia/Baghdad"))
    path.unlink()
    assert {item.status for item in results} == {"published"}
    return results[0].source


def packed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("zzqxsheet.csv", SECRET)
        made.writestr("calls.csv", CALLS)
    return out.getvalue()


def used_everywhere(door: Door) -> list[str]:
    """Everything that a person can do with a name; the ids of the documents."""
    analyst, chief = bench(door, "analyst"), bench(door, "chief")
    hits = {hit.caption: hit.id.hex() for hit in analyst.search("zzqxname").hits}
    person = hits[NAME]
    value = next(item for item in analyst.show(person).statements if item.prop == "name")
    about = {"entity": person, "name": NAME}
    bodies: dict[str, dict[str, object]] = {
        "chart": {
            "items": [{**about, "x": 0, "y": 0}],
            "hidden": [],
            "groups": [{"id": "g", "name": f"around {NAME}"}],
        },
        "snapshot": {"chart": "x", "items": [{**about, "x": 0, "y": 0}]},
        "note": {"text": "Zzqxname was seen in ZZQXTOWN, call ٠٧٩٠١١١٢٢٢٣. Kareem agrees.", "about": [about]},
        "task": {"done": False, "due": "", "to": "analyst", "about": [about]},
        "saved-search": {"q": "zzqxname", "type": "Person"},
        "watch": {"q": "07901112223", "type": "", "seen": {"at": "2024-01-01T00:00:00Z"}},
        "query": QUESTION,
        "rules": {
            "rules": [
                {
                    "id": "r",
                    "on": "item",
                    "by": "prop:name",
                    "test": "is",
                    "value": NAME,
                    "look": {"colour": "#8f2d3f"},
                }
            ]
        },
    }
    made = [
        analyst.documents.make("Harbour", kind, f"{kind} of zzqxname", body).document.id
        for kind, body in bodies.items()
    ]
    analyst.documents.save("Harbour", made[2], 1, "renamed", {"text": "Kareem agrees.", "about": [about]})
    boards = Boards(at_desk(analyst))
    board = boards.begin("Who?", f"was it {NAME}?").paper.id
    boards.add(board, "zzqxname did it")
    boards.cite(board, (value.entity.hex(), value.id.hex()), {"h1": "+"}, note="zzqxfather himself said so")
    rests = [Rests(entity=value.entity.hex(), statement=value.id.hex())]
    actors = [NamedThing(entity=person), NamedThing(words="the brother of zzqxname")]
    Scripts(at_desk(analyst)).begin(
        "How zzqxname did it",
        "",
        [ScriptAct(stage="doing", title="zzqxname drives", actors=actors, rests=rests)],
    )
    analyst.save_mapping("Harbour", from_dict(MAPPING))
    analyst.analyse("degree", {"repeats": 5})
    analyst.analyses.queue("call-wheel", {"number": "07901112223"})
    analyst.queries.keep(QUESTION, {}, "", 50, silent)
    analyst.queries.queue(QUESTION, {})
    karim, other = (analyst.search(name).hits[0].id.hex() for name in ("Karim Keptman", "Sara Ahmad"))
    analyst.identity.judge(karim, other, "same", "zzqxname knows both as one")
    analyst.identity.judge(person, other, "different", "zzqxfather is somebody else")
    analyst.link(adopt=False)
    phone = next(item for item in analyst.show(karim).statements if item.prop in ("phone", "address"))
    analyst.acts.retract(phone.entity.hex(), phone.id.hex(), f"{NAME} says it is wrong", phone.source_id)
    sources = {item.name: item.id for item in analyst.sources()}
    chief.derived.declare(sources["kept2.csv"], sources["kept.csv"], "zzqxname copied it")
    chief.open_case("The zzqxname matter")
    return [*made, board]


def tables_with(database: Database, words: tuple[str, ...]) -> set[str]:
    """The tables one of whose rows says one of the words, in whatever column."""
    names = (
        "SELECT name FROM sqlite_master WHERE type='table'"
        if database.engine == "sqlite"
        else "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    )
    found = set()
    for name in [str(row[0]) for row in database.query(names)]:
        said = " ".join(
            str(value).casefold() for row in database.stream(f"SELECT * FROM {name}") for value in row
        )
        if any(word in said for word in words):
            found.add(name)
    return found


def files_with(root: Path, words: tuple[str, ...]) -> set[str]:
    """The files in whose bytes, as they lie or unpacked, one of the words stands, or whose name has it."""
    found = set()
    for path in sorted(item for item in root.rglob("*") if item.is_file()):
        data = path.read_bytes()
        shown = str(pq.read_table(path).to_pydict()).encode() if path.suffix == ".parquet" else data
        if data.startswith(b"PK"):
            with zipfile.ZipFile(path) as inside:
                shown = b"".join(inside.read(name) for name in inside.namelist())
        wanted = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
        if any(word in path.name for word in words) or any(
            word in part.lower() for word in wanted for part in (data, shown)
        ):
            found.add(path.relative_to(root).parts[0])
    return found


def struck(door: Door) -> None:
    """Supervisors confirm every place."""
    for item in bench(door, "chief").words.all():
        bench(door, "chief").words.strike(item.id)
    assert bench(door, "second").words.all() == bench(door, "analyst").words.all() == []


def test_nothing_says_an_erased_name_any_more(opened: Door) -> None:
    for name in ("kept.csv", "kept2.csv"):
        collected(opened, name, KEPT + (f"Zaid {name[:5]},0790333{len(name)}444,Mosul\n"))
    source = collected(opened, "zzqxsheet.zip", packed())
    documents = used_everywhere(opened)
    database, root = opened.workspace.database, opened.workspace.root
    assert tables_with(database, WORDS) == TABLES
    assert {"originals", "manifests"} <= files_with(root, WORDS) | {"manifests"}
    assert bench(opened, "owner").verify().findings == ()
    bench(opened, "chief").acts.request_erasure(source, "Order 7/2025")
    bench(opened, "second").acts.approve_erasure(source)
    assert tables_with(database, WORDS) == OWN  # what people wrote is theirs until they decide
    assert bench(opened, "owner").verify().findings == ()
    struck(opened)
    assert tables_with(database, WORDS) == {
        "job"
    }  # what somebody asked for keeps its settings (docs/decisions/0080)
    with database.transaction() as transaction:
        transaction.execute("DELETE FROM job")
    database.scrub()
    assert tables_with(database, WORDS) == set()
    assert files_with(root, WORDS) == set()
    analyst = bench(opened, "analyst")
    assert analyst.verify().findings == ()
    assert bench(opened, "owner").verify().findings == ()
    assert analyst.documents.get("Harbour", documents[2]).body == {"text": "Kareem agrees.", "about": []}
    before = analyst.documents.get("Harbour", documents[2], 1)
    assert before.body["text"] == "▒▒▒ was seen in ▒▒▒, call ▒▒▒. Kareem agrees."
    assert analyst.search("zzqxname").total == 0
    assert files_with(root, WORDS) == set()


def test_documents_are_kept_without_the_names_of_what_they_refer_to(opened: Door) -> None:
    collected(opened, "one.csv", SECRET)
    analyst = bench(opened, "analyst")
    about = {"entity": analyst.search("zzqxname").hits[0].id.hex(), "name": "whatever the caller wrote"}
    made = analyst.documents.make("Harbour", "note", "N", {"text": "seen", "about": [about]})
    assert made.body == {"text": "seen", "about": [{**about, "name": NAME}]}
    assert analyst.documents.get("Harbour", made.document.id).body == made.body
    assert "case_document" not in tables_with(opened.workspace.database, WORDS)


def test_names_that_an_older_program_kept_are_taken_out_at_a_start_and_verify_holds(
    opened: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected(opened, "one.csv", SECRET)
    analyst, database = bench(opened, "analyst"), opened.workspace.database
    about = {"entity": analyst.search("zzqxname").hits[0].id.hex(), "name": NAME}
    with monkeypatch.context() as older:
        older.setattr("tahqiq.casework.case_work.without_names", lambda body: body)
        made = analyst.documents.make("Harbour", "note", "N", {"text": "seen", "about": [about]})
    assert "case_document" in tables_with(database, WORDS)
    assert bench(opened, "owner").verify().findings == ()
    start(opened)
    assert "case_document" not in tables_with(database, WORDS)
    assert database.query("SELECT value FROM meta WHERE key=?", (NAMELESS,)) == [("1",)]
    assert bench(opened, "owner").verify().findings == ()
    assert analyst.documents.get("Harbour", made.document.id).body["about"] == [about]
    assert forget_names(opened) == 0


@pytest.mark.parametrize("opened", ["sqlite"], indirect=True)
def test_old_words_put_back_and_new_ones_are_named(opened: Door) -> None:
    for name in ("kept.csv", "kept2.csv"):
        collected(opened, name, KEPT + (f"Zaid {name[:5]},0790333{len(name)}444,Mosul\n"))
    source = collected(opened, "zzqxsheet.zip", packed())
    used_everywhere(opened)
    database = opened.workspace.database
    old = database.query("SELECT body, id FROM case_document WHERE kind='saved-search'")[0]
    assert json.loads(str(old[0]))["q"] == "zzqxname"
    bench(opened, "chief").acts.request_erasure(source, "Order 7/2025")
    bench(opened, "second").acts.approve_erasure(source)
    struck(opened)
    now = database.query("SELECT body, id FROM case_document WHERE kind='saved-search'")[0]
    assert findings(opened) == set()
    assert changed(opened, "UPDATE case_document SET body=? WHERE id=?", old, now) == {"decision-differs"}
    for table in ("judgement", "retraction", "derivation"):
        reason = database.query(f"SELECT reason FROM {table} WHERE reason LIKE '%▒▒▒%'")[0]
        assert changed(
            opened,
            f"UPDATE {table} SET reason=? WHERE reason LIKE '%▒▒▒%' OR reason='forged'",
            ("forged",),
            reason,
        ) == {"decision-differs"}
    assert findings(opened) == set()


def findings(door: Door) -> set[str]:
    return {finding.code for finding in bench(door, "owner").verify().findings}


def changed(door: Door, sql: str, forged: tuple[Value, ...], back: tuple[Value, ...]) -> set[str]:
    """What verification finds while a row is changed."""
    for values in (forged, back):
        with door.workspace.database.transaction() as transaction:
            assert transaction.execute(sql, values) == 1
        if values is forged:
            found = findings(door)
    return found
