"""What is compared and how: fields with levels from "the same" to "contradicting", said in a SQL that DuckDB
and Spark both read.

A level names its condition once; in it ``{l}`` and ``{r}`` stand before the columns of the two records,
``{overlap}`` for the engine's test whether two lists share a value. The first level that holds counts
(Fellegi and Sunter 1969, with levels as in Enamorado, Fifield and Imai 2019).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Dialect = Literal["duckdb", "spark"]

_WORDS: Mapping[Dialect, Mapping[str, str]] = {
    "duckdb": {"overlap": "list_has_any", "winkler": "jaro_winkler_similarity"},
    "spark": {"overlap": "arrays_overlap", "winkler": "jaro_winkler"},
}

ELSE = "ELSE"


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of agreement. ``m``: how often records of one thing reach it; ``u``: how often records of
    different things do.

    ``rare``: an agreement on a rare value weighs more (the term frequency of the comparison's own column).
    """

    name: str
    sql: str
    m: float
    u: float
    rare: bool = False

    def condition(self, dialect: Dialect) -> str:
        """The condition for an engine, with the suffixes ``_l`` and ``_r``."""
        return self.sql if self.sql == ELSE else self.sql.format(**_WORDS[dialect])


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field: ``missing`` is the condition under which nothing can be said, ``levels`` from the strongest to
    ``ELSE``."""

    field: str
    missing: str
    levels: tuple[Level, ...]

    def settings(self, dialect: Dialect) -> dict[str, object]:
        """As splink wants it."""
        made: list[dict[str, object]] = [
            {"sql_condition": self.missing, "label_for_charts": "missing", "is_null_level": True}
        ]
        for level in self.levels:
            one: dict[str, object] = {
                "sql_condition": level.condition(dialect),
                "label_for_charts": level.name,
                "m_probability": level.m,
                "u_probability": level.u,
            }
            if level.rare:
                one |= {"tf_adjustment_column": self.field, "tf_adjustment_weight": 1.0}
            made.append(one)
        return {"output_column_name": self.field, "comparison_levels": made}

    @property
    def rare(self) -> bool:
        """Whether the frequency of the field's values counts."""
        return any(level.rare for level in self.levels)


def absent(column: str) -> str:
    """The condition that one of the two records lacks the column.

    >>> absent("born")
    'born_l IS NULL OR born_r IS NULL'
    """
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def shared(field: str, m: float, u: float) -> Comparison:
    """Lists of identifiers: a common value, or none."""
    same = Level("same", f"{{overlap}}({field}_l, {field}_r)", m, u)
    return Comparison(field, absent(field), (same, Level("different", ELSE, 1 - m, 1 - u)))


def equal(field: str, m: float, u: float, rare: bool = False) -> Comparison:
    """Equal or not."""
    return Comparison(
        field,
        absent(field),
        (Level("same", f"{field}_l = {field}_r", m, u, rare), Level("different", ELSE, 1 - m, 1 - u)),
    )


__all__ = ["ELSE", "Comparison", "Dialect", "Level", "absent", "equal", "shared"]
