"""The translations of a case that belong to what a briefing shows: of recorded values that it cites, and of
values and events of the charts in it."""

from collections.abc import Iterable, Mapping

from tahqiq.products.briefing.content import Translation
from tahqiq.products.chart.content import Gathered, translated
from tahqiq.store.documents import Document, references


def translations(
    said: Iterable[Document], shown: Iterable[Gathered], cited: Mapping[str, str]
) -> tuple[Translation, ...]:
    """``said`` are the translations of the case, ``shown`` what was gathered of the charts, ``cited`` the
    cited values that may leave, by entity and statement (``e s``). Each once, in the order in which they were
    entered."""
    written = sorted(said, key=lambda one: (one.at, one.id))
    drawn = list(shown)
    made: dict[Translation, None] = {}
    for one in written:
        original = next(
            (
                cited[key]
                for key in (f"{entity} {statement}" for entity, statement in references(one.content))
                if key in cited
            ),
            None,
        )
        if original is not None:
            told = {name: str(one.content.get(name, "")) for name in ("text", "language", "translator")}
            made[Translation(original, **told)] = None
        for found in drawn:
            for by in translated(found, [one]):
                made[Translation(by.original, by.text, by.language, by.translator)] = None
    return tuple(made)
