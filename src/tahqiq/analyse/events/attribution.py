"""Whose number it is said to be: registrations, uses and finds that visible statements tell of, each with its
kind and source. Never a fact about who spoke."""

from collections.abc import Iterable

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Cell, Column, Reference, Word
from tahqiq.analyse.parameter import Parameter
from tahqiq.model.caption import caption

NAMES = Parameter("names", "flag", False)
COLUMNS = (Column("attribution", "word"), Column("attribution_rests_on", "evidence"))
_CODES = {
    "RegisteredTo": "attribution-registered",
    "UsedBy": "attribution-used",
    "FoundWith": "attribution-found",
    "FittedIn": "",
}
_MOST = 2000


def attributions(
    context: Context, numbers: Iterable[int]
) -> dict[int, tuple[tuple[Word, ...], tuple[Reference, ...]]]:
    """For each number that has any: what is said of it, and where. Numbers without are left out, and so is
    everything beyond the first 2,000 numbers."""
    wanted = sorted(set(numbers))[:_MOST]
    links = [
        link
        for link in context.links.of(wanted, events=False)
        if link.kind == "edge" and _CODES.get(link.label)
    ]
    people = context.entities(
        sorted({link.other(node) for link in links for node in (link.a, link.b) if node in set(wanted)})
    )
    found: dict[int, list[tuple[Word, list[Reference]]]] = {}
    for link in links:
        number = link.a if link.a in wanted else link.b
        person = people.get(link.other(number))
        if person is None:
            continue
        word = Word(_CODES[link.label], {"name": caption(person), "since": link.first or "?"})
        rests = [Reference(item.source, item.entity, item.statement) for item in link.evidence]
        found.setdefault(number, []).append((word, rests))
    return {
        number: (tuple(word for word, _ in told), tuple(one for _, rests in told for one in rests))
        for number, told in found.items()
    }


def cells(found: dict[int, tuple[tuple[Word, ...], tuple[Reference, ...]]], number: int) -> tuple[Cell, Cell]:
    """The two cells of :data:`COLUMNS` for a number."""
    words, rests = found.get(number, ((), ()))
    return (words or None), rests
