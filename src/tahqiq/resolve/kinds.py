"""The kinds of things that are linked, with their fields, their starting parameters and the compound keys
under which candidates meet.

No field says anything of religion, sect, ethnicity, tribe, politics or health. ``family`` is the last part of
a name as it is written; it is compared as letters, like any other part, and no rule reads a meaning into it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from splink.internals.blocking import BlockingRule
from splink.internals.blocking_rule_creator import BlockingRuleCreator

from tahqiq.resolve.comparison import ELSE, Comparison, Level, absent, equal, shared

Rules = list[BlockingRuleCreator | BlockingRule | str | dict[str, object]]

LOOSE = 30_000
"""Up to so many records, candidates need agree on two names only; beyond, too many people do."""

WRITTEN: Mapping[str, str] = {
    name: f"{name}_written" for name in ("given", "father", "grandfather", "mother")
}
"""Parts of a name and the column that has each as it is written (folded, vowels and all)."""

_DEFAULT_DAY = "substr({0}, 6) IN ('01-01', '07-01')"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing. ``texts``, ``lists``: columns of the feature table beside ``no``; ``blocks``:
    candidates agree on all columns of one of them.

    ``exploded``: list columns of which one common value makes a candidate; ``sessions``: the blocks within
    which m is estimated. ``loose``: blocks for small populations. ``duplicates``: how many other records of
    the same thing a record has, on average, before training. ``aside``: text columns that no score is made
    of; the rules above the score read them.
    """

    name: str
    texts: tuple[str, ...]
    lists: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    blocks: tuple[tuple[str, ...], ...]
    exploded: tuple[str, ...]
    sessions: tuple[tuple[str, ...], ...]
    duplicates: float = 0.5
    loose: tuple[tuple[str, ...], ...] = ()
    aside: tuple[str, ...] = ()

    def among(self, population: int) -> "Kind":
        """The kind with the loose blocks, if the population is small enough for them."""
        return replace(self, blocks=self.blocks + self.loose) if population <= LOOSE else self

    def rules(self) -> Rules:
        """The blocks as splink wants them: identifiers first."""
        made: Rules = [
            {"blocking_rule": f"l.{column} = r.{column}", "arrays_to_explode": [column]}
            for column in self.exploded
        ]
        return made + [
            " AND ".join(f"l.{column} = r.{column}" for column in columns) for columns in self.blocks
        ]

    def usable(self, known: frozenset[str]) -> "Kind":
        """The kind with those blocks only of which all columns are known."""
        blocks = tuple(columns for columns in self.blocks if known.issuperset(columns))
        return replace(
            self, blocks=blocks, exploded=tuple(column for column in self.exploded if column in known)
        )


def name_part(field: str, u: float) -> Comparison:
    """One part of a name: consonant skeletons, with ``<field>_c`` the coarse one."""
    fine, rough = f"{field}_l, {field}_r", f"{field}_c_l, {field}_c_r"
    return Comparison(
        field,
        absent(field),
        (
            Level("same", f"{field}_l = {field}_r", 0.92, u, rare=True),
            Level("same-sounds", f"{field}_c_l = {field}_c_r", 0.01, u / 8),
            Level(
                "near",
                f"length({field}_l) > 2 AND length({field}_r) > 2 AND levenshtein({fine}) <= 1",
                0.03,
                u,
            ),
            Level(
                "near-sounds",
                f"length({field}_c_l) > 4 AND length({field}_c_r) > 4 AND levenshtein({rough}) <= 2",
                0.005,
                u / 20,
            ),
            Level("different", ELSE, 0.035, 1 - 2.2 * u),
        ),
    )


def _father() -> Comparison:
    """A father's name may stand where the other record has the family name or the grandfather's: in two-part
    names nobody can tell which it is."""
    plain = name_part("father", 0.008)
    family = Level("in-family-place", _crossed("father", "family"), 0.03, 0.001)
    older = Level("in-grandfather-place", _crossed("father", "grandfather"), 0.008, 0.014)
    return replace(plain, levels=(*plain.levels[:-1], family, older, plain.levels[-1]))


def _family() -> Comparison:
    """Of three parts the last may be the grandfather's name or the family's."""
    plain = name_part("family", 0.004)
    return replace(
        plain,
        levels=(
            *plain.levels[:-1],
            Level("in-grandfather-place", _crossed("family", "grandfather"), 0.03, 0.002),
            plain.levels[-1],
        ),
    )


def _crossed(one: str, two: str) -> str:
    return f"{one}_l = {two}_r OR {two}_l = {one}_r"


def _birth() -> Comparison:
    vague = " OR ".join(f"born_{side} IS NULL OR {_DEFAULT_DAY.format(f'born_{side}')}" for side in "lr")
    return Comparison(
        "year",
        absent("year"),
        (
            Level("same-day", f"born_l = born_r AND NOT ({_DEFAULT_DAY.format('born_l')})", 0.62, 4e-5),
            Level("same-default-day", "born_l = born_r", 0.10, 2e-3),
            Level("same-year", f"year_l = year_r AND ({vague})", 0.21, 9e-3),
            Level("same-year-other-day", "year_l = year_r", 0.03, 1.2e-2),
            Level("next-year", "abs(year_l - year_r) = 1", 0.02, 3.5e-2),
            Level("different", ELSE, 0.02, 0.94),
        ),
    )


PERSON = Kind(
    "person",
    (
        "given",
        "given_c",
        "father",
        "father_c",
        "grandfather",
        "grandfather_c",
        "family",
        "family_c",
        "mother",
        "mother_c",
        "born",
        "place",
        "last",
    ),
    ("phones", "documents", "accounts", "vehicles"),
    (
        name_part("given", 0.008),
        _father(),
        name_part("grandfather", 0.008),
        _family(),
        name_part("mother", 0.009),
        _birth(),
        equal("place", 0.85, 0.08, rare=True),
        shared("phones", 0.5, 2e-5),
        shared("documents", 0.85, 2e-6),
        shared("accounts", 0.6, 5e-6),
        shared("vehicles", 0.5, 2e-5),
    ),
    (
        ("given", "father", "born"),
        ("given", "father", "family"),
        ("given", "father", "grandfather"),
        ("given", "grandfather", "born"),
        ("father", "family", "born"),
        ("given", "family", "born"),
        ("given", "mother", "year"),
        ("father", "grandfather", "born"),
        ("given_c", "father_c", "year"),
        ("given_c", "family_c", "year"),
        ("father_c", "family_c", "year"),
    ),
    ("phones", "documents", "accounts", "vehicles"),
    (("given", "father", "born"), ("grandfather", "family", "year"), ("father", "family", "born")),
    loose=(("given", "father"), ("given", "last"), ("given", "mother"), ("given", "born")),
    duplicates=0.8,
    aside=("sex", *WRITTEN.values()),
)

ORGANISATION = Kind(
    "organisation",
    ("words", "words_c", "place"),
    ("phones", "documents", "accounts", "vehicles"),
    (
        name_part("words", 2e-4),
        equal("place", 0.8, 0.08),
        shared("phones", 0.5, 2e-5),
        shared("documents", 0.9, 2e-6),
        shared("accounts", 0.7, 5e-6),
    ),
    (("words",), ("words_c",)),
    ("phones", "documents", "accounts"),
    (),
)

VEHICLE = Kind(
    "vehicle",
    ("model", "colour", "maker", "built"),
    ("plates", "documents", "holders"),
    (
        shared("plates", 0.8, 1e-5),
        shared("documents", 0.9, 1e-6),
        equal("model", 0.9, 0.05),
        equal("maker", 0.9, 0.1),
        equal("colour", 0.8, 0.2),
        equal("built", 0.85, 0.05),
        shared("holders", 0.5, 1e-4),
    ),
    (),
    ("plates", "documents"),
    (),
)

DEVICE = Kind(
    "device",
    ("model", "maker"),
    ("documents", "holders"),
    (
        shared("documents", 0.9, 1e-6),
        equal("model", 0.9, 0.05),
        equal("maker", 0.95, 0.3),
        shared("holders", 0.6, 1e-4),
    ),
    (),
    ("documents", "holders"),
    (),
)

ADDRESS = Kind(
    "address",
    ("words", "words_c", "place"),
    ("holders",),
    (name_part("words", 1e-4), equal("place", 0.95, 0.08), shared("holders", 0.4, 1e-4)),
    (("words",), ("words_c",)),
    ("holders",),
    (),
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (PERSON, ORGANISATION, VEHICLE, DEVICE, ADDRESS)}

__all__ = ["ADDRESS", "DEVICE", "KINDS", "ORGANISATION", "PERSON", "VEHICLE", "WRITTEN", "Kind", "name_part"]
