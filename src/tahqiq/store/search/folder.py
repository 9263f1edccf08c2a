"""The folder of the index: which sub-folder is in use, what is in it, and who may write.

``index/state.json`` is replaced in one step after a commit, so a program killed at any moment leaves a state
that is true or behind, never ahead: what is behind is indexed again (adding a source begins with taking it
away).
"""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import monotonic, sleep

import tantivy

from tahqiq.kit.errors import Busy
from tahqiq.store.search.layout import VERSION, schema

_STATE, _LOCK = "state.json", "write.lock"
_TRY_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class State:
    """``folder`` the sub-folder in use ("" = none); ``sources`` the fingerprint of each source in it, by its
    number as text."""

    version: int = VERSION
    folder: str = ""
    sources: dict[str, str] = field(default_factory=dict)


class Folder:
    """The index folder of one workspace."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def state(self) -> State:
        """What is in use; an empty state when there is nothing usable (missing, cut off, of another
        version)."""
        try:
            loaded = json.loads((self.root / _STATE).read_text("utf-8"))
            found = State(
                int(loaded["version"]),
                str(loaded["folder"]),
                {str(no): str(mark) for no, mark in loaded["sources"].items()},
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return State()
        if (
            found.version != VERSION
            or not found.folder.isalnum()
            or not tantivy.Index.exists(str(self.root / found.folder))
        ):
            return State()
        return found

    def signature(self) -> tuple[int, int]:
        """Changes whenever the state does; (0, 0) when there is none."""
        try:
            about = (self.root / _STATE).stat()
        except OSError:
            return 0, 0
        return about.st_mtime_ns, about.st_ino

    def keep(self, state: State) -> None:
        """Replace the state, durable."""
        temporary = self.root / f"{_STATE}.tmp"
        with temporary.open("w", encoding="utf-8") as out:
            json.dump(asdict(state), out)
            out.flush()
            os.fsync(out.fileno())
        temporary.rename(self.root / _STATE)

    def fresh(self) -> tuple[str, tantivy.Index]:
        """An empty index in a sub-folder of its own."""
        name = secrets.token_hex(8)
        (self.root / name).mkdir(parents=True, mode=0o700)
        return name, tantivy.Index(schema(), str(self.root / name))

    def open(self, state: State) -> tantivy.Index:
        """The index in use. Raises ``ValueError`` or ``OSError`` when it cannot be opened."""
        index = tantivy.Index.open(str(self.root / state.folder))
        index.config_reader("manual")
        return index

    def sweep(self, state: State) -> None:
        """Remove sub-folders that are not in use: what a broken-off rebuild left. Only under the lock."""
        for path in self.root.iterdir():
            if path.is_dir() and path.name != state.folder:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def writing(self, wait: float = 0.0) -> Iterator[None]:
        """The named lock ``index``: one writer on this machine; the system gives it back when its holder
        dies.

        Raises :class:`Busy` (``index-busy``) when somebody else still holds it after ``wait`` seconds.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / _LOCK).open("a") as lock:
            until = monotonic() + wait
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as error:
                    if monotonic() >= until:
                        raise Busy("index-busy") from error
                    sleep(min(_TRY_SECONDS, max(0.01, wait)))
            yield
