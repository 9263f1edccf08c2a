"""Nothing of an exercise can be mixed with real work, and nothing real comes into an exercise."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tahqiq.access.door import Door
from tahqiq.desk.entry import enter
from tahqiq.desk.exercises.kept import desk_called, truth_of
from tahqiq.desk.exercises.results import results, sheet
from tahqiq.desk.tables import Table
from tahqiq.kit.errors import Conflict, Refused, TahqiqError
from tahqiq.kit.exercise_mark import MARK, carries, marked, within
from tahqiq.store.backup.recovery_key import PrivateHalf
from tahqiq.workbench import Workbench
from tahqiq.workbench.backups import restored

EXERCISE = "exercise-0011223344556677"
FILES: dict[str, bytes] = {
    "table.csv": b"\xef\xbb\xbfname,phone\r\nSara,0790\r\n",
    "chart.anx": b'<?xml version="1.0" encoding="utf-8"?>\n<Chart/>',
    "page.html": b"<!doctype html><html></html>",
    "things.ftm.json": b'{"id": "1", "schema": "Person", "properties": {}}\n{"id": "2"}\n',
    "report.pdf": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n",
    "picture.png": b"\x89PNG\r\n\x1a\n\0\0\0\0",
}


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("a.txt", "x" * 200_000)
    return out.getvalue()


@pytest.mark.parametrize("name", [*FILES, "bundle.zip"])
def test_what_leaves_an_exercise_is_refused_by_real_work(name: str, office: Workbench) -> None:
    data = FILES.get(name) or archive()
    assert marked(data) == data
    with within(EXERCISE):
        left = marked(data)
        assert marked(left) == left
    assert MARK in left
    before = {one.sha256 for one in office.sources()}
    with pytest.raises(Refused) as error:
        office.seal(io.BytesIO(left), name)
    assert error.value.code == "exercise-file"
    for locale in ("en", "ar", "ckb", "kmr-Arab"):
        assert error.value.say(locale).next_step
    with pytest.raises(Refused):
        office.collect_made(left, name, office.deposit())
    assert {one.sha256 for one in office.sources()} == before


def test_an_archive_with_a_mark_still_opens() -> None:
    with within(EXERCISE):
        left = marked(archive())
    assert zipfile.ZipFile(io.BytesIO(left)).testzip() is None


def test_the_mark_is_found_at_either_end_of_a_long_file() -> None:
    assert carries(io.BytesIO(MARK + b"x" * 300_000))
    assert carries(io.BytesIO(b"x" * 300_000 + MARK))
    assert not carries(io.BytesIO(b"x" * 300_000))


def exports(trainer: Workbench, folder: Path) -> dict[str, Path]:
    """What a trainee can take out of an exercise at a terminal."""
    found = {name: folder / f"export.{name}" for name in ("csv", "xlsx", "graphml", "gexf", "anx")}
    found["ftm"] = folder / "export.ftm.json"
    for name, path in found.items():
        trainer.export(name, path)
    at = enter(trainer, desk_called("custody"), action="export")
    name = next(iter(at.desk.registers))
    for form in ("csv", "xlsx"):
        found[f"register {form}"] = folder / f"register.{form}"
        found[f"register {form}"].write_bytes(Table(at, name, "en").export(form).data)
        found[f"results {form}"] = folder / f"results.{form}"
        found[f"results {form}"].write_bytes(sheet(trainer, results(trainer, "en"), form, "en"))
    return found


def test_every_export_carries_it(trainer: Workbench, office: Workbench, tmp_path: Path) -> None:
    note = b"name,phone\nOmar Ali,07901112233\n"
    trainer.collect_made(note, "note.csv", trainer.deposit())
    for what, path in exports(trainer, tmp_path).items():
        with path.open("rb") as stream:
            assert carries(stream), what
        with path.open("rb") as stream, pytest.raises(Refused):
            office.seal(stream, path.name)
    with (tmp_path / "export.csv").open(encoding="utf-8-sig", newline="") as table:
        first = next(csv.reader(table))
    assert first[0].startswith("# TAHQIQ-EXERCISE")


def test_an_archive_that_somebody_packed_is_looked_into(office: Workbench, tmp_path: Path) -> None:
    with within(EXERCISE):
        left = marked(b"\xef\xbb\xbf" + b"name,phone\r\n" + b"Noor Ali,07905556677\r\n" * 9_000)
    with zipfile.ZipFile(tmp_path / "packed.zip", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("things.csv", left)
    with pytest.raises(Refused) as error:
        office.collect([tmp_path / "packed.zip"], office.deposit())
    assert error.value.code == "exercise-file"
    assert not office.search("Noor").hits


def test_a_backup_of_an_exercise_comes_back_as_one_and_nowhere_else(
    trainer: Workbench, office: Workbench, tmp_path: Path
) -> None:
    key = PrivateHalf(X25519PrivateKey.generate())
    kept = trainer.back_up(tmp_path / "exercise.backup", key.public).path
    with pytest.raises(Conflict) as taken:
        restored(kept, office.workspace.root, key)
    assert taken.value.code == "folder-not-empty"
    with pytest.raises(Refused), kept.open("rb") as stream:
        office.seal(stream, "exercise.backup")
    with pytest.raises(TahqiqError):
        office.back_up(tmp_path / "onto.backup", key.public, kept)
    restored(kept, tmp_path / "back", key)
    door = Door.opened(tmp_path / "back")
    try:
        assert door.workspace.exercise
        back = Workbench(door, door.people.get("trainer"))
        assert truth_of(door, back.actor) == truth_of(trainer.door, trainer.actor)
    finally:
        door.close()


def no_seal(bench: Workbench, data: bytes) -> None:
    bench.seal(io.BytesIO(data), "real.csv")


def no_collect(bench: Workbench, data: bytes, folder: Path) -> None:
    path = folder / "real.csv"
    path.write_bytes(data)
    bench.collect([path], bench.deposit())


def test_nothing_real_comes_into_an_exercise(trainer: Workbench, office: Workbench, tmp_path: Path) -> None:
    office.export("ftm", tmp_path / "real.ftm.json")
    office.export("csv", tmp_path / "real.csv")
    tries: list[Callable[[], object]] = [
        lambda: no_seal(trainer, b"name\nSomebody real\n"),
        lambda: no_collect(trainer, b"name\nSomebody else\n", tmp_path),
        lambda: no_seal(trainer, (tmp_path / "real.ftm.json").read_bytes()),
        lambda: no_seal(trainer, archive()),
    ]
    before = {one.sha256 for one in trainer.sources()}
    for attempt in tries:
        with pytest.raises(Refused) as error:
            attempt()
        assert error.value.code == "exercise-takes-no-files"
    assert {one.sha256 for one in trainer.sources()} == before


def test_what_was_made_in_it_may_be_handed_in_again(trainer: Workbench) -> None:
    data = b"name,phone\nNoor Ali,07901112244\n"
    trainer.collect_made(data, "own.csv", trainer.deposit())
    assert trainer.seal(io.BytesIO(data), "own.csv").known
