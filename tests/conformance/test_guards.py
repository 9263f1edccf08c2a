"""What every guard promises, ours and a stranger's: what it drops is in no byte of the workspace, and how
much went is known by code."""

import io
import shutil
import sys
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.collect.collection_result import Collected
from tahqiq.collect.guards import seal
from tahqiq.formats.confined import process
from tahqiq.formats.guard_run import GROUP, Guard, guards
from tahqiq.kit.errors import Damaged
from tahqiq.store.workspace import Workspace
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench
from tests.web.conftest import Served

HERE = Path(__file__).resolve().parent


def lay_out(folder: Path, value: str) -> None:
    info = folder / "whispers-1.0.dist-info"
    info.mkdir(exist_ok=True)
    info.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: whispers\nVersion: 1.0\n", "utf-8")
    info.joinpath("entry_points.txt").write_text(f"[{GROUP}]\nwhispers = {value}\n", "utf-8")


@pytest.fixture
def packages(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "packages"
    folder.mkdir()
    shutil.copy(HERE / "whispers.py", folder / "whispers.py")
    lay_out(folder, "whispers:GUARD")
    sys.path.insert(0, str(folder))
    guards.cache_clear()
    process.forget()
    yield folder
    sys.path.remove(str(folder))
    sys.modules.pop("whispers", None)
    guards.cache_clear()
    process.forget()


@pytest.fixture
def bench(packages: Path, tmp_path: Path) -> Iterator[Workbench]:
    door = Door.found(tmp_path / "ws", owner="owner")
    yield Workbench(door, door.people.get("owner"))
    door.close()


def collect(bench: Workbench, folder: Path, name: str, data: bytes) -> list[Collected]:
    path = folder / name
    path.write_bytes(data)
    return bench.collect([path], bench.deposit())


def holding(root: Path, words: tuple[bytes, ...]) -> list[str]:
    """The files of a workspace that hold one of the words, in whatever table or index."""
    return [
        str(path)
        for path in root.rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in words)
    ]


def names() -> list[str]:
    """The installed guards and that of these tests."""
    return [*(guard.name for guard in guards()), "whispers"]


def whispers() -> Guard:
    return next(guard for guard in guards() if guard.name == "whispers")


@pytest.mark.parametrize("name", names())
def test_what_a_guard_drops_is_nowhere_and_counted(bench: Workbench, tmp_path: Path, name: str) -> None:
    (guard,) = [item for item in guards() if item.name == name]
    data, called, words = guard.sample()
    assert isinstance(guard, Guard)
    assert words
    assert all(word in data for word in words)
    assert guard.concerns(data[: 64 << 10], called)
    assert not guard.concerns(b"", "nothing.txt")
    (taken, *_) = collect(bench, tmp_path, called, data)
    assert taken.source
    bench.search("anything")
    assert holding(bench.workspace.root, words) == []
    (told,) = [detail for _, _, act, detail in bench.custody(taken.source) if act == "dropped"]
    assert f"{guard.name}/{guard.version} " in told
    assert not any(word.decode("utf-8", "replace") in told for word in words)
    assert bench.verify().holds
    again = io.BytesIO()
    with bench.workspace.originals.path(taken.sha256).open("rb") as clean:
        assert not any(guard.clean(clean, again).values()), "what is clean stays as it is"
    assert again.getvalue() == bench.workspace.originals.path(taken.sha256).read_bytes()


def test_counts_are_by_code_and_committed_to_by_the_log(bench: Workbench, tmp_path: Path) -> None:
    (taken,) = collect(bench, tmp_path, "w.txt", whispers().sample()[0])
    (told,) = [detail for _, _, act, detail in bench.custody(taken.source) if act == "dropped"]
    assert told == "whispers/3 a 2, whispers/3 b 1"
    assert bench.workspace.originals.path(taken.sha256).read_bytes() == b"WHISPERS\nname;age\nSara;31\n"


def test_through_the_page_too(bench: Workbench) -> None:
    door, case = bench.door, bench.open_case("Harbour")
    door.people.add("insider", "Insider", frozenset({"analyst"}), None, "test")
    door.cases.add_member(case.id, door.people.get("insider").id, "test")
    served = Served(door, create_app(door, work=False), case.id)
    data, called, words = whispers().sample()
    answer = served.client("insider").post(
        "/api/v1/deposits", data={"case": case.id}, files={"files": (called, data)}
    )
    assert answer.status_code == 201, answer.text
    assert holding(door.workspace.root, words) == []
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as inside:
        inside.writestr("w.txt", data)
    refused = served.client("insider").post(
        "/api/v1/deposits", data={"case": case.id}, files={"files": ("a.zip", archive.getvalue())}
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "guarded-inside")
    assert holding(door.workspace.root, words) == []


def test_an_archive_that_holds_one_is_not_sealed_and_the_run_goes_on(
    bench: Workbench, tmp_path: Path
) -> None:
    data, _, words = whispers().sample()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("inside/w.txt", data)
        archive.writestr("other.txt", "plain")
    (tmp_path / "people.csv").write_text("name,phone\nSara,07901112223\n", "utf-8")
    taken = bench.collect([tmp_path / "a.zip", tmp_path / "people.csv"], bench.deposit())
    assert [item.status for item in taken] == ["kept-out", "published"]
    assert holding(bench.workspace.root, words) == []


def test_one_that_cannot_be_cleaned_is_not_sealed(bench: Workbench, tmp_path: Path) -> None:
    (taken,) = collect(bench, tmp_path, "w.txt", b"WHISPERS\n!a zzqxhush\n!? zzqxhuh\n")
    assert (taken.status, taken.sha256) == ("kept-out", "")
    assert holding(bench.workspace.root, (b"zzqxhush", b"zzqxhuh")) == []


def test_one_inside_a_letter_is_cleaned_and_the_letter_is_said_to_hold_it(
    bench: Workbench, tmp_path: Path
) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@example.org", "b@example.org", "list"
    letter.set_content("see the list")
    letter.add_attachment(
        whispers().sample()[0], maintype="application", subtype="octet-stream", filename="w.bin"
    )
    around, inside = collect(bench, tmp_path, "letter.eml", letter.as_bytes())
    assert b"zzqx" not in bench.workspace.originals.path(inside.sha256).read_bytes()
    assert "guarded-around" in [problem.code for problem in bench.problems(around.source)]


def test_a_guard_that_cannot_be_loaded_keeps_every_file_out(
    packages: Path, bench: Workbench, tmp_path: Path
) -> None:
    lay_out(packages, "whispers:NO_SUCH_THING")
    guards.cache_clear()
    process.forget()
    with pytest.raises(Damaged, match="whispers"):
        seal(bench.workspace, io.BytesIO(b"anything"), "x.txt")
    lay_out(packages, "whispers:Mapping")
    guards.cache_clear()
    process.forget()
    with pytest.raises(Damaged, match="whispers"):
        seal(bench.workspace, io.BytesIO(b"anything"), "x.txt")


def test_what_is_no_concern_of_a_guard_is_sealed_as_it_is(bench: Workbench) -> None:
    workspace: Workspace = bench.workspace
    made_of = b"PK\x03\x04 but no archive"
    assert (
        workspace.originals.path(seal(workspace, io.BytesIO(made_of), "x.zip").sha256).read_bytes() == made_of
    )
