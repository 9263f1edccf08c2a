"""What is proposed for a candidate: automatic, review, undecided or refused (docs/explanation/linkage.md).

Rules, whatever the score: *automatic* needs at least two independent strong agreements, no veto, two
different origins, and a weight above a threshold that rises with the population. A name counts as one
agreement, however many parts of it agree; a year of birth or a default day counts as none; so a name and a
birth year alone are never automatic.

What a household shares (a phone, a vehicle, the mother's name) is one agreement together, since brothers
share all of it; and because they share the father's and the family name too, a name beside it must agree in
three parts with the given name surely the same, and a birth date beside it needs that given name as well,
since twins share the rest (docs/decisions/0016). So does a birth date beside a name: like-sounding twins are
not one slip apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tahqiq.model.pair import Band
from tahqiq.resolve.evidence import Field, Numbers
from tahqiq.resolve.kinds import ADDRESS, DEVICE, ORGANISATION, PERSON, VEHICLE

Flags = NDArray[np.bool_]

_BASE = 100_000
_LEAST_BITS = 8.0
_BITS_PER_DOUBLING = 0.5
REVIEW_BITS = 0.0
"""Even odds: from here a person should look."""
_NAME_BITS = 12.0
_MOTHER_BITS = 5.0
_WORD_BITS = 10.0
_YEARS_APART = 2
_LIKE = ("same", "same-sounds", "near")


def threshold(population: int) -> float:
    """The weight in bits from which a candidate may be automatic; half a bit more for each doubling of the
    population beyond 100,000 records.

    The score itself falls by one bit with each doubling, since its prior does; together a coincidence must be
    half as likely again.

    >>> threshold(1000), threshold(400_000)
    (8.0, 9.0)
    """
    return _LEAST_BITS + _BITS_PER_DOUBLING * max(0.0, log2(max(1, population) / _BASE))


@dataclass(frozen=True, slots=True)
class Verdicts:
    """For each candidate: its band, how many independent strong agreements it has, and the vetoes by name."""

    bands: list[Band]
    strong: NDArray[np.int64]
    vetoes: Mapping[str, Flags]


def _sum(found: Mapping[str, Field], *names: str) -> Numbers:
    total: Numbers = np.sum([np.maximum(found[name].weights, 0.0) for name in names], axis=0)
    return total


@dataclass(frozen=True, slots=True)
class _Signs:
    """How many independent strong agreements each candidate has, and where they suffice for the automatic
    band."""

    count: NDArray[np.int64]
    enough: Flags


def _counted(signs: list[Flags]) -> _Signs:
    count: NDArray[np.int64] = np.sum(signs, axis=0)
    return _Signs(count, count >= 2)


def _person(found: Mapping[str, Field]) -> _Signs:
    chain = _sum(found, "given", "father", "grandfather", "family") >= _NAME_BITS
    given, others = (
        found["given"].at(*_LIKE),
        [found[one].at(*_LIKE) for one in ("father", "grandfather", "family")],
    )
    name = chain & given & (others[0] | others[2])
    mother = found["mother"].at(*_LIKE) & (found["mother"].weights >= _MOTHER_BITS)
    household = mother | found["phones"].at("same") | found["vehicles"].at("same")
    numbers = [found[one].at("same") for one in ("documents", "accounts")]
    born = found["year"].at("same-day")
    personal: NDArray[np.int64] = np.sum([name, born, *numbers], axis=0)
    surely = found["given"].at("same", "same-sounds")
    whole = name & surely & (np.sum(others, axis=0) >= 2)
    beside = numbers[0] | numbers[1] | whole | (born & surely)
    contradicted = found["given"].at("near-sounds", "different")
    own = (name & born & surely) | ((numbers[0] | numbers[1]) & (personal >= 2))
    return _Signs(personal + household, (own | (household & beside)) & ~contradicted)


def _words(found: Mapping[str, Field]) -> _Signs:
    name = found["words"].at(*_LIKE) & (found["words"].weights >= _WORD_BITS)
    return _counted(
        [name, *(field.at("same") for one, field in found.items() if one not in ("words", "place"))]
    )


def _thing(found: Mapping[str, Field]) -> _Signs:
    described = _sum(found, *(one for one in found if one in VEHICLE.texts)) >= _MOTHER_BITS
    return _counted(
        [described, *(field.at("same") for one, field in found.items() if one not in VEHICLE.texts)]
    )


_STRONG = {
    PERSON.name: _person,
    ORGANISATION.name: _words,
    ADDRESS.name: _words,
    VEHICLE.name: _thing,
    DEVICE.name: _thing,
}


def _vetoes(kind: str, found: Mapping[str, Field], left: pa.Table, right: pa.Table) -> dict[str, Flags]:
    """What forbids to join two records, by name: contradicting sex, birth years more than two years apart, a
    contradicting father's name."""
    if kind != PERSON.name:
        return {}
    sexes = [np.array(side["sex"].fill_null("").to_pylist(), dtype=object) for side in (left, right)]
    years = [side["year"].fill_null(0).to_numpy() for side in (left, right)]
    return {
        "veto-sex": (sexes[0] != sexes[1]) & (sexes[0] != "") & (sexes[1] != ""),
        "veto-birth": (years[0] != 0) & (years[1] != 0) & (np.abs(years[0] - years[1]) > _YEARS_APART),
        "veto-father": found["father"].at("different"),
    }


def verdicts(
    kind: str,
    found: Mapping[str, Field],
    weights: Numbers,
    left: pa.Table,
    right: pa.Table,
    population: int,
    same_origin: Flags | None = None,
) -> Verdicts:
    """Bands of candidates. ``left`` and ``right`` are their records, row by row; ``same_origin`` marks those
    whose two records have one origin."""
    signs = _STRONG[kind](found)
    vetoes = _vetoes(kind, found, left, right)
    vetoed = np.any(list(vetoes.values()), axis=0) if vetoes else np.zeros(len(weights), dtype=bool)
    independent = ~same_origin if same_origin is not None else np.ones(len(weights), dtype=bool)
    automatic = signs.enough & ~vetoed & independent & (weights >= threshold(population))
    review = ~automatic & ((weights >= REVIEW_BITS) | (signs.count >= 2))
    bands: list[Band] = [
        "automatic" if sure else "refused" if look and no else "review" if look else "undecided"
        for sure, look, no in zip(automatic, review, vetoed, strict=True)
    ]
    return Verdicts(bands, signs.count, vetoes)


__all__ = ["REVIEW_BITS", "Flags", "Verdicts", "threshold", "verdicts"]
