"""A sequence as one sealed file: a ZIP of the runs, the sheet, the method, the library and what else the
answer rests on, so that its digest names all of it.

    sequence.csv  method.yaml  library.msp (.jca, …)  ladder.msp  controls.csv  RUN.D/…  RUN.cdf

It is unpacked into a folder of this process inside the workspace and read there; the last two stay unpacked
while they are looked at.
"""

import hashlib
import shutil
import tempfile
import zipfile
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tahqiq.desks.lab.batch.sheet import CONTROLS, SHEET, Injection, sheet
from tahqiq.desks.lab.library import additions as adding
from tahqiq.desks.lab.library.store import Library
from tahqiq.desks.lab.readers import in_file, read
from tahqiq.desks.lab.signal.components import Component, components
from tahqiq.desks.lab.signal.grid import Ions
from tahqiq.desks.lab.signal.refusals import ions_or_why
from tahqiq.formats.confined.task import ORDINARY, Stopped, Task
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem
from tahqiq.store.workspace import UNPACKED

METHOD = "method.yaml"
ENDINGS = (".msp", ".jca", ".jdx", ".txt")
MOST, RUNS = 2, 6
"""How many sequences stay unpacked, and how many runs of each stay taken apart."""
MOST_BYTES = 8 << 30
"""Bytes of everything in a sequence; a run has some tens of millions."""
STEADY = (1980, 1, 1, 0, 0, 0)


_UNPACK = Task[int](
    "tahqiq.desks.lab.readers.archives:unpack", int, replace(ORDINARY, max_written=MOST_BYTES)
)


@dataclass(slots=True, eq=False)
class Unpacked:
    """A sequence unpacked at ``root``; ``library`` None where it brings none, ``aside`` what could not be
    read of it; ``opened`` are runs taken apart, ``odd`` what their files say that cannot be or is missing."""

    root: Path
    digest: str
    injections: list[Injection]
    library: Library | None
    ladder: Path | None
    held: tempfile.TemporaryDirectory[str]
    aside: Sequence[Problem] = ()
    opened: "OrderedDict[str, tuple[Ions, list[Component]]]" = field(default_factory=OrderedDict)
    odd: dict[str, Sequence[Problem]] = field(default_factory=dict)

    @property
    def method(self) -> Path:
        """The method."""
        return self.root / METHOD

    @property
    def controls(self) -> Path | None:
        """Quantities of former days, where they came along."""
        path = self.root / CONTROLS
        return path if path.is_file() else None

    def scans(self, name: str) -> Ions:
        """The scans of a run, not taken apart. Raises as :meth:`run`."""
        return self.opened[name][0] if name in self.opened else self._read(name)[0]

    def _read(self, name: str) -> tuple[Ions, Sequence[Problem]]:
        one = next((item for item in self.injections if item.run == name), None)
        if one is None:
            raise NotFound("lab-no-such-run", run=name[:60])
        found = read(one.path)
        return ions_or_why(name, found.run, found.problems), found.problems

    def run(self, name: str) -> tuple[Ions, list[Component]]:
        """A run taken apart. Raises ``NotFound`` (``lab-no-such-run``), ``WrongUse`` (``lab-run-refused``,
        with the scan at which what is wrong begins)."""
        if name not in self.opened:
            ions, self.odd[name] = self._read(name)
            self.opened[name] = (ions, components(ions))
            while len(self.opened) > RUNS:
                self.opened.popitem(last=False)
        self.opened.move_to_end(name)
        return self.opened[name]


_KEPT: OrderedDict[str, Unpacked] = OrderedDict()


def unpacked(path: Path, digest: str, scratch: Path) -> Unpacked:
    """The sequence of an archive with this digest (SHA-256), in a folder below ``scratch``, the workspace's
    own: an erasure takes it away there, and a start what a crash left. Raises ``WrongUse``:
    ``lab-archive-wrong`` where it is no ZIP or holds what it may not, ``lab-archive-lacks`` where sheet or
    method are missing."""
    if digest in _KEPT and _KEPT[digest].root.is_dir():
        _KEPT.move_to_end(digest)
        return _KEPT[digest]
    scratch.mkdir(parents=True, exist_ok=True)
    folder = tempfile.TemporaryDirectory(prefix=UNPACKED, dir=scratch, ignore_cleanup_errors=True)
    root = Path(folder.name)
    try:
        try:
            _UNPACK.once(path, root, fills=root)
        except Stopped as error:
            raise WrongUse("lab-archive-wrong", why=" ".join(str(error).split())[:200]) from None
        found = _opened(root, digest, folder)
    except BaseException:
        folder.cleanup()
        raise
    _KEPT[digest] = found
    while len(_KEPT) > MOST:
        _KEPT.popitem(last=False)[1].held.cleanup()
    return found


def _opened(root: Path, digest: str, folder: tempfile.TemporaryDirectory[str]) -> Unpacked:
    inside = root
    if not (root / SHEET).is_file():  # everything in one folder of the archive
        inside = next(
            (one for one in sorted(root.iterdir()) if one.is_dir() and (one / SHEET).is_file()), root
        )
    for name in (SHEET, METHOD):
        if not (inside / name).is_file():
            raise WrongUse("lab-archive-lacks", name=name)
    files = {
        stem: next((inside / f"{stem}{end}" for end in ENDINGS if (inside / f"{stem}{end}").is_file()), None)
        for stem in ("library", "ladder")
    }
    library, aside = None, list[Problem]()
    if files["library"] is not None:
        place = inside / ".library"
        adding.create(place)
        (brought,), problems = adding.add(place, [files["library"]])
        aside = [replace(one, place=in_file(name, one.place)) for name, one in problems]
        if brought.known:
            aside.append(
                Problem(
                    "lab-library-known",
                    in_file(brought.name, Place()),
                    params={"count": brought.known},
                    records=brought.known,
                )
            )
        library = Library(place)
    injections, _ = sheet(inside / SHEET)
    return Unpacked(inside, digest, injections, library, files["ladder"], folder, aside)


def pack(target: Path, folder: Path, parts: dict[str, Path]) -> str:
    """Write an archive of a folder with its sheet and runs, and of ``parts`` under fixed names; the same
    files give the same bytes. Gives back its SHA-256."""
    listed = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.resolve() != target.resolve()
    }
    if SHEET not in listed:
        lists = [
            name
            for name in listed
            if "/" not in name and name.casefold().endswith(".csv") and name != CONTROLS
        ]
        if len(lists) != 1:
            raise WrongUse("lab-sheet-none", name=folder.name, count=len(lists))
        listed[SHEET] = listed.pop(lists[0])
    listed.update(parts)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(listed):
            with (
                listed[name].open("rb") as source,
                archive.open(zipfile.ZipInfo(name, STEADY), "w", force_zip64=True) as out,
            ):
                shutil.copyfileobj(source, out, 1 << 20)
    return hashlib.sha256(target.read_bytes()).hexdigest()
