"""What may stand below the name of an item of a chart beside its own properties: whose number or account it
is, how it is graded, from when until when it is seen here, and what it paid and received on this chart.

Fields ``told:holder``, ``told:grade``, ``told:first``, ``told:last``, ``told:period``, ``told:paid`` and
``told:received``; rules, histograms and files ask for them as for any other.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from tahqiq.model.entity import Entity
from tahqiq.model.link import Link
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.board_lines import Line
from tahqiq.products.board_times import Times

BoardAnswers = dict[str, dict[str, tuple[str, ...]]]
"""By item and field the values as text."""
PARTY = "LegalEntity"
"""Who can hold something: people, groups, companies, and their descendants."""


def fields_of(
    entities: Mapping[str, Entity], lines: Sequence[Line], held: Mapping[str, Sequence[str]], times: Times
) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The fields of every item that has any. ``held`` are the names of who holds an item, by id; ``times``
    the sums of the lines of this chart."""
    found: BoardAnswers = {identity: {} for identity in entities}
    for identity, entity in entities.items():
        grades = sorted({str(one.grade) for one in entity.statements if one.grade})
        if grades:
            found[identity]["told:grade"] = tuple(grade.partition(":")[2] or grade for grade in grades)
    for identity, names in held.items():
        if names and identity in found:
            found[identity]["told:holder"] = tuple(dict.fromkeys(names))
    _days(found, lines)
    _amounts(found, times)
    return found


def _days(found: BoardAnswers, lines: Iterable[Line]) -> None:
    firsts: dict[str, str] = {}
    lasts: dict[str, str] = {}
    for line in lines:
        first, last = (line["first"] or line["last"])[:10], (line["last"] or line["first"])[:10]
        if line["kind"] in ("sameness", "same") or not first:
            continue
        for end in (line["a"], line["b"]):
            firsts[end] = min(firsts.get(end, first), first)
            lasts[end] = max(lasts.get(end, last), last)
    for end, day in firsts.items():
        if end in found:
            last = lasts[end]
            found[end] |= {
                "told:first": (day,),
                "told:last": (last,),
                "told:period": (day if day == last else f"{day} – {last}",),
            }


def _amounts(found: BoardAnswers, times: Times) -> None:
    sums: dict[tuple[str, str, str], Decimal] = {}
    for line in times.lines:
        for _, currency, there, back in line.sums:
            for end, paid, received in ((line.a, there, back), (line.b, back, there)):
                for field, text in (("told:paid", paid), ("told:received", received)):
                    sums[end, field, currency] = sums.get((end, field, currency), Decimal(0)) + Decimal(text)
    for (end, field, currency), amount in sorted(sums.items()):
        if amount and end in found:
            found[end][field] = (*found[end].get(field, ()), f"{amount:f} {currency}".strip())


def holders(
    links: Iterable[Link], items: Mapping[int, str], schemata: Mapping[int, str]
) -> dict[int, list[int]]:
    """The nodes that hold each of some items: parties that a recorded link which is no event joins to
    something that is no party itself, the heaviest link first. ``items`` and ``schemata`` are the types of
    the items and of what they are linked to, by number."""
    weights: dict[int, dict[int, int]] = {}
    for link in links:
        if link.kind not in ("edge", "property"):
            continue
        for item, other in ((link.a, link.b), (link.b, link.a)):
            if item in items and not party(items[item]) and party(schemata.get(other, "")):
                weights.setdefault(item, {})
                weights[item][other] = weights[item].get(other, 0) + link.weight
    return {
        item: sorted(found, key=lambda other, found=found: -found[other])  # type: ignore[misc]
        for item, found in weights.items()
    }


def party(schema: str) -> bool:
    """Whether things of a type are somebody who can hold something.

    >>> party("Person"), party("PhoneNumber"), party("of no vocabulary")
    (True, False, False)
    """
    return schema in vocabulary().schemata and vocabulary().is_a(schema, PARTY)
