"""What a search of a library answers: compounds, and what may be said of an unknown."""

from tahqiq.desk.answers import Strict


class LibraryHitView(Strict):
    """One compound of the library, by its best spectrum. ``score`` from 0 to 1 orders hits; ``gap`` is how
    far it lies above the best other compound (below 0: it does not). ``retention`` is how far the retention
    index is off, null where either has none on this phase. ``common`` counts masses that both have."""

    id: str
    name: str
    inchikey: str
    formula: str
    score: float
    reverse: float
    gap: float
    cosine: float
    entropy: float
    composite: float
    common: int
    retention: float | None
    isomer: bool


class LibraryQueryView(Strict):
    """One unknown. ``tier`` is what the first hit is worth (:mod:`tiers`, with the precision that was
    measured for it); ``formula`` is the formula that can be said where it says one; ``isomers`` are compounds
    that cannot be told apart here. ``says`` puts it into words: no score alone identifies anything. ``share``
    of such answers (of their formula where the tier says no more) were right when they were measured; null
    where that is not known."""

    id: str
    name: str
    tier: str
    chance: float
    formula_chance: float
    formula: str
    isomers: list[str]
    says: str
    next_step: str
    hits: list[LibraryHitView]
    share: float | None = None
