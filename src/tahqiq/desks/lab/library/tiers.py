"""What a hit is worth: tiers whose precision was measured, on the library that is searched.

A score alone says little: with the compound absent half of all unknowns still find something above .8. So a
library measures itself: spectra of compounds that it has more than once are searched in it, each without
itself (present) and without its compound (absent). On half of the compounds two models of :mod:`trees` learn
from :mod:`features` whether the compound and whether the formula is right, and thresholds are chosen by what
the models say of compounds they did not learn from; on the other half it is counted how often each tier is
right. A library with too few such compounds goes by the measurement on a public set, and says so.

identified       the compound, as far as electron ionisation can tell: at least 97.8 % right where chosen, and
at most 1.5 % of absent compounds reach it formula          the molecular formula is settled, its isomers are
not told apart: the same limits, for the formula similar          alike, more likely right than not by
formula; a direction to look in not-in-library   nothing of it: the answer when the library does not hold the
compound
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from tahqiq.desks.lab.library.bins import Binned
from tahqiq.desks.lab.library.features import FEATURES, GAP, features_of
from tahqiq.desks.lab.library.search import Ranking
from tahqiq.desks.lab.library.store import Library
from tahqiq.desks.lab.library.trees import Trees, fitted, trees_from
from tahqiq.desks.lab.spectrum import Floats

Tier = Literal["identified", "formula", "similar", "not-in-library"]
TIERS: tuple[Tier, ...] = ("identified", "formula", "similar", "not-in-library")
PRECISE, ABSENT = 0.978, 0.015
"""What is asked of a threshold on the half it is chosen on; a little stricter than what is promised (97 and 2
%)."""
FEWEST = 80
"""A library measures itself where it has at least this many compounds with replicates."""
TIE = 0.02
"""Two compounds that lie closer than this are not told apart, whatever a model thinks of them."""
FOLDS = 4
"""Thresholds are chosen by chances of compounds that stood aside while the model learned, a quarter at a
time."""


@dataclass(frozen=True)
class Measured:
    """One tier on the half that was not looked at: ``share`` of the spectra that get it, ``precision`` of the
    compound and ``formula`` of the formula among them (None where nothing got it). ``absent`` is the share of
    spectra without their compound in the library of which the tier says something wrong: a compound
    (identified), a formula that is not theirs (formula, similar), for not-in-library the share that is
    rightly told so."""

    share: float
    precision: float | None
    formula: float | None
    absent: float


@dataclass(frozen=True)
class Tiers:
    """The models, their thresholds, and what was measured. ``on`` says on what, ``queries`` how many spectra
    of the half not looked at, ``features`` how many values the models go by: what was measured by others says
    nothing any more."""

    on: str
    queries: int
    compound: Trees
    formula: Trees
    identified_at: float
    formula_at: float
    similar_at: float
    measured: Mapping[str, Measured]
    features: int = len(FEATURES)

    def tier(self, library: Library, unknown: Binned, ranking: Ranking) -> tuple[Tier, float, float]:
        """The tier of the first hit, and the chances of its compound and its formula being right."""
        if not len(ranking):
            return "not-in-library", 0.0, 0.0
        features = features_of(library, unknown, ranking)[None]
        right, formula = float(self.compound.chance(features)[0]), float(self.formula.chance(features)[0])
        return self._tier(right, formula, float(ranking.gaps[0])), right, formula

    def _tier(self, right: float, formula: float, gap: float) -> Tier:
        if right >= self.identified_at and gap >= TIE:
            return "identified"
        if formula >= self.formula_at:
            return "formula"
        return "similar" if formula >= self.similar_at else "not-in-library"

    def kept(self) -> dict[str, Any]:
        """As the manifest holds it."""
        return asdict(self)


def tiers_from(held: Mapping[str, Any]) -> Tiers:
    """What :meth:`Tiers.kept` wrote. Raises ``TypeError`` and ``KeyError`` where it is something else."""
    models = {name: trees_from(held[name]) for name in ("compound", "formula")}
    measured = {name: Measured(**one) for name, one in held["measured"].items()}
    return Tiers(**{**held, **models, "measured": measured})


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """Rankings of spectra whose compound is known: features, whether compound and formula of the first hit
    were right, whether the compound was there at all, and which compound it is."""

    features: Floats
    right: npt.NDArray[np.bool_]
    formula: npt.NDArray[np.bool_]
    present: npt.NDArray[np.bool_]
    compounds: npt.NDArray[np.int64]


def measured_tiers(chosen_on: Trial, counted_on: Trial, on: str) -> Tiers:
    """Fit and choose on one trial, count on the other."""
    compound, formula = (fitted(chosen_on.features, right) for right in (chosen_on.right, chosen_on.formula))
    right, same = (_aside(chosen_on, wanted) for wanted in (chosen_on.right, chosen_on.formula))
    told_apart = np.where(chosen_on.features[:, GAP] >= TIE, right, 0)
    identified_at = _threshold(told_apart, chosen_on.right, chosen_on.present, chosen_on.present)
    formula_at = _threshold(same, chosen_on.formula, chosen_on.present, chosen_on.present | chosen_on.formula)
    tiers = Tiers(
        on,
        int(counted_on.present.sum()),
        compound,
        formula,
        identified_at,
        formula_at,
        min(0.5, formula_at),
        {},
    )
    return Tiers(**{**tiers.__dict__, "measured": count(tiers, counted_on)})


def _aside(trial: Trial, right: npt.NDArray[np.bool_]) -> Floats:
    """The chance of each example by a model that did not see its compound."""
    found = np.zeros(len(right))
    folds = np.unique(trial.compounds, return_inverse=True)[1] % FOLDS
    for fold in range(FOLDS):
        here = folds == fold
        found[here] = fitted(trial.features[~here], right[~here]).chance(trial.features[here])
    return found


def count(tiers: Tiers, trial: Trial) -> dict[str, Measured]:
    """What each tier is worth on a trial."""
    each = zip(
        tiers.compound.chance(trial.features),
        tiers.formula.chance(trial.features),
        trial.features[:, GAP],
        strict=True,
    )
    given = np.array([tiers._tier(float(right), float(formula), float(gap)) for right, formula, gap in each])
    found: dict[str, Measured] = {}
    for tier in TIERS:
        here, lost = trial.present & (given == tier), ~trial.present & (given == tier)
        if tier in ("formula", "similar"):
            lost &= ~trial.formula
        some = bool(here.any())
        found[tier] = Measured(
            share=_share(here, trial.present),
            precision=float(trial.right[here].mean()) if some else None,
            formula=float(trial.formula[here].mean()) if some else None,
            absent=_share(lost, ~trial.present),
        )
    return found


def _share(some: npt.NDArray[np.bool_], of: npt.NDArray[np.bool_]) -> float:
    return float(some.sum() / max(int(of.sum()), 1))


def _threshold(
    chances: Floats,
    right: npt.NDArray[np.bool_],
    present: npt.NDArray[np.bool_],
    forgiven: npt.NDArray[np.bool_],
) -> float:
    """The lowest chance above which the present are right often enough and the absent (those not
    ``forgiven``) rare enough; 2.0 (never) where there is none."""
    order = np.argsort(-chances, kind="stable")
    here = present[order]
    precision = np.cumsum(right[order] & here) / np.maximum(np.cumsum(here), 1)
    lost = np.cumsum(~forgiven[order]) / max(int((~present).sum()), 1)
    good = np.flatnonzero((precision >= PRECISE) & (lost <= ABSENT) & (np.cumsum(here) >= 10))
    return float(chances[order[good[-1]]]) if len(good) else 2.0
