"""`verify` holds on an untouched workspace and names the file, row or entry that somebody changed."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tahqiq.access import keys
from tahqiq.access.audit import AuditLog
from tahqiq.access.door import Door
from tahqiq.access.merkle import leaf_hash, node_hash, root_of
from tahqiq.access.verdict import Verdict
from tahqiq.access.verify import publication_payload
from tahqiq.model.scope import Actor
from tahqiq.model.source import Authority
from tahqiq.store.accounts import forget
from tahqiq.store.database import Row
from tahqiq.store.source_facts import stated
from tahqiq.store.sqlite import SqliteDatabase
from tahqiq.workbench import Workbench

PEOPLE = "name,phone\nعلي حسن,07430000001\nSara Omar,07430000002\n"
CALLS = (
    "caller,callee,start time,duration\n07430000001,07430000002,2026-01-05 10:00:00,60\n07430000002,"
    "07430000001,2026-01-05 11:00:00,30\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a sheet of people and a file of calls."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "people.csv").write_text(PEOPLE, "utf-8")
    (folder / "calls.csv").write_text(CALLS, "utf-8")
    root = tmp_path / "ws"
    Door.found(root).close()
    with Workbench.opened(root) as bench:
        results = bench.collect([folder], bench.deposit(zone="Asia/Baghdad"))
        assert [(item.records, item.mapped) for item in results] == [(2, 2), (2, 2)]
    return root


def verdict(root: Path, since: tuple[int, bytes] | None = None) -> Verdict:
    with Workbench.opened(root) as bench:
        return bench.verify(since)


def codes(root: Path) -> set[str]:
    return {finding.code for finding in verdict(root).findings}


def edit(path: Path, sql: str, *params: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(sql, params).rowcount >= 1


def flip(path: Path, at: int) -> None:
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(bytes(data))


def test_an_untouched_workspace_holds(root: Path) -> None:
    found = verdict(root)
    assert found.holds
    assert (found.originals, found.fact_files > 0, found.statements > 0) == (2, True, True)


def test_one_byte_of_an_original_is_named(root: Path) -> None:
    with Workbench.opened(root) as bench:
        source = next(item for item in bench.sources() if item.name == "people.csv")
        flip(bench.workspace.originals.path(source.sha256), 7)
    finding = verdict(root).findings
    assert [(item.code, item.params["name"]) for item in finding] == [("original-differs", "people.csv")]


def test_a_lost_original_is_named(root: Path) -> None:
    with Workbench.opened(root) as bench:
        bench.workspace.originals.path(bench.sources()[0].sha256).unlink()
    assert codes(root) == {"original-missing"}


def test_one_changed_value_is_named_with_its_row(root: Path) -> None:
    edit(root / "tahqiq.db", "UPDATE value SET text='Sara Umar' WHERE text='Sara Omar'")
    findings = verdict(root).findings
    assert {(item.code, item.params["row"], item.params["prop"]) for item in findings} == {
        ("statement-differs", 3, "name")
    }


@pytest.mark.parametrize("column", ["class", "rowno", "target", "original"])
def test_another_changed_column_of_a_row_is_named(root: Path, column: str) -> None:
    edit(
        root / "tahqiq.db",
        (
            f"UPDATE statement SET {column} = {column} + 1 WHERE {column} IS NOT NULL AND rowno = 2 AND "
            "target IS NOT NULL"
        ),
    )
    findings = verdict(root).findings
    assert findings
    assert {item.code for item in findings} <= {"statement-differs", "statement-added", "statement-missing"}


def test_a_removed_row_is_named(root: Path) -> None:
    edit(
        root / "tahqiq.db",
        "DELETE FROM statement WHERE rowno = 3 AND prop = (SELECT no FROM prop WHERE name = 'name')",
    )
    assert codes(root) == {"statement-missing"}


def test_a_row_that_was_slipped_in_is_named(root: Path) -> None:
    columns = "entity, id, source, prop, value, original, lang, target, part, rowno, colno, class, grade"
    changed = (
        "entity, x'00112233445566778899aabbccddeeff', source, prop, value, original, lang, target, part, "
        "9, colno, class, grade"
    )
    edit(root / "tahqiq.db", f"INSERT INTO statement ({columns}) SELECT {changed} FROM statement LIMIT 1")
    assert codes(root) == {"statement-added"}


def test_one_byte_of_a_file_of_events_is_named(root: Path) -> None:
    path = sorted((root / "facts").rglob("*.parquet"))[0]
    flip(path, path.stat().st_size // 2)
    with Workbench.opened(root) as bench:
        findings = bench.verify().findings
    assert [(item.code, Path(str(item.params["path"])).name) for item in findings] == [
        ("fact-file-differs", path.name)
    ]


def test_a_file_of_events_slipped_in_with_its_hash_is_named(root: Path) -> None:
    path = sorted((root / "facts").rglob("*.parquet"))[0]
    flip(path, path.stat().st_size // 2)
    new = hashlib.sha256(path.read_bytes()).hexdigest()
    edit(root / "tahqiq.db", "UPDATE fact_file SET sha256=? WHERE path LIKE ?", new, f"%{path.name}")
    assert codes(root) == {"fact-file-unlogged"}


def test_a_file_of_events_removed_with_its_entry_is_missed(root: Path) -> None:
    for path in sorted((root / "facts").rglob("*.parquet")):
        path.unlink()
    edit(root / "tahqiq.db", "DELETE FROM fact_file")
    assert codes(root) == {"events-missing"}


def test_changed_counts_are_named(root: Path) -> None:
    edit(root / "tahqiq.db", "UPDATE source SET problems = problems + 1 WHERE name = 'people.csv'")
    findings = verdict(root).findings
    assert [(item.code, item.params["name"]) for item in findings] == [("publication-differs", "people.csv")]


SAID = {
    "source": (
        "grade = 'A1'",
        "name = 'x'",
        f"authority = '{Authority('9/2026').to_json()}'",
        "received_from = 'x'",
        "deposited_by = 'x'",
        "deposited_at = 'x'",
        "zone = 'UTC'",
        "mapping = ''",
    ),
    "data_class": ("handling = 'no-court'", "compartment = 'x'", "case_id = 'x'"),
    "part": ("name = 'x'",),
    "problem": ("value = 'x'", "rowno = 7"),
}


@pytest.mark.parametrize(
    ("table", "change"), [(table, change) for table, changes in SAID.items() for change in changes]
)
def test_what_was_said_of_a_source_is_named_when_it_was_changed(root: Path, table: str, change: str) -> None:
    """Grade, order, handling code and who brought it are what a court asks about."""
    with Workbench.opened(root) as bench:
        path = root.parent / "bad.csv"
        path.write_text("name,phone,city\nAli Hasan,9.6E+11,Basra\n", "utf-8")
        assert bench.collect([path], bench.deposit(zone="Asia/Baghdad", grade="B2", received_from="customs"))[
            0
        ].problems
    with closing(sqlite3.connect(root / "tahqiq.db")) as connection, connection:
        assert connection.execute(f"UPDATE {table} SET {change}").rowcount >= 1
    assert "publication-differs" in codes(root)


def test_a_number_that_only_events_name_is_named_when_it_was_changed(root: Path) -> None:
    edit(root / "tahqiq.db", "UPDATE node SET key='+9647430000009' WHERE key='+9647430000001'")
    assert "identifier-differs" in codes(root)


def test_a_manifest_that_was_made_to_fit_is_named(root: Path) -> None:
    path = max((root / "manifests").glob("*.bin"), key=lambda item: item.stat().st_size)
    flip(path, 20)
    assert "manifest-differs" in codes(root)


@pytest.fixture
def log(root: Path) -> Path:
    with Workbench.opened(root) as bench:
        bench.head()
    return root / "audit" / "log.db"


def test_a_log_that_was_cut_is_named(root: Path, log: Path) -> None:
    edit(log, "DELETE FROM leaf WHERE no > 3")
    assert {"audit-log-cut", "audit-head-differs"} <= codes(root)


def test_a_log_that_was_cut_together_with_its_bookkeeping_is_named(root: Path, log: Path) -> None:
    edit(log, "DELETE FROM leaf WHERE no > 3")
    edit(log, "DELETE FROM head")
    edit(log, "DELETE FROM frontier")
    assert "publication-unlogged" in codes(root)


def test_a_changed_entry_is_named(root: Path, log: Path) -> None:
    edit(log, "UPDATE leaf SET data = CAST(replace(CAST(data AS TEXT), 'done', 'doNe') AS BLOB) WHERE no = 2")
    assert "audit-head-differs" in codes(root)


def test_a_head_kept_outside_shows_a_rewritten_log(root: Path, log: Path) -> None:
    with Workbench.opened(root) as bench:
        kept = bench.head()
    assert verdict(root, (kept.size, kept.root)).holds
    assert {item.code for item in verdict(root, (kept.size, bytes(32))).findings} == {"audit-head-differs"}


def test_a_signature_by_another_key_is_named(root: Path, log: Path) -> None:
    edit(log, "UPDATE head SET signature = zeroblob(64)")
    assert codes(root) == {"audit-signature-wrong"}


def test_the_log_holds_no_values(root: Path) -> None:
    data = (root / "audit" / "log.db").read_bytes() + b"".join(
        path.read_bytes() for path in (root / "audit").glob("*-wal")
    )
    for value in ("Sara", "علي", "07430000001", "+9647430000001"):
        assert value.encode() not in data


def test_many_entries_make_the_same_root_as_the_plain_definition(tmp_path: Path) -> None:
    def plain(leaves: list[bytes]) -> bytes:
        if len(leaves) == 1:
            return leaves[0]
        cut = 1 << (len(leaves) - 1).bit_length() - 1
        return node_hash(plain(leaves[:cut]), plain(leaves[cut:]))

    hashes = [leaf_hash(str(number).encode()) for number in range(70)]
    for count in range(1, 71):
        assert root_of(hashes[:count]) == plain(hashes[:count])
    log = AuditLog(tmp_path / "log.db", "w")
    for number in range(20):
        log.read(Actor("a", "A", frozenset()), "look", str(number))
    assert log.root_at(20) == log.head().root
    assert log.root_at(21) is None


def test_kept_results_are_checked(root: Path) -> None:
    with Workbench.opened(root) as bench:
        made, other = bench.analyse("degree"), bench.analyse("components")
    assert verdict(root).holds
    edit(
        root / "tahqiq.db", "UPDATE analysis_result SET body = replace(body, '1', '2') WHERE id = ?", made.id
    )
    found = [(item.code, item.params["id"]) for item in verdict(root).findings]
    assert found == [("result-bytes-differ", made.id)]
    with Workbench.opened(root) as bench:
        again = bench.rerun(made.id)
        assert (again.same, [word.code for word in again.changed]) == (False, ["result-bytes-differ"])
    edit(root / "tahqiq.db", "UPDATE analysis_result SET actor = 'somebody' WHERE id = ?", other.id)
    assert [item.code for item in verdict(root).findings] == ["result-bytes-differ", "result-unlogged"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE field_account SET fields_used=fields_used+1, fields_read=fields_read+1 WHERE source=2",
        "UPDATE field_aside SET amount=amount+1 WHERE source=1",
        "UPDATE field_aside SET field='other' WHERE source=1",
        "DELETE FROM field_aside WHERE source=1",
        "DELETE FROM field_account WHERE source=1",
    ],
)
def test_an_edit_of_the_account_of_fields_is_noticed(root: Path, sql: str) -> None:
    with Workbench.opened(root) as bench:
        extra = root.parent / "notes.csv"
        extra.write_text("name,phone,shoe\nSara Omar,07430000002,38\n", "utf-8")
        with_aside = bench.collect([extra], bench.deposit())[0]
        assert [
            (item.field, item.count) for item in with_aside.set_aside if item.why == "aside-not-mapped"
        ] == [("shoe", 1)]
        number = bench.source(with_aside.source).no
    assert verdict(root).holds
    edit(root / "tahqiq.db", sql.replace("source=1", f"source={number}"))
    assert codes(root) == {"publication-differs"}


def test_a_source_of_an_older_program_has_no_account_and_holds(root: Path) -> None:
    """What such a publication committed to holds neither fields nor what was set aside."""
    with Workbench.opened(root) as bench:
        source = bench.sources()[0]
        payload = {**publication_payload(source), "said": stated(bench.workspace.database, source.no)}
        with bench.workspace.database.transaction() as transaction:
            forget(transaction, source.no)
        with bench.door.audit.act(bench.actor, "publish", source.id, source.case, payload):
            pass
        assert bench.sources()[0].fields is None
    assert verdict(root).holds


def test_the_log_is_read_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was read a dozen times, and once more for each erasure."""
    with Workbench.opened(root) as bench:
        for number in range(50):
            bench.door.audit.read(bench.actor, "look", str(number))
        streamed: list[str] = []
        whole = SqliteDatabase.stream

        def counted(self: SqliteDatabase, sql: str, *given: object) -> Iterator[Row]:
            streamed.append(sql)
            return whole(self, sql, *given)  # type: ignore[arg-type]

        monkeypatch.setattr(SqliteDatabase, "stream", counted)
        assert bench.verify().holds
        assert len([sql for sql in streamed if "FROM leaf" in sql]) == 1


def test_heads_beside_the_key_are_read_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each intake signs a head; the list of them was read again for each."""
    read: list[int] = []
    whole = keys._heads_in

    def counted(lines: str) -> list[tuple[int, bytes]]:
        found = whole(lines)
        read.append(len(found))
        return found

    with Workbench.opened(root) as bench:
        bench.head()
        monkeypatch.setattr(keys, "_heads_in", counted)
        for number in range(20):
            bench.door.audit.read(bench.actor, "look", str(number))
            bench.head()
            bench.head()
        assert sum(read) < 40
        monkeypatch.undo()
        known = keys.remembered_heads(bench.workspace.description.id, root / "audit" / "log.db")
        assert len(known) == len(set(known))
        assert bench.verify().holds
