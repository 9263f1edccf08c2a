"""A backup made, and the refusal to restore one."""

import shutil
from pathlib import Path

import pytest

from tahqiq.casework.backing_up import Made
from tahqiq.kit.errors import TahqiqError, WrongUse
from tahqiq.workbench import Workbench
from tahqiq.workbench.backups import restored
from tests.casework.backups import Place


def backed_up(place: Place, name: str = "one.backup", onto: Path | None = None) -> Made:
    return place.bench.back_up(place.folder / name, place.key.public, onto)


def refused(place: Place, path: Path, **more: object) -> str:
    """The code of the refusal; the folder it was to go into is not opened by anything."""
    folder = place.folder / "into"
    shutil.rmtree(folder, ignore_errors=True)
    with pytest.raises(TahqiqError) as raised:
        restored(path, folder, place.key, place.terms(**more))
    with pytest.raises(WrongUse):
        Workbench.opened(folder).__enter__()
    return raised.value.code
