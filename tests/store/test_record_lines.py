"""Lines of logs are read in their order and counted in old bodies, on each engine."""

import json

from tahqiq.model.kind import Kind
from tahqiq.model.line import Line, keys_of_line, sealed
from tahqiq.store.record_lines import grown, known, lines, written_in
from tahqiq.store.record_store import RecordStore
from tahqiq.store.stored_record import Record
from tahqiq.store.workspace import Workspace


class NoteLine(Line):
    text: str = ""


NOTES = Kind(
    "test-note-line",
    NoteLine,
    lambda body: body.of,
    "test",
    sealed(NoteLine(log="a", of="A", number=1)),
    keys=keys_of_line(),
    together=(("log", "number"),),
    numbered="line",
)


def record(
    identity: str, body: str, kind: str = "test-note-line", version: int = 1, shape: int = 1
) -> Record:
    return Record(
        identity,
        version,
        kind,
        shape,
        "home",
        frozenset({1}),
        "open",
        f"2026-01-0{version}",
        f"p{version}",
        body,
    )


def test_lines_come_log_after_log_by_number(workspace: Workspace) -> None:
    made = [NoteLine(log=log, of=log, number=number) for log in "ba" for number in (10, 2, 1)]
    RecordStore(workspace.database).add_all(
        NOTES, [record(f"{one.log}{10 - one.number}", one.model_dump_json()) for one in made]
    )
    told = [
        (json.loads(body)["log"], json.loads(body)["number"])
        for _, body, _ in lines(workspace.database, NOTES)
    ]
    assert told == [(log, number) for log in "ab" for number in (1, 2, 10)]
    assert "test-note-line" in known(workspace.database)


def test_the_database_counts_how_a_list_grew(workspace: Workspace) -> None:
    columns = ("id", "version", "kind", "shape", "home", "classes", "state", "at", "actor", "body")
    bodies = ('{"n":1}', '{"log":[{"a":"ب"}]}', '{"log":[{},{"log":[1]}]}', '{"new":1}')
    rows = [
        (
            "x",
            number,
            "old",
            2 if number == 4 else 1,
            "home",
            "1",
            "open",
            f"2026-01-0{number}",
            f"p{number}",
            body,
        )
        for number, body in enumerate(bodies, 1)
    ]
    with workspace.database.transaction() as transaction:
        transaction.insert_many("shelf_record", columns, rows)
    assert grown(workspace.database, "x", 1, "log") == [
        (1, 0, "2026-01-01", "p1"),
        (2, 1, "2026-01-02", "p2"),
        (3, 2, "2026-01-03", "p3"),
    ]
    assert (written_in(workspace.database, "old", 1), written_in(workspace.database, "other", 1)) == (
        ["x"],
        [],
    )
