"""What somebody changed in the legend of a chart; the screen, pictures and papers all read it
(``ui/src/core/chart/legend.ts`` does the same)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tahqiq.kit.text import storable

LONGEST = 120
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class LegendEdit:
    """Entries by what they are about (``type Person``, ``line confirmed``, ``rule `` and its id, ``width``):
    those left out, those called otherwise, and those that come first in this order."""

    hidden: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    order: Sequence[str] = ()

    def kept(self, entries: Sequence[Entry], of: Callable[[Entry], str]) -> list[Entry]:
        """The entries that are told, in their order; ``of`` says what one is about.

        >>> edit = LegendEdit(frozenset({"width"}), {}, ["line confirmed"])
        >>> edit.kept(["type Person", "width", "line confirmed"], str)
        ['line confirmed', 'type Person']
        """
        place = {key: at for at, key in reversed(list(enumerate(self.order)))}
        return sorted(
            (one for one in entries if of(one) not in self.hidden),
            key=lambda one: place.get(of(one), len(place)),
        )

    def name(self, of: str, usual: str) -> str:
        """What an entry is called; its usual name where nobody wrote another."""
        return self.names.get(of) or usual


def legend_edit(body: Mapping[str, object]) -> LegendEdit:
    """What somebody changed in the legend, from the body of a chart document; names are cut at
    :data:`LONGEST` letters.

    >>> legend_edit({"legend": {"hidden": ["width"], "order": [], "names": []}}).hidden
    frozenset({'width'})
    """
    found = body.get("legend")
    given: Mapping[str, object] = found if isinstance(found, Mapping) else {}
    listed = given.get("names")
    names = {
        str(one["of"]): storable(str(one["name"]))[:LONGEST]
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, Mapping) and one.get("of") and one.get("name")
    }
    return LegendEdit(frozenset(_texts(given.get("hidden"))), names, tuple(_texts(given.get("order"))))


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
