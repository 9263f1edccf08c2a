"""Backups that somebody tampered with, replayed or cut off: refused by name, and nothing is written where it
must not be."""

import os
import resource
import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest

from tahqiq.casework.backing_up import Made
from tahqiq.kit.errors import Conflict, Damaged, NotFound, Refused, WrongUse
from tahqiq.model.source import Deposit
from tahqiq.store.backup.backup_reader import opened
from tahqiq.store.backup.header import read_header
from tahqiq.store.backup.recovery_key import PrivateHalf, make, read_private, read_public
from tahqiq.store.backup.stream import CHUNK, TAG
from tahqiq.store.workspace import UNFINISHED
from tahqiq.workbench import Workbench
from tahqiq.workbench.backups import restored
from tests.casework.backups import Place, people

from .refusals import backed_up, refused

pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)

FRAME = CHUNK + TAG


def with_large_original(place: Place) -> Made:
    """A backup of several chunks."""
    sealed = place.door.workspace.originals.seal(BytesIO(os.urandom(3 * CHUNK)))
    place.door.workspace.sources.deposit(sealed, "large.bin", Deposit("c1"), "owner")
    return backed_up(place)


def test_a_file_cut_at_every_border_and_beside_it(place: Place) -> None:
    made = with_large_original(place)
    data = made.path.read_bytes()
    begin = len(read_header(BytesIO(data), made.path)[1])
    borders = [begin + FRAME * number for number in range((len(data) - begin) // FRAME + 1)]
    assert len(borders) >= 4
    cut = place.folder / "cut.backup"
    for at in sorted(
        {
            1,
            14,
            18,
            begin - 1,
            *borders,
            *(border + 1 for border in borders),
            *(border - 1 for border in borders),
            len(data) - 1,
        }
    ):
        cut.write_bytes(data[:at])
        assert refused(place, cut) == "backup-cut-short", at
    cut.write_bytes(data + b"x")
    assert refused(place, cut) == "backup-altered"
    cut.write_bytes(b"")
    assert refused(place, cut) == "backup-not-one"


def test_a_cut_that_the_header_is_made_to_agree_with(place: Place) -> None:
    made = with_large_original(place)
    data = made.path.read_bytes()
    header, packed = read_header(BytesIO(data), made.path)
    shorter = replace(header, length=2 * CHUNK).packed()
    cut = place.folder / "cut.backup"
    cut.write_bytes(shorter + data[len(packed) : len(packed) + 2 * FRAME])
    assert refused(place, cut) == "backup-altered"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            lambda body: body[FRAME : 2 * FRAME] + body[:FRAME] + body[2 * FRAME :], id="first two swapped"
        ),
        pytest.param(
            lambda body: (
                body[:FRAME] + body[2 * FRAME : 3 * FRAME] + body[FRAME : 2 * FRAME] + body[3 * FRAME :]
            ),
            id="later two swapped",
        ),
        pytest.param(
            lambda body: body[: 2 * FRAME] + body[FRAME : 2 * FRAME] + body[3 * FRAME :],
            id="one twice in the place of another",
        ),
        pytest.param(lambda body: body[:-20] + bytes([body[-20] ^ 1]) + body[-19:], id="a bit near the end"),
        pytest.param(lambda body: bytes([body[0] ^ 128]) + body[1:], id="the first bit"),
    ],
)
def test_chunks_in_another_order_or_with_another_bit(place: Place, change: Callable[[bytes], bytes]) -> None:
    made = with_large_original(place)
    data = made.path.read_bytes()
    begin = len(read_header(BytesIO(data), made.path)[1])
    other = place.folder / "other.backup"
    other.write_bytes(data[:begin] + change(data[begin:]))
    assert refused(place, other) == "backup-altered"


@pytest.mark.parametrize("field", ["id", "workspace", "made_at", "sent", "parent", "parent_name", "format"])
def test_no_field_of_the_plain_header_can_be_changed(place: Place, field: str) -> None:
    made = backed_up(place)
    data = made.path.read_bytes()
    header, packed = read_header(BytesIO(data), made.path)
    values: dict[str, object] = {
        "parent_name": "other",
        "format": 0,
        "made_at": "2030-01-01T00:00:00.000000Z",
        "parent": "0" * 32,
    }
    value = values[field] if field in values else str(getattr(header, field))[::-1]
    changed = replace(header, **{field: value})  # type: ignore[arg-type]
    assert changed != header
    made.path.write_bytes(changed.packed() + data[len(packed) :])
    assert refused(place, made.path) == "backup-altered"


@pytest.mark.parametrize(
    "body", [b"{}", b"[]", b"{", b"\xff", b'{"format": "x"}', b'{"format": 1, "id": 5}', b"[" * 3000]
)
def test_a_header_of_nonsense(place: Place, body: bytes) -> None:
    path = place.folder / "x.backup"
    path.write_bytes(b"tahqiq-backup\n" + len(body).to_bytes(4, "big") + body)
    assert refused(place, path) == "backup-altered"


def test_a_backup_of_a_newer_program_and_other_files(place: Place) -> None:
    header, _ = read_header(BytesIO(backed_up(place).path.read_bytes()), place.folder)
    path = place.folder / "x.backup"
    path.write_bytes(replace(header, format=2).packed())
    assert refused(place, path) == "backup-newer"
    path.write_bytes(b"PK\x03\x04 something else")
    assert refused(place, path) == "backup-not-one"
    assert refused(place, place.folder / "none.backup") == "no-such-file"


def test_the_wrong_key_and_the_wrong_half(place: Place) -> None:
    made = backed_up(place)
    other = make(place.folder / "other")
    with pytest.raises(Refused) as raised:
        restored(made.path, place.folder / "into", read_private(place.folder / "other"))
    assert raised.value.code == "backup-wrong-key"
    assert raised.value.params["key"] == place.key.public.name
    assert raised.value.params["given"] == other.name
    for read, path in ((read_private, "other.pub"), (read_public, "other")):
        with pytest.raises(WrongUse) as wrong:
            read(place.folder / path)
        assert wrong.value.code == "recovery-key-unreadable"
    with pytest.raises(Conflict):
        make(place.folder / "other")


def test_an_older_backup_in_the_place_of_the_newest(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told by a head kept outside or beside the key; on a machine that never held the workspace, without such
    a head, it is not told."""
    first = backed_up(place)
    place.collect("people.csv", people(20))
    second = backed_up(place, "two.backup")
    head = place.bench.head()
    shutil.copyfile(first.path, second.path)
    assert refused(place, second.path, since=(head.size, head.root)) == "backup-behind-head"
    monkeypatch.setenv("TAHQIQ_KEYS", str(place.folder / "elsewhere"))
    found, verdict = restored(second.path, place.folder / "old", place.key)
    assert verdict.holds
    assert (found.size, found.made_at) == (first.head.size, first.made_at)


def test_a_chain_whose_parent_is_gone_or_another(place: Place) -> None:
    first = backed_up(place)
    place.collect("people.csv", people(20))
    second = backed_up(place, "two.backup", first.path)
    place.collect("more.csv", people(20, 300))
    third = backed_up(place, "three.backup", second.path)
    away = place.folder / "away"
    away.mkdir()
    second.path.rename(away / "renamed.backup")
    assert refused(place, third.path) == "backup-parent-missing"
    _, verdict = restored(
        third.path,
        place.folder / "named",
        place.key,
        place.terms(others=(away / "renamed.backup", first.path)),
    )
    assert verdict.holds
    shutil.copyfile(first.path, second.path)
    assert refused(place, third.path) == "backup-parent-missing"
    second.path.unlink()
    data = (away / "renamed.backup").read_bytes()
    header, packed = read_header(BytesIO(data), away)
    second.path.write_bytes(replace(header, parent="", parent_name="").packed() + data[len(packed) :])
    assert refused(place, third.path) in ("backup-altered", "backup-cut-short")
    second.path.write_bytes(data[:-5])
    assert refused(place, third.path) == "backup-cut-short"


@pytest.mark.parametrize("there", ["file in it", "workspace", "a file", "link to a file"])
def test_nothing_is_restored_over_what_is_there(place: Place, there: str) -> None:
    made = backed_up(place)
    folder = place.folder / "into"
    if there == "workspace":
        folder = place.root
    elif there == "file in it":
        folder.mkdir()
        (folder / "letter.txt").write_text("mine", "utf-8")
    elif there == "a file":
        folder.write_text("mine", "utf-8")
    else:
        (place.folder / "mine").write_text("mine", "utf-8")
        folder.symlink_to(place.folder / "mine")
    before = {item: item.stat().st_mtime_ns for item in place.folder.rglob("*")}
    with pytest.raises(Conflict) as raised:
        restored(made.path, folder, place.key)
    assert raised.value.code == "folder-not-empty"
    assert {item: item.stat().st_mtime_ns for item in place.folder.rglob("*")} == before


def test_a_memory_of_the_last_backup_that_was_written_over_is_not_built_upon(place: Place) -> None:
    """Else rows could be kept out of the next backup."""
    first = backed_up(place)
    place.collect("people.csv", people(20))
    path = place.root / "backup" / "last" / "database.db"
    shutil.copyfile(place.root / "tahqiq.db", path)
    with pytest.raises(Conflict) as raised:
        backed_up(place, "two.backup", first.path)
    assert raised.value.code == "backup-base-unknown"


def test_a_disk_that_is_full(place: Place) -> None:
    """No file of more than two MiB can be written: neither a half backup nor a workspace that opens stays."""
    whole = with_large_original(place)
    target = place.folder / "two.backup"
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * CHUNK, limit[1]))
    try:
        with pytest.raises(Refused) as raised:
            place.bench.back_up(target, place.key.public)
        with pytest.raises(Refused) as again:
            restored(whole.path, place.folder / "into", place.key)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert {raised.value.code, again.value.code} == {"backup-no-room"}
    assert not list(place.folder.glob("two.backup*"))
    assert (place.folder / "into" / UNFINISHED).exists()
    with pytest.raises(Conflict, match="not a whole workspace"):
        Workbench.opened(place.folder / "into").__enter__()
    backed_up(place, "two.backup")
    found, _ = restored(whole.path, place.folder / "into", place.key)
    assert found.id == whole.id
    assert not (place.folder / "into" / UNFINISHED).exists()


def test_a_plain_look_at_the_file_tells_nothing_of_its_content(place: Place) -> None:
    place.collect("people.csv", people(30, 700))
    made = place.bench.back_up(place.folder / "one.backup", place.key.public, with_key=True)
    data = made.path.read_bytes()
    for word in (
        b"Person 7",
        b"people.csv",
        b"owner",
        b"Inbox",
        b"PRIVATE KEY",
        made.head.root.encode(),
        b"SQLite format",
    ):
        assert word not in data
    with pytest.raises((Damaged, NotFound, Refused)):
        opened(made.path, read_private_of_another(place))


def read_private_of_another(place: Place) -> PrivateHalf:
    make(place.folder / "another")
    return read_private(place.folder / "another")
