"""Fire debris: whether a run shows the pattern of petrol (gasoline of ASTM E1618), requirement by
requirement, after what blank and substrate hold was set aside.

Only this class is told by rule; the others of E1618 are shown as extracted ion profiles (shares of families
of ions) and are for a chemist to class beside reference liquids, because no public runs of them were at hand
to try a rule on. "No ignitable liquid identified" is a result. How a liquid came there, and whether anybody
brought it, is never told.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.signal.grid import Ions
from tahqiq.desks.lab.worksheets.signs import PatternSignView

Answer = Literal["gasoline", "none", "undetermined"]
FAMILIES: Mapping[str, tuple[int, ...]] = {
    "alkane": (57, 71, 85, 99),
    "cycloalkane": (55, 69, 83, 97),
    "aromatic": (91, 92, 105, 106, 119, 120, 133, 134),
    "indane": (117, 118, 131, 132),
    "naphthalene": (128, 142, 156),
    "terpene": (93, 136),
}
"""The ions of each extracted profile (as E1618 is commonly quoted; the laboratory confirms them against its
text)."""
REQUIRED = ("C3-benzenes", "C3-order", "C4-benzenes", "indanes", "naphthalenes", "aromatics-lead")


class RequirementView(Strict):
    """One requirement of the pattern: whether it ``holds``, with what was ``found``."""

    requirement: str
    holds: bool
    found: str


def profiles(ions: Ions) -> dict[str, float]:
    """The share of each family of ions in the signal above the baseline of the whole run (0 to 1)."""
    above = np.maximum(ions.grid - ions.base, 0).sum(axis=0, dtype=np.float64)
    whole = float(above.sum()) or 1.0
    return {
        name: round(float(above[np.isin(ions.masses, family)].sum()) / whole, 5)
        for name, family in FAMILIES.items()
    }


def requirements(found: Sequence[PatternSignView], shares: Mapping[str, float]) -> list[RequirementView]:
    """The requirements of petrol over the components that count."""
    own = [one for one in found if not one.set_aside]
    three = [one for one in own if one.sign in ("C3-benzene", "propylbenzene")]
    four = [one for one in own if one.sign == "C4-benzene"]
    indanes = [one for one in own if one.family == "indane"]
    naphthalenes = [one for one in own if one.family == "naphthalene"]
    return [
        _needs("C3-benzenes", len(three) >= 4, f"{len(three)}"),
        _needs("C3-order", _ordered(three), " ".join(f"{one.time / 60:.2f}" for one in three)),
        _needs("C4-benzenes", len(four) >= 4 and _after(four, three), f"{len(four)}"),
        _needs("indanes", bool(indanes) and _after(indanes, three), f"{len(indanes)}"),
        _needs("naphthalenes", bool(naphthalenes) and _after(naphthalenes, three), f"{len(naphthalenes)}"),
        _needs(
            "aromatics-lead",
            shares["aromatic"] > shares["alkane"],
            f"{shares['aromatic']:.3f} / {shares['alkane']:.3f}",
        ),
    ]


def answer(found: Sequence[RequirementView], signs: Sequence[PatternSignView]) -> Answer:
    """``gasoline`` where every requirement holds, ``none`` where neither C3- nor C4-benzenes stand as a
    group, ``undetermined`` between the two."""
    holds = {one.requirement: one.holds for one in found}
    if all(holds.values()):
        return "gasoline"
    own = [one for one in signs if not one.set_aside]
    groups = sum(
        len([one for one in own if one.sign in names]) >= 3
        for names in (("C3-benzene", "propylbenzene"), ("C4-benzene",))
    )
    return "undetermined" if groups else "none"


def weathering(found: Sequence[PatternSignView]) -> float | None:
    """Area of toluene and C2-benzenes over that of C3- and C4-benzenes: it falls as petrol evaporates. None
    without the latter. No percentage of loss is told from one run."""
    light = sum(one.area for one in found if not one.set_aside and one.sign in ("toluene", "C2-benzene"))
    heavy = sum(
        one.area
        for one in found
        if not one.set_aside and one.sign in ("C3-benzene", "propylbenzene", "C4-benzene")
    )
    return round(light / heavy, 3) if heavy else None


def _ordered(three: Sequence[PatternSignView]) -> bool:
    """Whether the ethyltoluene after propylbenzene is higher than the one behind it, and
    1,2,4-trimethylbenzene among the last stands highest or second."""
    own = [one for one in sorted(three, key=lambda one: one.time) if one.sign == "C3-benzene"]
    if len(own) < 4:
        return False
    ranked = sorted(own, key=lambda one: -one.area)
    strong = ranked[:2]
    return own.index(strong[0]) >= 2 and any(one in own[:3] for one in ranked[1:3])


def _after(one: Sequence[PatternSignView], other: Sequence[PatternSignView]) -> bool:
    """Whether a group comes after another, by the middle of each."""
    return (
        bool(one)
        and bool(other)
        and float(np.median([each.time for each in one])) > float(np.median([each.time for each in other]))
    )


def _needs(name: str, holds: bool, found: str) -> RequirementView:
    return RequirementView(requirement=name, holds=holds, found=found)
