"""Desks that are found as if their packages were installed, without a package manager: a folder on the path
with the entry points of each."""

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tahqiq.desk.registry import desks
from tahqiq.kit.messages import catalogue
from tahqiq.model.kinds import kinds
from tahqiq.web import app

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "desk"
HERE = Path(__file__).resolve().parent


def laid_out(folder: Path) -> Path:
    """The tutorial's desk and that of these tests in ``folder``, as an installer would lay them out."""
    shutil.copytree(TUTORIAL / "visitors", folder / "visitors")
    shutil.copy(HERE / "findings.py", folder / "findings.py")
    for name in ("findings_words", "findings_data"):
        shutil.copytree(HERE / name, folder / name)
    for name, words in (("visitors", "visitors.messages"), ("findings", "findings_words")):
        info = folder / f"{name}-1.0.dist-info"
        info.mkdir()
        info.joinpath("METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
        told = f"[tahqiq.desks]\n{name} = {name}:DESK\n[tahqiq.messages]\n{name} = {words}\n"
        info.joinpath("entry_points.txt").write_text(told, "utf-8")
    return folder


@contextmanager
def installed(folder: Path) -> Iterator[Path]:
    """The desks in ``folder`` are found by this process while the block runs."""
    sys.path.insert(0, str(folder))
    _find({info.name.partition("-")[0] for info in folder.glob("*.dist-info")})
    try:
        yield folder
    finally:
        sys.path.remove(str(folder))
        for name in ("visitors", "findings", "findings_words", "findings_data", "visitors.messages"):
            sys.modules.pop(name, None)
        _forget()


def _find(names: set[str]) -> None:
    """All of ``names`` are among the desks that this process knows. A thread that an earlier test left at its
    last answer may put back what it had read before; it is asked again then."""
    for _ in range(20):
        _forget()
        if names <= desks().keys():
            return
    raise AssertionError(f"{names} are not found beside {[one.name for one in threading.enumerate()]}")


def _forget() -> None:
    for known in (catalogue, kinds, desks, app._routes):
        known.cache_clear()
