"""What a hit is judged by, beside its score: how far the rest lies below, whether the molecular mass fits,
which ions disagree, how crowded it is around the hit.

All of it is taken over the masses that both scans cover, from the unknown, the hit and the other candidates
alone; nothing says who measured what. :data:`FEATURES` names the values in their order.
"""

import re

import numpy as np

from tahqiq.desks.lab.library.bins import Binned
from tahqiq.desks.lab.library.formula import atoms, nominal_mass
from tahqiq.desks.lab.library.pairs import PAIRS
from tahqiq.desks.lab.library.scores import alike
from tahqiq.desks.lab.library.search import Ranking, formula_gap, peaks_of
from tahqiq.desks.lab.library.store import Library
from tahqiq.desks.lab.spectrum import Floats

FEATURES = (
    "score",
    "gap",
    "formula-gap",
    "cosine",
    "entropy",
    "reverse",
    "composite",
    "cosine-gap",
    "entropy-gap",
    "reverse-gap",
    "composite-gap",
    "common",
    "tops",
    "bases",
    "support",
    "index",
    "index-known",
    "second",
    "third",
    "fifth",
    "close",
    "crowd",
    "crowd-cosine",
    "crowd-isomer",
    "over-crowd",
    "same-formula",
    "isomers-held",
    "within-30",
    "within-20",
    "worst",
    "worst-high",
    "unexplained",
    "missing",
    "spread",
    "many-high",
    "peaks",
    "peaks-held",
    "masses",
    "masses-held",
    "begin",
    "base",
    "dominant",
    "base-share",
    "disorder",
    "disorder-held",
    "mass",
    "molecular-held",
    "molecular",
    "molecular-ratio",
    "above",
    "above-held",
    "locant",
    "locants",
    "carbon",
    "hydrogen",
    "nitrogen",
    "oxygen",
    "sulfur",
    "halogen",
    "silicon",
    "unsaturation",
    "unsaturation-share",
    "heavy",
    *(f"hit-{name}" for name in PAIRS),
    *(f"over-{name}" for name in PAIRS),
)
"""``-held`` is the hit's, without it the unknown's. ``crowd``: how close another candidate comes to the hit's
own spectrum (``-isomer``: one of its formula). ``unexplained`` is the share of the unknown's weight in masses
that the hit lacks, ``missing`` the other way round. ``spread``: of the logarithms of height ratios.
``above``: the highest ion more than two masses above the hit's molecular mass. ``locant``: the hit's name
says that others exist with the same groups elsewhere (2-, meta-, iso-). Last stand the values of
:data:`pairs.PAIRS` of the hit, and by how much they lie above those of the next compound (``over-``)."""
GAP = FEATURES.index("gap")
_LOCANT = re.compile(
    r"\b(ortho|meta|para|iso|sec|tert)|(?<!\w)[ompn]-|(?<![\d.])\d{1,2}(?:,\d)*-", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?<![\d.])\d{1,2}(?:,\d)*-")
_HIGH, _SEEN, _LOW = 0.1, 0.01, 0.003


def features_of(library: Library, unknown: Binned, ranking: Ranking) -> Floats:
    """The values of :data:`FEATURES` for the first hit of a ranking that is not empty."""
    row = int(ranking.rows[0])
    entry = library.entry(row)
    hit = peaks_of(library, ranking.rows[:1])
    hit_ = Binned(hit.bins, hit.heights / hit.heights.max(), int(hit.lows[0]))
    low, width = max(hit_.low, unknown.low), int(max(hit_.bins.max(), unknown.bins.max())) + 1
    mine, theirs = _heights(unknown, low, width), _heights(hit_, low, width)
    parts = [
        _ranked(library, ranking),
        _crowd(library, ranking, hit_),
        [
            *_ions(mine, theirs),
            float(len(unknown.bins)),
            float(len(hit_.bins)),
            float(low),
            float(np.argmax(mine)),
            *_shares(mine),
            _disorder(mine),
            _disorder(theirs),
        ],
        _molecular(nominal_mass(str(entry["formula"])), mine, theirs),
        _named(str(entry["name"]), atoms(str(entry["formula"]))),
        ranking.closer[0].tolist(),
        (ranking.closer[0] - (ranking.closer[1] if len(ranking) > 1 else 0)).tolist(),
    ]
    return np.array([value for part in parts for value in part])


def _ranked(library: Library, ranking: Ranking) -> list[float]:
    """From the measures of the hit and of the compounds after it."""
    measures = ranking.alike

    def gap(values: Floats) -> float:
        return float(values[0] - values[1:].max(initial=0.0))

    away = float(ranking.away[0])
    known = not np.isnan(away)
    scores = np.append(ranking.scores, np.zeros(5))
    return [
        float(ranking.scores[0]),
        float(ranking.gaps[0]),
        formula_gap(library, ranking),
        float(measures.cosine[0]),
        float(measures.entropy[0]),
        float(measures.reverse[0]),
        float(measures.composite[0]),
        gap(measures.cosine),
        gap(measures.entropy),
        gap(measures.reverse),
        gap(measures.composite),
        float(measures.common[0]),
        float(measures.tops[0]),
        float(measures.bases[0]),
        float(np.log(ranking.support + 0.5)),
        float(np.exp(-away / 15)) if known else 0.0,
        float(known),
        float(scores[1]),
        float(scores[2]),
        float(scores[4]),
        float((ranking.scores > ranking.scores[0] - 0.1).sum()),
    ]


def _crowd(library: Library, ranking: Ranking, hit: Binned) -> list[float]:
    """How close other candidates come to the hit itself, and how many isomers of it the library holds at
    all."""
    formulas = library.formulas[ranking.rows]
    same = (formulas[1:] == formulas[0]) & (formulas[0] >= 0)
    near = cosine = isomer = 0.0
    if len(ranking) > 1:
        found = alike(hit, peaks_of(library, ranking.rows[1:]))
        near, cosine = float(found.score.max()), float(found.cosine.max())
        isomer = float(found.score[same].max()) if same.any() else 0.0
    held = len(np.unique(library.compounds[library.formulas == formulas[0]])) if formulas[0] >= 0 else 0
    return [
        near,
        cosine,
        isomer,
        float(ranking.scores[0]) - near,
        float(same[:10].mean()) if len(same) else 0.0,
        float(np.log1p(held)),
    ]


def _heights(spectrum: Binned, low: int, width: int) -> Floats:
    """Heights by nominal mass over the common range, the highest 1."""
    found = np.zeros(width)
    found[spectrum.bins] = spectrum.heights
    found[:low] = 0
    top = float(found.max())
    return found / top if top > 0 else found


def _ions(mine: Floats, theirs: Floats) -> list[float]:
    """Which ions agree and which do not."""
    masses = np.arange(len(mine))
    high = (mine >= _HIGH) | (theirs >= _HIGH)
    off = np.abs(mine - theirs)
    share = off[high] / np.maximum(mine, theirs)[high]
    weights, others = np.sqrt(mine) * masses, np.sqrt(theirs) * masses
    both = (mine > _LOW) & (theirs > _LOW)
    spread = 3.0
    if both.any():
        ratios, trust = np.log(mine[both] / theirs[both]), np.sqrt(mine[both] * theirs[both]) * masses[both]
        spread = float(np.sqrt(np.average((ratios - np.average(ratios, weights=trust)) ** 2, weights=trust)))
    return [
        float((share < 0.3).mean()) if len(share) else 0.0,
        float((share < 0.2).mean()) if len(share) else 0.0,
        float(off.max()),
        float(off[61:].max(initial=0.0)),
        float(weights[theirs <= 0].sum() / max(weights.sum(), 1e-9)),
        float(others[mine <= 0].sum() / max(others.sum(), 1e-9)),
        spread,
        float(high.sum()),
        float((mine > _SEEN).sum()),
        float((theirs > _SEEN).sum()),
    ]


def _shares(mine: Floats) -> list[float]:
    total = max(float(mine.sum()), 1e-9)
    return [float(mine[mine >= 0.7].sum()) / total, float(mine.max(initial=0.0)) / total]


def _disorder(heights: Floats) -> float:
    shares = heights[heights > 0] / max(float(heights.sum()), 1e-9)
    return float(-(shares * np.log(shares)).sum())


def _molecular(mass: int, mine: Floats, theirs: Floats) -> list[float]:
    """The ion of the whole molecule in both, and what stands above it, where it should not."""

    def at(heights: Floats) -> float:
        return float(heights[mass]) if 0 < mass < len(heights) else 0.0

    above = [float(heights[mass + 3 :].max(initial=0.0)) if mass else 0.0 for heights in (mine, theirs)]
    return [float(mass), at(theirs), at(mine), float(np.log((at(mine) + _LOW) / (at(theirs) + _LOW))), *above]


def _named(name: str, held: dict[str, int]) -> list[float]:
    """What name and formula say about unseen isomers."""
    carbon, hydrogen, nitrogen, oxygen, sulfur, silicon = (
        float(held.get(element, 0)) for element in ("C", "H", "N", "O", "S", "Si")
    )
    halogen = float(sum(held.get(element, 0) for element in ("F", "Cl", "Br", "I")))
    unsaturation = carbon + silicon - (hydrogen + halogen) / 2 + nitrogen / 2 + 1 if held else 0.0
    return [
        float(_LOCANT.search(name) is not None),
        float(len(_NUMBERED.findall(name))),
        carbon,
        hydrogen,
        nitrogen,
        oxygen,
        sulfur,
        halogen,
        silicon,
        unsaturation,
        unsaturation / max(carbon, 1),
        float(sum(held.values())) - hydrogen,
    ]
