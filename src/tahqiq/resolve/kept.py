"""The features of everything that one set of data classes shows, kept between runs: a new source costs what
it brings, not what is there.

They are derived and may be deleted. On disk they are steps of Parquet files, each with the records it took
away, beside a state that names the sources in them; in memory the last set used stays open. Who may see a set
of classes may see its folder's features; the folder is the workspace's own.
"""

import json
import secrets
import shutil
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tahqiq.kit.ids import digest
from tahqiq.kit.parts import parts
from tahqiq.model.scope import Scope
from tahqiq.resolve.engine import DuckBackend, scored_columns
from tahqiq.resolve.features import SHARED_BY, edge_types, features, gather, lead, linked_types, shape
from tahqiq.resolve.kinds import KINDS, Kind
from tahqiq.store import lookups
from tahqiq.store.database import integer
from tahqiq.store.statement_values import nodes_of, pointed_at, pointing, standing_values
from tahqiq.store.touched_nodes import TouchedFiles
from tahqiq.store.workspace import LINKAGE, Workspace

_VERSION = "3"
_CHUNK = 20_000
_MOST_STEPS, _MOST_SETS = 12, 8
STATE = "state.json"


@dataclass(frozen=True, slots=True)
class _State:
    """What the features hold: the sources, how many decisions about values, and the steps on disk, oldest
    first. ``form`` names program and columns."""

    form: str
    sources: tuple[int, ...]
    decisions: int
    steps: tuple[str, ...]


class Kept:
    """The features of one set of classes, as they were when :meth:`of` gave it. One at a time is worked with
    (:attr:`guard`)."""

    guard = threading.RLock()
    _last: "tuple[Path, Kept] | None" = None

    def __init__(self, workspace: Workspace, scope: Scope) -> None:
        self._workspace, self._scope = workspace, scope
        self._folder = workspace.root / LINKAGE / scope.digest[:16]
        self._backend = DuckBackend()
        self._run = self._backend.connection.execute
        for kind in KINDS.values():
            self._backend.create(kind.name, shape(kind))
            columns = ", ".join(
                f"{name} {type_}"
                for name, type_ in (("list", "TEXT"), ("one", "TEXT"), ("no", "BIGINT"), ("lead", "TEXT"))
            )
            self._run(f"CREATE TABLE {kind.name}_ties ({columns})")
        self._state = self._load()

    @classmethod
    def of(cls, workspace: Workspace, scope: Scope) -> "Kept":
        """The features of what a scope sees, up to date."""
        folder = workspace.root / LINKAGE / scope.digest[:16]
        known = cls._last[1] if cls._last and cls._last[0] == folder else None
        if known is None or _read(folder) != known._state:
            cls._last = None
            known = cls(workspace, scope)
        known._workspace, known._scope = workspace, scope
        known._refresh()
        cls._last = folder, known
        return known

    def count(self, kind: Kind) -> int:
        """How many records of a kind there are."""
        return integer(self._run(f"SELECT COUNT(*) FROM {kind.name}").fetchall()[0][0])

    def table(self, kind: Kind) -> pa.Table:
        """All records of a kind in the order of their numbers, identifiers that are nobody's own left out."""
        return self._own(kind, self._fetch(f"SELECT * FROM {kind.name} ORDER BY no"), everything=True)

    def beside(self, kind: Kind, nodes: Sequence[int], population: int) -> tuple[pa.Table, pa.Table]:
        """The records of some nodes, and those of all others that meet one of them under a block or
        identifier; identifiers that are nobody's own left out.

        ``population`` decides whether the loose blocks count.
        """
        self._run("CREATE OR REPLACE TEMP TABLE wanted (no BIGINT)")
        chosen = pa.table({"no": pa.array(sorted(nodes), pa.int64())})
        self._backend.connection.register("arriving", chosen)
        self._run("INSERT INTO wanted SELECT no FROM arriving")
        self._backend.connection.unregister("arriving")
        fresh = self._own(
            kind, self._fetch(f"SELECT * FROM {kind.name} SEMI JOIN wanted USING (no) ORDER BY no")
        )
        known = frozenset(name for name in fresh.column_names if fresh[name].null_count < fresh.num_rows)
        usable = kind.among(population).usable(known)
        if not fresh.num_rows or not usable.rules():
            return fresh, fresh.slice(0, 0)
        given = self._backend.register(scored_columns(kind, fresh))
        near = self._backend.meeting(kind.name, given.physical_name, usable)
        found = self._fetch(
            f"SELECT * FROM {kind.name} WHERE no IN ({near}) AND no NOT IN (SELECT no FROM wanted) "
            "ORDER BY no"
        )
        self._backend.forget(given)
        return fresh, self._own(kind, found)

    def spoken_of(self, source: int) -> list[int]:
        """The nodes that a source says something of, or ties to something."""
        return self._touched([source]) or []

    def _fetch(self, sql: str) -> pa.Table:
        return self._backend.connection.sql(sql).to_arrow_table()

    def _own(self, kind: Kind, table: pa.Table, everything: bool = False) -> pa.Table:
        """The records without the identifiers that stand with more than :data:`SHARED_BY` different names."""
        if lead(kind) is None or not table.num_rows:
            return table
        among = f"{kind.name}_ties"
        if not everything:
            numbers = ",".join(str(no) for no in table["no"].to_pylist())
            among = (
                f"{among} SEMI JOIN (SELECT list, one FROM {among} WHERE no IN ({numbers})) USING (list, one)"
            )
        busy = f"SELECT list, one FROM {among} GROUP BY list, one HAVING COUNT(DISTINCT lead) > {SHARED_BY}"
        held = self._run(
            f"SELECT t.no, t.list, t.one FROM {kind.name}_ties t SEMI JOIN ({busy}) USING (list, one)"
        ).fetchall()
        gone: dict[int, set[tuple[str, str]]] = {}
        for no, name, one in held:
            gone.setdefault(integer(no), set()).add((str(name), str(one)))
        marked = np.isin(table["no"].to_numpy(), np.array(sorted(gone), dtype=np.int64))
        if not marked.any():
            return table
        rows = table.filter(pa.array(marked)).to_pylist()
        for row in rows:
            for name in kind.lists:
                row[name] = [one for one in row[name] or () if (name, one) not in gone[row["no"]]] or None
        kept = table.filter(pa.array(~marked))
        return pa.concat_tables([kept, pa.Table.from_pylist(rows, schema=table.schema)]).sort_by("no")

    def _refresh(self) -> None:
        """Make anew what is said of the nodes that sources and decisions have changed since."""
        database, before = self._workspace.database, self._state
        sources = tuple(lookups.published_within(database, self._scope.classes))
        decisions = lookups.decisions(database)
        changed = sorted(set(sources).symmetric_difference(before.sources))
        if not changed and decisions == before.decisions:
            return
        dirty = self._touched(changed) if before.sources else None
        if dirty is not None and decisions != before.decisions:
            dirty = sorted({*dirty, *self._ends(lookups.decided_about(database))})
        whole = dirty is None or len(before.steps) >= _MOST_STEPS
        self._change(nodes_of(database, linked_types()) if dirty is None else dirty, dirty is None)
        self._save(_State(before.form, sources, decisions, before.steps), None if whole else dirty)

    def _touched(self, sources: Sequence[int]) -> list[int] | None:
        """The nodes that some sources speak of or tie to something; None when nobody knows."""
        files = TouchedFiles(self._workspace.root / "manifests")
        found = [files.load(source) for source in sources]
        entities = {no for one in found if one is not None for no in one.entities.tolist()}
        return None if None in found else self._ends(sorted(entities))

    def _ends(self, entities: list[int]) -> list[int]:
        return sorted({*entities, *pointed_at(self._workspace.database, entities, edge_types())})

    def _change(self, nodes: Sequence[int], everything: bool) -> None:
        """Take the records of some nodes (or all) out, and put in what is said of them now."""
        for kind in KINDS.values():
            for table in (kind.name, f"{kind.name}_ties"):
                if everything:
                    self._run(f"DELETE FROM {table}")
                else:
                    self._take_out(table, nodes)
        database = self._workspace.database
        for chunk in parts(nodes, _CHUNK):
            edges = [no for no in pointing(database, chunk, edge_types()) if no not in set(chunk)]
            gathered = gather(standing_values(database, self._scope, [*chunk, *edges]))
            gathered = {no: gathered[no] for no in chunk if no in gathered}
            for kind in KINDS.values():
                self._put_in(kind, features(gathered, kind))

    def _take_out(self, table: str, nodes: Sequence[int]) -> None:
        self._backend.connection.register("arriving", pa.table({"no": pa.array(nodes, pa.int64())}))
        self._run(f"DELETE FROM {table} WHERE no IN (SELECT no FROM arriving)")
        self._backend.connection.unregister("arriving")

    def _put_in(self, kind: Kind, records: pa.Table) -> None:
        if not records.num_rows:
            return
        self._backend.connection.register("arriving", records)
        self._run(f"INSERT INTO {kind.name} SELECT * FROM arriving")
        name = lead(kind)
        for column in kind.lists if name else ():
            self._run(
                f"INSERT INTO {kind.name}_ties SELECT '{column}', unnest({column}), no, {name} FROM "
                f"arriving WHERE {column} IS NOT NULL"
            )
        self._backend.connection.unregister("arriving")

    def _load(self) -> _State:
        """What is on disk; nothing of it where a file is missing or the program makes other features now."""
        fresh = _State(_form(), (), 0, ())
        state = _read(self._folder)
        if state is None or state.form != fresh.form:
            return fresh
        try:
            for step in state.steps:
                gone = np.load(self._folder / f"{step}.npy", allow_pickle=False).tolist()
                for kind in KINDS.values():
                    for table in (kind.name, f"{kind.name}_ties") if gone else ():
                        self._take_out(table, gone)
                    self._put_in(
                        kind, pq.read_table(self._folder / f"{step}-{kind.name}.parquet").cast(shape(kind))
                    )
        except (OSError, ValueError, pa.ArrowException):
            for kind in KINDS.values():
                self._run(f"DELETE FROM {kind.name}")
                self._run(f"DELETE FROM {kind.name}_ties")
            return fresh
        return state

    def _save(self, state: _State, dirty: Sequence[int] | None) -> None:
        """Write what changed as one more step, or everything (``dirty`` None) as the only one; then the
        state, and remove what it does not name."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._folder.parent.chmod(0o700)
        step = secrets.token_hex(4)
        np.save(self._folder / f"{step}.npy", np.array(dirty or (), dtype=np.int64), allow_pickle=False)
        if dirty is not None:
            self._backend.connection.register("arriving", pa.table({"no": pa.array(dirty, pa.int64())}))
        for kind in KINDS.values():
            only = "" if dirty is None else " SEMI JOIN arriving USING (no)"
            pq.write_table(
                self._fetch(f"SELECT * FROM {kind.name}{only} ORDER BY no").cast(shape(kind)),
                self._folder / f"{step}-{kind.name}.parquet",
            )
        if dirty is not None:
            self._backend.connection.unregister("arriving")
        self._state = _State(
            state.form, state.sources, state.decisions, (step,) if dirty is None else (*state.steps, step)
        )
        temporary = self._folder / f".{step}.json"
        temporary.write_text(json.dumps(asdict(self._state)), "utf-8")
        temporary.rename(self._folder / STATE)
        for path in self._folder.iterdir():
            if path.name != STATE and path.name[:8] not in self._state.steps:
                path.unlink(missing_ok=True)
        others = sorted(
            (path for path in self._folder.parent.iterdir() if path != self._folder),
            key=lambda path: path.stat().st_mtime,
        )
        for path in others[: max(0, len(others) + 1 - _MOST_SETS)]:
            shutil.rmtree(path, ignore_errors=True)


def _form() -> str:
    """Names the program's features: other columns, kinds or rules make everything anew."""
    return digest("features", _VERSION, *(f"{kind.name} {shape(kind)}" for kind in KINDS.values())).hex()[:16]


def _read(folder: Path) -> _State | None:
    try:
        stored = json.loads((folder / STATE).read_text("utf-8"))
        return _State(stored["form"], tuple(stored["sources"]), stored["decisions"], tuple(stored["steps"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


__all__ = ["Kept"]
