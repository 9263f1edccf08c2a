"""Training and scoring of a kind's records with splink, on DuckDB (in memory, without extensions) or on
Spark.

Parameters stay outside the engine, in a :class:`~tahqiq.resolve.model.Model`; an engine gets them in its own
dialect each time.
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from splink import DuckDBAPI, Linker
from splink.internals.database_api import DatabaseAPISubClass
from splink.internals.exceptions import EMTrainingException
from splink.internals.splink_dataframe import SplinkDataFrame

from tahqiq.resolve.comparison import Dialect
from tahqiq.resolve.kinds import Kind
from tahqiq.resolve.model import Model

MEMORY = "1500MB"
SAMPLE_PAIRS = 2_000_000
SEED = 1
LEAST_PROBABILITY = 0.01
"""Candidates below are not kept: one in a hundred or less."""
KEPT_TERMS = 20_000
_LEAST_TERMS = 3
logging.getLogger("splink").setLevel(logging.ERROR)
"""splink tells of every level it has not met in training; what was not met keeps its starting value here
(:class:`Model`)."""


class Backend(Protocol):
    """What linking needs of an engine."""

    dialect: Dialect
    api: DatabaseAPISubClass

    def register(self, table: pa.Table) -> SplinkDataFrame:
        """A table that splink can read."""
        ...

    def narrowed(self, records: SplinkDataFrame, fresh: SplinkDataFrame, kind: Kind) -> SplinkDataFrame:
        """Those records that agree with a fresh one on any of the kind's blocks (or all, where an engine
        gains nothing by it)."""
        ...

    def fetch(self, frame: SplinkDataFrame) -> pa.Table:
        """A result as an Arrow table."""
        ...

    def forget(self, *frames: SplinkDataFrame) -> None:
        """Let go of tables that :meth:`register` or :meth:`narrowed` made."""
        ...


class DuckBackend:
    """DuckDB in memory."""

    dialect: Dialect = "duckdb"

    def __init__(self, memory: str = MEMORY, threads: int = 0) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(f"SET memory_limit = '{memory}'")
        self.connection.execute("SET autoinstall_known_extensions = false")
        if threads:
            self.connection.execute(f"SET threads = {int(threads)}")
        self.api: DatabaseAPISubClass = DuckDBAPI(self.connection)
        self._count = 0

    def register(self, table: pa.Table) -> SplinkDataFrame:
        """A table of DuckDB's own: scans of it are quicker than of Arrow memory."""
        self._count += 1
        name = f"given_{self._count}"
        self.connection.register("arriving", table)
        self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM arriving")
        self.connection.unregister("arriving")
        return self.api.register(name)

    def create(self, name: str, shape: pa.Schema) -> None:
        """An empty table with the columns of a schema."""
        self.connection.register("arriving", shape.empty_table())
        self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM arriving")
        self.connection.unregister("arriving")

    def meeting(self, old: str, new: str, kind: Kind) -> str:
        """The numbers of those records of one table that meet a record of another under a block or
        identifier, as a query.

        One scan of the columns of each block instead of joins over whole records: what makes a single record
        quick.
        """
        found = [
            f"SELECT no FROM {old} SEMI JOIN {new} USING ({', '.join(columns)})" for columns in kind.blocks
        ]
        found += [
            (
                f"SELECT no FROM (SELECT no, unnest({column}) AS one FROM {old}) SEMI JOIN (SELECT "
                f"unnest({column}) AS one FROM {new}) USING (one)"
            )
            for column in kind.exploded
        ]
        return " UNION ".join(found) or "NULL"

    def narrowed(self, records: SplinkDataFrame, fresh: SplinkDataFrame, kind: Kind) -> SplinkDataFrame:
        """Those records that agree with a fresh one on any of the kind's blocks."""
        self._count += 1
        name = f"given_{self._count}"
        inside = self.meeting(records.physical_name, fresh.physical_name, kind)
        self.connection.execute(
            f"CREATE TABLE {name} AS SELECT * FROM {records.physical_name} WHERE no IN ({inside})"
        )
        return self.api.register(name)

    def forget(self, *frames: SplinkDataFrame) -> None:
        """Drop the tables."""
        for frame in frames:
            self.connection.execute(f"DROP TABLE {frame.physical_name}")

    def fetch(self, frame: SplinkDataFrame) -> pa.Table:
        """A result as an Arrow table."""
        return self.connection.sql(f"SELECT * FROM {frame.physical_name}").to_arrow_table()


def schema(kind: Kind) -> pa.Schema:
    """The columns of a kind's feature table: ``no`` (int64), texts, lists of texts, and ``year`` (int32)
    where there is a birth date."""
    fields = [
        pa.field("no", pa.int64()),
        *(pa.field(name, pa.string()) for name in (*kind.texts, *kind.aside)),
    ]
    fields += [pa.field(name, pa.list_(pa.string())) for name in kind.lists]
    return pa.schema([*fields, pa.field("year", pa.int32())] if "born" in kind.texts else fields)


def terms(records: pa.Table, kind: Kind) -> dict[str, dict[str, float]]:
    """The shares of the commonest values of the fields in which rarity counts, of those that occur at least
    three times."""
    found: dict[str, dict[str, float]] = {}
    for comparison in kind.comparisons:
        if comparison.rare:
            known = records[comparison.field].drop_null()
            counted = known.value_counts() if len(known) else []
            pairs = sorted(((one["counts"].as_py(), one["values"].as_py()) for one in counted), reverse=True)
            found[comparison.field] = {
                value: count / len(known) for count, value in pairs[:KEPT_TERMS] if count >= _LEAST_TERMS
            }
    return found


class Linkage:
    """Records of one kind, ready to be scored with a model among ``population`` records (their own number
    where not given)."""

    def __init__(self, model: Model, records: pa.Table, backend: Backend, population: int = 0) -> None:
        self.model = model
        self._backend = backend
        self._records = backend.register(scored_columns(model.kind, records))
        self._population = population or records.num_rows
        self._linker = Linker(
            self._records, model.settings(backend.dialect, self._population), log_level=None
        )
        for field in (comparison.field for comparison in model.comparisons if comparison.rare):
            shares = model.terms.get(field, {})
            table = pa.table(
                {
                    field: pa.array(shares.keys(), pa.string()),
                    f"tf_{field}": pa.array(shares.values(), pa.float64()),
                }
            )
            lookup = backend.register(table)
            self._linker.table_management.register_term_frequency_lookup(lookup, field)

    def trained(self) -> Model:
        """u from random pairs, m by expectation maximisation within the kind's sessions; without labels, the
        same from the same records.

        The records' own rarities are taken in. The share of duplicates is left as it is (:func:`duplicates`
        finds it from a result).
        """
        training = self._linker.training
        training.estimate_u_using_random_sampling(max_pairs=SAMPLE_PAIRS, seed=SEED)
        for columns in self.model.kind.sessions:
            rule = " AND ".join(f"l.{column} = r.{column}" for column in columns)
            with suppress(
                EMTrainingException, ValueError
            ):  # no pair agrees so, or none that is one thing: the starting values stay
                training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=SAMPLE_PAIRS)
        return self.model.with_parameters(_parameters(self._linker), self.model.duplicates)

    def within(self) -> pa.Table:
        """Candidates among the records: ``no_l``, ``no_r``, ``match_weight`` (bits, prior included),
        ``match_probability``, and for each field its weight ``mw_*`` and what rarity adds to it
        ``mw_tf_adj_*``; :mod:`tahqiq.resolve.evidence` reads levels from them."""
        return self._backend.fetch(
            self._linker.inference.predict(
                threshold_match_probability=LEAST_PROBABILITY, warning_mode="never"
            )
        )

    def between(self, fresh: pa.Table) -> pa.Table:
        """Candidates between ``fresh`` records and those there are; columns as in :meth:`within`."""
        kind = self.model.kind.among(self._population).usable(
            frozenset(name for name in fresh.column_names if fresh[name].null_count < fresh.num_rows)
        )
        if not kind.rules():
            return _nothing(self.model)
        new = self._backend.register(scored_columns(self.model.kind, fresh))
        near = self._backend.narrowed(self._records, new, kind)
        found = self._linker.inference.predict_between(
            near,
            new,
            blocking_rules_to_generate_predictions=kind.rules(),
            threshold_match_probability=LEAST_PROBABILITY,
            warning_mode="never",
        )
        result = self._backend.fetch(found)
        found.drop_table_from_database_and_remove_from_cache()
        self._backend.forget(near, new)
        return result


def scored_columns(kind: Kind, records: pa.Table) -> pa.Table:
    """The columns that scores are made of."""
    return records.select([name for name in schema(kind).names if name not in kind.aside])


def _nothing(model: Model) -> pa.Table:
    """A result without candidates."""
    names = [
        "match_weight",
        "match_probability",
        *(f"mw_{comparison.field}" for comparison in model.comparisons),
    ]
    names += [f"mw_tf_adj_{comparison.field}" for comparison in model.comparisons if comparison.rare]
    numbers = {name: pa.array([], pa.float64()) for name in names}
    return pa.table({"no_l": pa.array([], pa.int64()), "no_r": pa.array([], pa.int64()), **numbers})


def _parameters(linker: Linker) -> dict[str, dict[str, tuple[float | None, float | None]]]:
    """Trained m and u by field and level; None where nothing was observed."""
    found: dict[str, dict[str, tuple[float | None, float | None]]] = {}
    for comparison in linker.misc.save_model_to_json()["comparisons"]:
        levels = found.setdefault(comparison["output_column_name"], {})
        for level in comparison["comparison_levels"]:
            if not level.get("is_null_level"):
                levels[level["label_for_charts"]] = (level.get("m_probability"), level.get("u_probability"))
    return found


def duplicates(scored: Sequence[pa.Table], records: int, prior: float, rounds: int = 20) -> float:
    """How many other records of the same thing a record has, expected from scores: the share that the scores
    themselves imply."""
    weights = [table["match_weight"] for table in scored if table.num_rows]
    share = prior
    pairs = records * (records - 1) / 2
    for _ in range(rounds):
        ratio = share / (1 - share) / (prior / (1 - prior))
        expected = 0.0
        for column in weights:
            odds = pc.multiply(pc.power(2.0, column), ratio)
            expected += float(pc.sum(pc.divide(odds, pc.add(odds, 1.0))).as_py())
        share = min(0.5, max(expected, 0.5) / pairs)
    return share * (records - 1)


__all__ = [
    "LEAST_PROBABILITY",
    "Backend",
    "DuckBackend",
    "Linkage",
    "duplicates",
    "schema",
    "scored_columns",
    "terms",
]
