"""What the search reads of a workspace."""

from pathlib import Path
from typing import Protocol

from tahqiq.store.database import Database
from tahqiq.store.events import Events
from tahqiq.store.reader import Reading


class Readers(Protocol):
    """The parts of a :class:`tahqiq.store.workspace.Workspace` that searching needs; everything shown goes
    through a Scope."""

    @property
    def root(self) -> Path: ...

    @property
    def database(self) -> Database: ...

    @property
    def reading(self) -> Reading: ...

    @property
    def events(self) -> Events: ...
