"""A database file that the account may not read or write is said to be that, and not a disk that fails."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tahqiq.kit.errors import Busy
from tahqiq.kit.faults import interrupts
from tahqiq.store.sqlite import SqliteDatabase

NOBODY = 65534


@pytest.fixture
def database() -> Iterator[Path]:
    """A database of the account that asks, who is not root."""
    root = os.geteuid() == 0
    folder = Path(tempfile.mkdtemp(prefix="tahqiq-rights-", dir="/tmp" if root else None))  # others may enter
    if root:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        made = SqliteDatabase(folder / "tahqiq.db")
        with made.transaction() as transaction:
            transaction.execute("CREATE TABLE one (no INTEGER)")
        made.close()
        yield folder / "tahqiq.db"
    finally:
        if root:
            os.seteuid(0)
        shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("mode", "code"), [(0o000, "no-right-to-read"), (0o200, "no-right-to-read"), (0o400, "no-right-to-write")]
)
def test_a_file_without_rights_is_named(database: Path, mode: int, code: str) -> None:
    database.chmod(mode)
    with pytest.raises(Busy) as refused, SqliteDatabase(database).transaction() as transaction:
        transaction.execute("INSERT INTO one VALUES (1)")
    assert refused.value.code == code
    assert str(database) in str(refused.value)
    assert interrupts(refused.value)


def test_a_folder_without_rights_is_named(database: Path) -> None:
    database.parent.chmod(0o500)
    try:
        with pytest.raises(Busy) as refused:
            SqliteDatabase(database).query("SELECT * FROM one")
        assert (refused.value.code, refused.value.params["path"]) == (
            "no-right-to-write",
            str(database.parent),
        )
    finally:
        database.parent.chmod(0o700)
