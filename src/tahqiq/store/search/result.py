"""What a search answers."""

from dataclasses import dataclass
from typing import Literal

from tahqiq.model.place import Place

WHOLE_PLACE = Place()
Kind = Literal[
    "exact-number",
    "part-of-number",
    "same-name",
    "name-spelled-alike",
    "name-somewhat-alike",
    "phrase",
    "words",
]
"""How a value answers. ``name-spelled-alike``: a name that reaches the threshold for its number of parts
(:mod:`tahqiq.names.threshold`); ``name-somewhat-alike``: one that does not."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a hit matches: the property (``key`` when it is the identifier itself), the value as recorded, how
    it matched, and where it stands.

    ``source`` is the id of a visible source; ``place`` a short label of the place in it, empty for the whole
    source.
    """

    field: str
    value: str
    kind: Kind
    source: str
    place: str
    at: Place = WHOLE_PLACE
    """The same place in its parts, for who writes it in another language."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One entity or event. ``id`` 16 bytes; ``score`` 0 to 1, comparable within one answer only."""

    id: bytes
    schema: str
    caption: str
    score: float
    why: tuple[Why, ...]
    rows: int = 1
    """Of how many things of one document this is the first, where those with the same name are folded:
    nothing is merged."""
    same: tuple["Hit", ...] = ()
    """The others, as far as they are told."""


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits, best first. ``total`` and ``facets`` (type → count) are of all hits, or of those
    looked at when ``truncated``; ``lines`` is how many remain where things of one document with the same name
    are folded into the first.

    ``behind`` is how many visible sources are not searchable yet. ``note`` is a catalogue code that says in
    words what was searched (``search-all`` or ``search-of-type``) and ``schema`` fills it.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    truncated: bool
    facets: dict[str, int]
    behind: int = 0
    schema: str = ""
    lines: int = 0

    @property
    def complete(self) -> bool:
        """Whether everything visible was searched."""
        return not self.behind

    @property
    def note(self) -> str:
        """The catalogue code of the sentence that describes what was searched."""
        return "search-of-type" if self.schema else "search-all"


@dataclass(frozen=True, slots=True)
class Alike:
    """Recorded names like one: ``scores`` by number in the dictionary of values. ``compared`` names were;
    ``all`` says that no other shares as much; ``behind`` visible sources are not searchable yet."""

    scores: dict[int, float]
    compared: int
    all: bool
    behind: int
