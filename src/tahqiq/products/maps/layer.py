"""What a layer of a map is. The words of a layer stand in the catalogue of messages, each entry a pair:
``layer-ID`` title and what it shows, ``layer-ID-meaning`` what a mark means and what it does not mean,
``map-WORD`` the sentence at a mark or line.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Reference, Word
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.places.where import Exactness
from tahqiq.analyse.values import Values
from tahqiq.kit.messages import Message, message


@dataclass(frozen=True, slots=True)
class Sector:
    """Where an antenna looks: degrees clockwise from north, width in degrees, reach in metres. What no list
    gives is None, never a usual value."""

    azimuth: float
    width: float | None
    reach: float | None


@dataclass(frozen=True, slots=True)
class Mark:
    """Something at a place. ``metres`` is the radius within which the place is known (0: the point),
    ``exactness`` how it is known.

    ``kind`` is a type of the vocabulary (``Seizure``, ``CellSite``, ``Crossing``) or the layer's own word
    (``stop``, ``meeting``); ``count`` how many records it stands for; ``begin`` and ``end`` µs UTC or None,
    ``days`` when no more than their days are known; ``things`` nodes that it opens, the first the most
    telling; ``evidence`` where it rests.
    """

    kind: str
    lat: float
    lon: float
    exactness: Exactness
    metres: float
    title: str
    things: tuple[int, ...]
    evidence: tuple[Reference, ...]
    word: Word | None = None
    count: int = 1
    begin: int | None = None
    end: int | None = None
    sector: Sector | None = None
    days: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line from one place to another, never the road taken: a move in time (``begin`` to ``end``),
    or what lies between two that met."""

    kind: str
    ends: tuple[tuple[float, float], tuple[float, float]]
    word: Word
    things: tuple[int, ...]
    evidence: tuple[Reference, ...]
    begin: int | None = None
    end: int | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a layer shows. ``left_out`` counts by reason, as in :class:`tahqiq.analyse.declaration.Result`:
    nothing is left out silently."""

    marks: tuple[Mark, ...]
    lines: tuple[Line, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """A declared layer: parameters as those of an analysis, and what draws it from what the context's scope
    may see."""

    id: str
    parameters: tuple[Parameter, ...]
    draw: Callable[[Context, Values], Drawing]

    def title(self, locale: str) -> Message:
        """Title and what it shows."""
        return message(f"layer-{self.id}", locale, {})

    def meaning(self, locale: str) -> Message:
        """What its marks mean, and what they do not mean."""
        return message(f"layer-{self.id}-meaning", locale, {})
