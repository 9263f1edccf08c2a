"""Whether the entry of a list with which a traveller was compared still stands."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desks.passengers.originals import source_of
from tahqiq.desks.passengers.watchlists.list_files import read_list_file
from tahqiq.desks.passengers.watchlists.record import WATCHLIST, Watchlist
from tahqiq.kit import clock
from tahqiq.model.kind import day_of


class EntryEndView(Strict):
    """Why nobody is compared with an entry of a list any more."""

    on: str = Field(description="The day on which it ended: the last day of its list, or when it was ended.")
    reason: str = Field(default="", description="Why it was ended; empty: its time was over, or nobody said.")
    by: str = Field(default="", description="Who ended it, by name; empty: its time was over.")


class Standing:
    """The lists of a desk as they stand today, each asked for once."""

    def __init__(self, at: Desktop) -> None:
        self._at = at
        self._versions: dict[str, list[RecordVersion[Watchlist]]] = {}
        self._used: Mapping[str, RecordVersion[Watchlist]] | None = None

    def end(self, list_id: str, list_name: str, entry: str) -> EntryEndView | None:
        """When and why an entry ended; None where it stands: its list is in use, or a later one of the same
        name that holds the entry. Also None where the person may not see the list."""
        if list_id not in self._versions:
            self._versions[list_id] = self._at.records(WATCHLIST).versions([list_id]).get(list_id, [])
        versions = self._versions[list_id]
        if not versions:
            return None
        latest, today = versions[0], day_of(clock.now())
        over = latest.state == "put-away"
        if (not over and latest.body.used_on(today)) or self._goes_on(list_name, entry):
            return None
        if not over:
            return EntryEndView(on=latest.body.until.isoformat())
        return EntryEndView(
            on=latest.at,
            reason=latest.body.ended,
            by=self._at.bench.names([latest.by]).get(latest.by, "") if latest.by else "",
        )

    def _goes_on(self, list_name: str, entry: str) -> bool:
        if self._used is None:
            today = day_of(clock.now())
            found = self._at.records(WATCHLIST).find(order="ends", limit=500).records
            self._used = {one.body.name: one for one in found if one.body.used_on(today)}
        later = self._used.get(list_name)
        if later is None:
            return False
        originals = self._at.bench.workspace.originals
        source, aliases = source_of(self._at, later.body.source), later.body.aliases
        beside = originals.path(source_of(self._at, aliases).sha256) if aliases else None
        return entry in _entries(originals.path(source.sha256), source.name, beside)


@lru_cache(maxsize=8)
def _entries(path: Path, name: str, beside: Path | None) -> frozenset[str]:
    """Whom a sealed list names; what is sealed does not change."""
    return frozenset(one.identity for one in read_list_file(path, name, beside).entries)
