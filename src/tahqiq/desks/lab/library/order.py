"""What is added to a score after a closer look: learned from spectra of known compounds by which of their
hits was right.

Small trees (:mod:`trees`) go by :mod:`pairs`. What they add was learned beside the score (conditional logit),
so that it is told in the same unit and bounded: of two hits whose scores lie further apart than twice
:data:`MOST` none comes before the other by it. It was learned on half of the compounds of a public set
(``order.json`` says which; numbers only, nothing of the set is kept), by ``benchmarks/lab_order.py``; what it
is worth was counted on the other half.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from tahqiq.desks.lab.library.trees import Trees, trees_from
from tahqiq.desks.lab.spectrum import Floats

MOST = 0.05
"""The most that is added or taken away."""


@dataclass(frozen=True)
class Order:
    """``trees`` in the unit of a logarithm of odds, ``unit`` how much of that one whole score is worth,
    ``on`` what they were learned on."""

    on: str
    unit: float
    trees: Trees


@cache
def public_order() -> Order:
    """What the program comes with."""
    held = json.loads(files(__package__).joinpath("order.json").read_text("utf-8"))
    return Order(str(held["on"]), float(held["unit"]), trees_from(held["trees"]))


def corrections(values: Floats) -> Floats:
    """What is added to scores, for rows of the values of :data:`pairs.PAIRS`."""
    order = public_order()
    found: Floats = np.clip(order.trees.total(values) / order.unit, -MOST, MOST)
    return found
