"""The ledger of techniques of an exhibit: what may be said to be in it, and what is still wanting (SWGDRUG
Recommendations 8.2 part III B, ASTM E2329).

Techniques are of category A (structure), B (separation and the like) and C (colour tests and the like). A
substance is established when a technique of category A and at least one more that rests on another property
found it, on different samplings or not; without category A when three found it of which two are of category B
and rest on different properties. A hyphenated technique counts as two, retention and spectrum, each by its
own criteria, but one injection is one measurement: a substance is established by two at least. A finding
rests on reference material measured in the same way: what was compared with a library alone counts for
nothing here, and a technique of category A counts only with data that somebody else can look at again.
"""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from tahqiq.desk.answers import Strict

Category = Literal["A", "B", "C"]
Outcome = Literal["positive", "negative", "inconclusive"]
Basis = Literal["reference-material", "library"]
Holds = Literal["yes", "no", "unknown"]
TECHNIQUES: dict[str, tuple[Category, str]] = {
    "mass-spectrum": ("A", "fragmentation"),
    "infrared": ("A", "vibration"),
    "raman": ("A", "vibration"),
    "nmr": ("A", "nuclear spin"),
    "x-ray-diffraction": ("A", "crystal"),
    "gc-retention": ("B", "gas partition"),
    "lc-retention": ("B", "liquid partition"),
    "capillary-electrophoresis": ("B", "charge and size"),
    "ion-mobility": ("B", "mobility"),
    "thin-layer": ("B", "adsorption"),
    "uv-vis": ("B", "electron transition"),
    "microcrystals": ("B", "crystal"),
    "microscopy": ("B", "plant structure"),
    "colour-test": ("C", "reaction"),
    "fluorescence": ("C", "emission"),
    "immunoassay": ("C", "antibody"),
    "melting-point": ("C", "melting"),
    "pharmaceutical-identifier": ("C", "marking"),
}
"""Category and the property each technique rests on."""
HYPHENATED = frozenset(
    {"mass-spectrum", "gc-retention", "lc-retention", "capillary-electrophoresis", "ion-mobility"}
)
"""Techniques of which one injection can give several: without data it may have been the same one."""
PLANTS = ("cannabis", "cannabis resin")
"""What microscopy counts for: SWGDRUG lists it in category B for cannabis alone."""
THROUGH_PACKAGE = frozenset({"raman", "pharmaceutical-identifier"})
"""Techniques that can be used without opening a clear package."""
Technique = Literal[
    "mass-spectrum",
    "infrared",
    "raman",
    "nmr",
    "x-ray-diffraction",
    "gc-retention",
    "lc-retention",
    "capillary-electrophoresis",
    "ion-mobility",
    "thin-layer",
    "uv-vis",
    "microcrystals",
    "microscopy",
    "colour-test",
    "fluorescence",
    "immunoassay",
    "melting-point",
    "pharmaceutical-identifier",
]


class Result(Strict):
    """What one technique said of one sampling. ``data`` is the SHA-256 of data that can be looked at again,
    ``isomers`` names what it cannot tell the substance from."""

    technique: Technique = Field(description="Which technique.")
    substance: str = Field(min_length=1, max_length=200, description="What was looked for or found.")
    outcome: Outcome = Field(description="What came of it.")
    basis: Basis = Field(
        description="What it was compared with: reference material measured in the same way, or a library."
    )
    sampling: int = Field(
        default=1,
        ge=1,
        le=10_000,
        description="Which sampling of the exhibit, from 1; where units were drawn, the number of the unit.",
    )
    reference: str = Field(default="", max_length=200, description="Lot of the reference material.")
    data: str = Field(
        default="",
        pattern=r"^([0-9a-f]{64})?$",
        description="SHA-256 of the data, where they can be looked at again.",
    )
    isomers: list[str] = Field(
        default_factory=list, max_length=50, description="Isomers that this technique does not tell it from."
    )
    note: str = Field(default="", max_length=2_000, description="A remark.")
    unlisted: bool = Field(
        default=False,
        description="That the substance is on no list of the laboratory: said by who enters it.",
    )


class Standing(Strict):
    """How a substance stands. ``holds``: ``yes`` = established, ``no`` = it is contradicted, ``unknown`` =
    not yet, with ``wanting`` as codes of what is missing. ``counted`` are the places (from 1) of the results
    that count, ``against`` of those that say no where others say yes."""

    substance: str
    holds: Holds
    wanting: list[str]
    counted: list[int]
    against: list[int] = Field(default_factory=list)


def standings(results: Sequence[tuple[int, Result]]) -> list[Standing]:
    """Each substance of the ledger in the order of its first result; results stand with their places."""
    by_name: dict[str, list[tuple[int, Result]]] = {}
    for place, one in results:
        by_name.setdefault(one.substance.casefold().strip(), []).append((place, one))
    return [_standing(listed) for listed in by_name.values()]


def _standing(results: Sequence[tuple[int, Result]]) -> Standing:
    name = results[0][1].substance.strip()
    counted = [(place, one) for place, one in results if one.outcome == "positive" and not lacks(one)]
    places = [place for place, _ in counted]
    wanting = sorted({lack for _, one in results if one.outcome == "positive" for lack in lacks(one)})
    if against := [place for place, one in results if one.outcome == "negative"]:
        contradicted = any(one.outcome == "positive" for _, one in results)
        return Standing(
            substance=name,
            holds="unknown" if contradicted else "no",
            wanting=["contradicted"] if contradicted else [],
            counted=places,
            against=against if contradicted else [],
        )
    if not _enough([one for _, one in counted]):
        wanting.append(
            "second-technique"
            if any(TECHNIQUES[one.technique][0] == "A" for _, one in counted)
            else "category-a"
        )
        return Standing(substance=name, holds="unknown", wanting=wanting, counted=places)
    found = [one for _, one in counted]
    short = {"second-measurement": measurements(found) < 2, "isomer-tie": _tied(found)}
    if any(short.values()):
        wanting = [lack for lack, wants in short.items() if wants]
        return Standing(substance=name, holds="unknown", wanting=wanting, counted=places)
    return Standing(substance=name, holds="yes", wanting=[], counted=places)


def measurements(results: Sequence[Result]) -> int:
    """How many measurements results rest on: data are one, and a technique of its own (a colour test) without
    data another."""
    known = {one.data or one.technique for one in results if one.data or one.technique not in HYPHENATED}
    return max(len(known), 1) if results else 0


def lacks(one: Result) -> list[str]:
    """Why a positive result does not count."""
    found = []
    category = TECHNIQUES[one.technique][0]
    if category != "C" and (one.basis == "library" or not one.reference.strip()):
        found.append("reference-material")
    if category == "A" and not one.data:
        found.append("reviewable-data")
    if one.technique == "microscopy" and one.substance.strip().casefold() not in PLANTS:
        found.append("cannabis-alone")
    return found


def _enough(counted: Sequence[Result]) -> bool:
    kinds = {(TECHNIQUES[one.technique][0], TECHNIQUES[one.technique][1]) for one in counted}
    structure = {property_ for category, property_ in kinds if category == "A"}
    separation = {property_ for category, property_ in kinds if category == "B"}
    everything = {property_ for _, property_ in kinds}
    if structure:
        return len(everything) >= 2
    return len(separation) >= 2 and len({one.technique for one in counted}) >= 3 and len(everything) >= 3


def _tied(counted: Sequence[Result]) -> bool:
    """Whether some isomer is told apart by none of the results that count: each that could tell names it as
    not told apart."""
    telling = [
        {name.casefold().strip() for name in one.isomers}
        for one in counted
        if TECHNIQUES[one.technique][0] != "C"
    ]
    return bool(telling and set.intersection(*telling))
