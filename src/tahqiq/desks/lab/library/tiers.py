"""What a hit is worth: tiers whose precision was measured, on the library that is searched.

A score alone says little: with the compound absent half of all unknowns still find something above .8. So a library measures itself: spectra of compounds that it
has more than once are searched in it, each without itself (present) and without its compound (absent). On half of the compounds two logistic models are
fitted (is the compound right, is the formula right) and thresholds chosen; on the other half it is counted how often each tier is right. A library with too few such
compounds goes by the measurement on a public set, and says so.

identified       the compound, as far as electron ionisation can tell: at least 97.8 % right where chosen, and at most 1.6 % of absent compounds reach it
formula          the molecular formula is settled, its isomers are not told apart: the same limits, for the formula
similar          alike, more likely right than not by formula; a direction to look in
not-in-library   nothing of it: the answer when the library does not hold the compound
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from tahqiq.desks.lab.library.search import Ranking, formula_gap
from tahqiq.desks.lab.library.store import Library
from tahqiq.desks.lab.spectrum import Floats

Tier = Literal["identified", "formula", "similar", "not-in-library"]
TIERS: tuple[Tier, ...] = ("identified", "formula", "similar", "not-in-library")
PRECISE, ABSENT = 0.978, 0.016
"""What is asked of a threshold on the half it is chosen on; stricter than what is promised, since the other half is always a little worse."""
FEWEST = 80
"""A library measures itself where it has at least this many compounds with replicates."""
TIE = 0.05
"""Two compounds that lie closer than this are not told apart, whatever a model thinks of them."""
_GAP = 1
"""Where the gap stands among the features."""
_RIDGE = 3.0


@dataclass(frozen=True)
class Model:
    """A logistic model: ``centre`` and ``spread`` of the features, ``weights`` with the constant first."""

    centre: tuple[float, ...]
    spread: tuple[float, ...]
    weights: tuple[float, ...]

    def chance(self, features: Floats) -> Floats:
        """The chance of being right, for rows of features."""
        scaled = (features - np.array(self.centre)) / np.array(self.spread)
        found: Floats = 1 / (1 + np.exp(-(self.weights[0] + scaled @ np.array(self.weights[1:]))))
        return found


@dataclass(frozen=True)
class Measured:
    """One tier on the half that was not looked at: ``share`` of the spectra that get it, ``precision`` of the compound and ``formula`` of the formula among them
    (None where nothing got it). ``absent`` is the share of spectra without their compound in the library of which the tier says something wrong: a compound
    (identified), a formula that is not theirs (formula, similar), for not-in-library the share that is rightly told so."""

    share: float
    precision: float | None
    formula: float | None
    absent: float


@dataclass(frozen=True)
class Tiers:
    """The models, their thresholds, and what was measured. ``on`` says on what, ``queries`` how many spectra of the half not looked at."""

    on: str
    queries: int
    compound: Model
    formula: Model
    identified_at: float
    formula_at: float
    similar_at: float
    measured: Mapping[str, Measured]

    def tier(self, library: Library, ranking: Ranking) -> tuple[Tier, float, float]:
        """The tier of the first hit, and the chances of its compound and its formula being right."""
        if not len(ranking):
            return "not-in-library", 0.0, 0.0
        features = features_of(library, ranking)[None]
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
    models = {name: Model(**{key: tuple(values) for key, values in held[name].items()}) for name in ("compound", "formula")}
    measured = {name: Measured(**one) for name, one in held["measured"].items()}
    return Tiers(**{**held, **models, "measured": measured})


def features_of(library: Library, ranking: Ranking) -> Floats:
    """What the models look at, of a ranking that is not empty."""
    alike = ranking.alike
    gap, formula = min(float(ranking.gaps[0]), 0.3), min(formula_gap(library, ranking), 0.3)
    score = float(ranking.scores[0])
    row = int(ranking.rows[0])
    masses = int(library.bin_ends[row]) - (int(library.bin_ends[row - 1]) if row else 0)
    known = not np.isnan(ranking.away[0])
    plain = [
        score, gap, formula, float(alike.reverse[0]), min(float(alike.tops[0]), 30) / 30, float(np.log1p(masses)), float(np.log(ranking.support + 0.5)),
        float(np.exp(-float(ranking.away[0]) / 15)) if known else 0.0, float(known),
    ]  # fmt: skip
    return np.array([*plain, score * score, gap * gap, formula * formula, score * gap, score * formula, gap * formula])


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """Rankings of spectra whose compound is known: features, whether compound and formula of the first hit were right, and whether the compound was there at all."""

    features: Floats
    right: npt.NDArray[np.bool_]
    formula: npt.NDArray[np.bool_]
    present: npt.NDArray[np.bool_]


def measured_tiers(chosen_on: Trial, counted_on: Trial, on: str) -> Tiers:
    """Fit and choose on one trial, count on the other."""
    compound, formula = (_fitted(chosen_on.features, right) for right in (chosen_on.right, chosen_on.formula))
    told_apart = np.where(chosen_on.features[:, _GAP] >= TIE, compound.chance(chosen_on.features), 0)
    identified_at = _threshold(told_apart, chosen_on.right, chosen_on.present, chosen_on.present)
    formula_at = _threshold(formula.chance(chosen_on.features), chosen_on.formula, chosen_on.present, chosen_on.present | chosen_on.formula)
    tiers = Tiers(on, int(counted_on.present.sum()), compound, formula, identified_at, formula_at, min(0.5, formula_at), {})
    return Tiers(**{**tiers.__dict__, "measured": count(tiers, counted_on)})


def count(tiers: Tiers, trial: Trial) -> dict[str, Measured]:
    """What each tier is worth on a trial."""
    each = zip(tiers.compound.chance(trial.features), tiers.formula.chance(trial.features), trial.features[:, _GAP], strict=True)
    given = np.array([tiers._tier(float(right), float(formula), float(gap)) for right, formula, gap in each])
    found: dict[str, Measured] = {}
    for tier in TIERS:
        here, lost = trial.present & (given == tier), ~trial.present & (given == tier)
        if tier in ("formula", "similar"):
            lost &= ~trial.formula
        some = bool(here.any())
        found[tier] = Measured(
            share=_share(here, trial.present), precision=float(trial.right[here].mean()) if some else None,
            formula=float(trial.formula[here].mean()) if some else None, absent=_share(lost, ~trial.present),
        )  # fmt: skip
    return found


def _share(some: npt.NDArray[np.bool_], of: npt.NDArray[np.bool_]) -> float:
    return float(some.sum() / max(int(of.sum()), 1))


def _threshold(chances: Floats, right: npt.NDArray[np.bool_], present: npt.NDArray[np.bool_], forgiven: npt.NDArray[np.bool_]) -> float:
    """The lowest chance above which the present are right often enough and the absent (those not ``forgiven``) rare enough; 2.0 (never) where there is none."""
    order = np.argsort(-chances, kind="stable")
    here = present[order]
    precision = np.cumsum(right[order] & here) / np.maximum(np.cumsum(here), 1)
    lost = np.cumsum(~forgiven[order]) / max(int((~present).sum()), 1)
    good = np.flatnonzero((precision >= PRECISE) & (lost <= ABSENT) & (np.cumsum(here) >= 10))
    return float(chances[order[good[-1]]]) if len(good) else 2.0


def _fitted(features: Floats, right: npt.NDArray[np.bool_]) -> Model:
    centre, spread = features.mean(0), features.std(0)
    spread[spread < 1e-9] = 1.0
    scaled = np.column_stack([np.ones(len(features)), (features - centre) / spread])
    wanted = right.astype(np.float64)

    def loss(weights: Floats) -> tuple[float, Floats]:
        logits = scaled @ weights
        chance = 1 / (1 + np.exp(-logits))
        ridge = np.append(0.0, weights[1:]) * _RIDGE
        return float((np.logaddexp(0, logits) - wanted * logits).sum() + (ridge * weights).sum() / 2), scaled.T @ (chance - wanted) + ridge

    best: Callable[..., Any] = minimize
    weights: Sequence[float] = best(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    return Model(tuple(map(float, centre)), tuple(map(float, spread)), tuple(map(float, weights)))
