"""Frozen parameters of a linkage: with them and two records a score can be computed again, years later, on
either engine."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import log2

from tahqiq.kit.ids import digest
from tahqiq.resolve.comparison import Comparison, Dialect, Level
from tahqiq.resolve.kinds import KINDS, Kind

_LEAST = 1e-4
"""No level is impossible because training did not meet it."""


@dataclass(frozen=True, slots=True)
class Model:
    """Parameters of one kind of thing. ``comparisons`` carry m and u; ``duplicates`` is how many other
    records of the same thing a record has; ``terms`` are shares of values by field, for agreements on rare
    ones (a value that is not in it counts as an average one).
    """

    kind: Kind
    comparisons: tuple[Comparison, ...]
    duplicates: float
    terms: Mapping[str, Mapping[str, float]]

    @classmethod
    def starting(cls, kind: Kind, terms: Mapping[str, Mapping[str, float]] | None = None) -> "Model":
        """The parameters a kind comes with."""
        return cls(kind, kind.comparisons, kind.duplicates, terms or {})

    @property
    def id(self) -> str:
        """Kind and 12 hex digits over all parameters."""
        return f"{self.kind.name}-{digest('linkage-model', self.to_json()).hex()[:12]}"

    def prior(self, records: int) -> float:
        """The chance that two random records among ``records`` are of one thing. It falls as the population
        grows; so does every score.

        >>> round(Model.starting(KINDS["person"]).prior(100_001), 9)
        8e-06
        """
        return min(0.5, self.duplicates / max(1, records - 1))

    def bits(self, field: str, level: str) -> float:
        """The weight of a level in bits, before rarity."""
        found = next(
            one
            for comparison in self.comparisons
            if comparison.field == field
            for one in comparison.levels
            if one.name == level
        )
        return log2(found.m / found.u)

    def settings(self, dialect: Dialect, records: int) -> dict[str, object]:
        """As splink wants it, to score among ``records`` records."""
        return {
            "link_type": "dedupe_only",
            "unique_id_column_name": "no",
            "probability_two_random_records_match": self.prior(records),
            "comparisons": [comparison.settings(dialect) for comparison in self.comparisons],
            "blocking_rules_to_generate_predictions": self.kind.among(records).rules(),
            "retain_matching_columns": False,
            "retain_intermediate_calculation_columns": True,
            "max_iterations": 12,
            "em_convergence": 0.005,
        }

    def with_parameters(
        self, trained: Mapping[str, Mapping[str, tuple[float | None, float | None]]], duplicates: float
    ) -> "Model":
        """The same with trained (m, u) by field and level; what was not observed keeps its value, nothing is
        impossible."""
        made = []
        for comparison in self.comparisons:
            found = trained.get(comparison.field, {})
            levels = []
            for level in comparison.levels:
                m, u = found.get(level.name, (None, None))
                levels.append(replace(level, m=_bounded(m, level.m), u=_bounded(u, level.u, 1e-7)))
            made.append(replace(comparison, levels=tuple(levels)))
        return replace(self, comparisons=tuple(made), duplicates=duplicates)

    def to_json(self) -> str:
        """A canonical text; the same parameters always give the same one."""
        body = {
            "kind": self.kind.name,
            "duplicates": round(self.duplicates, 9),
            "comparisons": [
                {
                    "field": c.field,
                    "missing": c.missing,
                    "levels": [
                        [v.name, v.sql, float(f"{v.m:.9g}"), float(f"{v.u:.9g}"), v.rare] for v in c.levels
                    ],
                }
                for c in self.comparisons
            ],
            "terms": {
                field: {value: float(f"{share:.6g}") for value, share in sorted(shares.items())}
                for field, shares in sorted(self.terms.items())
            },
        }
        return json.dumps(body, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Model":
        """The reverse of :meth:`to_json`; the conditions of levels are kept as they were, whatever the
        program says now."""
        body = json.loads(text)
        kind = KINDS[body["kind"]]
        comparisons = tuple(
            Comparison(
                stored["field"], stored["missing"], tuple(Level(*values) for values in stored["levels"])
            )
            for stored in body["comparisons"]
        )
        return cls(kind, comparisons, body["duplicates"], body["terms"])


def _bounded(found: float | None, otherwise: float, least: float = _LEAST) -> float:
    return otherwise if found is None else min(1 - least, max(least, found))


__all__ = ["Model"]
