"""A workspace with a few sheets collected into it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench


@contextmanager
def collected(folder: Path, sheets: Mapping[str, str]) -> Iterator[Workbench]:
    """The workbench of the owner of a new workspace in ``folder``; ``sheets`` are the texts of its files by
    name, collected in that order."""
    door = Door.found(folder / "ws", owner="owner")
    opened = Workbench(door, door.people.get("owner"))
    for name, text in sheets.items():
        (folder / name).write_text(text, "utf-8")
        assert opened.collect([folder / name], opened.deposit())[0].status == "published"
    yield opened
    door.close()
