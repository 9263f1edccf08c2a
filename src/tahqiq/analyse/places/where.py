"""Where a recorded thing is, and how exactly that is known: by coordinates, as a town, or as no more than a
governorate."""

import re
from dataclasses import dataclass
from typing import Literal

from tahqiq.model.entity import Entity
from tahqiq.model.statement import Statement
from tahqiq.model.types import tables
from tahqiq.model.types.geo import point

Exactness = Literal["coordinates", "town", "governorate"]
NAMING = ("city", "region", "district", "state", "governorate", "location", "full", "address", "summary")
"""Properties that may name a town or governorate, the narrower first."""
_PIECES = re.compile(r"[/,،;؛\-–()\n]+")
_WORDS = 3
"""Words of the longest name of a town that is looked for within a text."""


@dataclass(frozen=True, slots=True)
class Where:
    """Degrees WGS 84; ``metres`` the radius within which it is (0: the point itself); ``said`` the recorded
    value that says so."""

    lat: float
    lon: float
    metres: float
    exactness: Exactness
    said: Statement


def where(entity: Entity) -> Where | None:
    """The most exact place that the values of an entity tell, None when they tell none."""
    return _by_coordinates(entity) or _by_name(entity)


def names_a_place(entity: Entity) -> bool:
    """Whether some value is about a place at all, known to us or not."""
    return any(item.prop in NAMING or item.prop == "coordinates" for item in entity.statements)


def named(text: str) -> tuple[float, float, float, Exactness] | None:
    """The town a text names, else the governorate: latitude, longitude, radius in metres, and which of both.

    >>> named("بغداد / الرصافة")[:3], named("Anbar")[3], named("nowhere")
    ((33.33, 44.4, 20000.0), 'governorate', None)
    """
    towns, circles = tables.town_index(), tables.governorate_circles()
    pieces, runs = _phrases(text)
    phrases = list(dict.fromkeys((*pieces, *runs)))
    for phrase in phrases:
        if phrase in towns and (phrase in pieces or towns[phrase] not in tables.towns_named_like_words()):
            lat, lon, metres, _ = tables.towns()[towns[phrase]]
            return lat, lon, metres, "town"
    code = next(
        (found for phrase in phrases if (found := tables.governorate_index().get(phrase)) in circles), None
    )
    return (*circles[code], "governorate") if code else None


def _by_coordinates(entity: Entity) -> Where | None:
    metres = 0.0
    for text in entity.values("accuracyMetres"):
        try:
            metres = max(metres, float(text))
        except ValueError:
            continue
    for item in entity.statements:
        if item.prop == "coordinates":
            try:
                lat, lon = point(item.value)
            except ValueError:
                continue
            return Where(lat, lon, metres, "coordinates", item)
    return None


def _by_name(entity: Entity) -> Where | None:
    best: Where | None = None
    for prop in NAMING:
        for item in entity.statements:
            if item.prop != prop:
                continue
            found = _governorate(item.value) if prop in ("state", "governorate") else named(item.value)
            if found is not None and (best is None or found[2] < best.metres):
                best = Where(*found, item)
    return best


def _governorate(text: str) -> tuple[float, float, float, Exactness] | None:
    """A value of a property for governorates means the governorate, even where a town has the same name."""
    code = tables.governorate_index().get(tables.fold_name(text))
    return (*tables.governorate_circles()[code], "governorate") if code else None


def _phrases(text: str) -> tuple[list[str], list[str]]:
    """Folded pieces of a text (between commas and the like), and the runs of words within them, longer ones
    first."""
    pieces = [folded for piece in (text, *_PIECES.split(text)) if (folded := tables.fold_name(piece))]
    runs: list[str] = []
    for size in range(_WORDS, 0, -1):
        for piece in pieces[1:]:
            words = piece.split()
            runs += [" ".join(words[at : at + size]) for at in range(len(words) - size + 1)]
    return pieces, runs
