"""A chance learned from examples: small trees that ask the same few questions of everybody, added up
(boosting, Friedman 2001, Ann Stat 29:1189).

Each tree asks up to four questions of the kind *is this feature above that value*; the answers pick one of 16
numbers, and the sum over all trees is the logarithm of the odds. Such trees can be written down, gone through
by hand and made again: the questions are drawn by a generator with a fixed start, nothing depends on the
machine.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from tahqiq.desks.lab.spectrum import Floats

DEPTH, RIDGE = 4, 8.0
"""Questions of a tree, and how strongly a leaf of few examples is drawn to nothing."""
TREES, EXAMPLES, RATE = (50, 500), 6, (0.08, 0.2)
"""One tree for so many examples, within these limits; how much of each is believed: less, the more there
are."""
CHOSEN_BY, CHOOSING = 200, 0.1
"""Trees, and how much of each is believed, where one of several is chosen."""
VALUES, SHARE = 24, 0.4
"""Values that a feature is asked against, and the share of the features that a tree may ask about."""
START = 20261128
_Codes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Trees:
    """The sum of trees. Tree ``t`` asks whether ``asked[t][q]`` (the place of a feature) lies above
    ``values[t][q]``; the answers, the first question the highest bit, are the place in ``leaves[t]``.
    ``base`` is added to the sum."""

    base: float
    asked: tuple[tuple[int, ...], ...]
    values: tuple[tuple[float, ...], ...]
    leaves: tuple[tuple[float, ...], ...]

    @cached_property
    def _arrays(self) -> tuple[_Codes, Floats, Floats]:
        return np.array(self.asked), np.array(self.values), np.array(self.leaves)

    def total(self, features: Floats) -> Floats:
        """The base and what the trees add, for rows of features."""
        found = np.full(len(features), self.base)
        if self.asked:
            places, values, leaves = self._arrays
            answers = (features[:, places] > values) @ (2 ** np.arange(places.shape[1])[::-1])
            found = found + leaves[np.arange(len(leaves)), answers].sum(1)
        return found

    def chance(self, features: Floats) -> Floats:
        """The chance of being right, for rows of features: the total is the logarithm of its odds."""
        found: Floats = 1 / (1 + np.exp(-self.total(features)))
        return found


def trees_from(held: Mapping[str, Any]) -> Trees:
    """Trees as they were kept. Raises ``KeyError`` and ``TypeError`` where it is something else."""

    def rows(values: Sequence[Sequence[Any]]) -> tuple[tuple[Any, ...], ...]:
        return tuple(map(tuple, values))

    return Trees(float(held["base"]), rows(held["asked"]), rows(held["values"]), rows(held["leaves"]))


def fitted(features: Floats, right: npt.NDArray[np.bool_]) -> Trees:
    """Learn from examples. The same examples give the same trees.

    >>> x = np.array([[0.0], [0.1], [0.9], [1.0]] * 20)
    >>> fitted(x, x[:, 0] > 0.5).chance(np.array([[0.05], [0.95]])).round(1).tolist()
    [0.0, 1.0]
    """
    share = float(np.clip(right.mean(), 1e-3, 1 - 1e-3)) if len(right) else 0.5
    base, wanted = float(np.log(share / (1 - share))), right.astype(np.float64)

    def pull(total: Floats) -> tuple[Floats, Floats]:
        chance = 1 / (1 + np.exp(-total))
        return wanted - chance, chance * (1 - chance)

    trees = int(np.clip(len(right) // EXAMPLES, *TREES))
    return _added(
        features,
        np.full(len(right), base),
        base,
        pull,
        trees,
        float(np.clip(RATE[0] * TREES[1] / trees, *RATE)),
    )


def choosing(features: Floats, questions: _Codes, right: npt.NDArray[np.bool_], start: Floats) -> Trees:
    """Learn which of several is right (conditional logit, McFadden 1974): ``questions`` says which rows stand
    for choice together (numbers from 0, rising), ``start`` what they have before any tree. More than one of a
    question may be right; a question without a right one teaches nothing.

    >>> x = np.array([[0.1], [0.9], [0.5]] * 40)
    >>> found = choosing(x, np.repeat(np.arange(40), 3), x[:, 0] == 0.9, np.zeros(120))
    >>> int(np.argmax(found.total(np.array([[0.1], [0.9], [0.5]]))))
    1
    """
    begins = np.flatnonzero(np.diff(questions, prepend=-1))
    answered = np.logical_or.reduceat(right, begins)[questions]

    def shares(total: Floats, which: npt.NDArray[np.bool_]) -> Floats:
        top = np.maximum.reduceat(np.where(which, total, -np.inf), begins)[questions]
        parts = np.where(which, np.exp(total - np.where(which, top, total)), 0)
        found: Floats = parts / np.maximum(np.add.reduceat(parts, begins), 1e-300)[questions]
        return found

    def pull(total: Floats) -> tuple[Floats, Floats]:
        chance = shares(total, answered)
        return shares(total, answered & right) - chance, chance * (1 - chance)

    return _added(features, start.astype(np.float64), 0.0, pull, CHOSEN_BY, CHOOSING)


def _added(
    features: Floats,
    total: Floats,
    base: float,
    pull: Callable[[Floats], tuple[Floats, Floats]],
    trees: int,
    rate: float,
) -> Trees:
    """Trees one after the other, each following the gradient and curve of the likelihood that ``pull`` gives
    at a total."""
    rng = np.random.default_rng(START)
    steps = [_steps(features[:, place]) for place in range(features.shape[1])]
    codes = np.column_stack(
        [np.searchsorted(step, features[:, place]) for place, step in enumerate(steps)]
    ).astype(np.int64)
    usable = [place for place, step in enumerate(steps) if len(step)]
    asked, values, leaves = [], [], []
    for _ in range(trees if usable else 0):
        gradient, curve = pull(total)
        drawn = rng.permutation(usable)[: max(1, round(SHARE * len(usable)))]
        questions, place = _grown(
            codes[:, drawn], np.array([len(steps[one]) for one in drawn]), gradient, curve
        )
        here = 2 ** len(questions)
        leaf = rate * np.bincount(place, gradient, here) / (np.bincount(place, curve, here) + RIDGE)
        total = total + leaf[place]
        asked.append(tuple(int(drawn[feature]) for feature, _ in questions))
        values.append(tuple(float(steps[drawn[feature]][code]) for feature, code in questions))
        leaves.append(tuple(round(float(one), 6) for one in leaf))
    return Trees(base, tuple(asked), tuple(values), tuple(leaves))


def _steps(values: Floats) -> Floats:
    """The values that a feature is asked against: between its quantiles, rounded so that they can be written
    down."""
    found = (
        np.unique(np.quantile(values, np.linspace(0, 1, VALUES + 2)[1:-1]).round(6))
        if len(values)
        else np.empty(0)
    )
    return found[(found >= values.min()) & (found < values.max())] if len(values) else found


def _grown(
    codes: _Codes, held: _Codes, gradient: Floats, curve: Floats
) -> tuple[list[tuple[int, int]], _Codes]:
    """The questions of one tree (place of the feature, number of its value, of which ``held`` says how many
    it has) and the leaf of each example."""
    count, width = codes.shape
    place = np.zeros(count, np.int64)
    cells = codes + np.arange(width) * (VALUES + 1)
    beyond = np.arange(VALUES) >= held[:, None]
    questions: list[tuple[int, int]] = []
    for level in range(DEPTH):
        flat = (cells + (place * width * (VALUES + 1))[:, None]).ravel()
        shape = (2**level, width, VALUES + 1)
        size = int(np.prod(shape))
        up, weight = (
            np.bincount(flat, np.repeat(part, width), size).reshape(shape).cumsum(2)
            for part in (gradient, curve)
        )
        rest_up, rest = up[:, :, -1:] - up, weight[:, :, -1:] - weight
        gain = (up**2 / (weight + RIDGE) + rest_up**2 / (rest + RIDGE)).sum(0)[:, :-1]
        gain[beyond] = -1.0
        feature, code = divmod(int(np.argmax(gain)), VALUES)
        questions.append((feature, code))
        place = 2 * place + (codes[:, feature] > code)
    return questions, place
