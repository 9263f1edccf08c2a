"""Which substances are known where a result is entered: those of the exhibit, of the house library, of the
methods of the case's sequences, and a list of common names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tahqiq.desk import Desktop
from tahqiq.desks.lab.examinations.counted import substance_of
from tahqiq.desks.lab.examinations.record import Examination
from tahqiq.desks.lab.examinations.required_substances import all_standings
from tahqiq.desks.lab.examinations.substance_names import common_names, sold_as
from tahqiq.desks.lab.in_house_library.record import ENTRY
from tahqiq.desks.lab.sequences.record import SEQUENCE
from tahqiq.names.fold import fold
from tahqiq.names.typed import typed

Where = Literal["exhibit", "house", "method", "list"]
"""Where a name is known from: the exhibit (its ledger, what must be stated of it), the house library, a
method of the case's sequences, the list of common names."""


@dataclass(frozen=True, slots=True)
class KnownSubstance:
    """A substance by the name that results are entered under; ``also`` is its Arabic name ("": none),
    ``called`` further names, which are only searched."""

    name: str
    also: str
    where: Where
    called: tuple[str, ...] = ()


def known(at: Desktop, body: Examination) -> list[KnownSubstance]:
    """Every name once, nearest to the exhibit first."""
    listed = {substance_of(name): (also, called) for name, also, *called in common_names()}
    found: dict[str, KnownSubstance] = {}
    for name, where in _names(at, body):
        key = substance_of(name)
        if key:
            also, called = listed.get(key, ("", []))
            found.setdefault(key, KnownSubstance(name.strip(), also, where, tuple(called)))
    return list(found.values())


def named(substances: Iterable[KnownSubstance], text: str) -> list[KnownSubstance]:
    """The substances of which a text is a part of some name, however its letters are written: the whole name
    first, then what begins with it. Where there is none, those that sound like it; all for no text.

    >>> amphetamines = [KnownSubstance("methamphetamine", "ميثامفيتامين", "list"),
    ...                 KnownSubstance("amphetamine", "أمفيتامين", "list")]
    >>> [one.name for one in named(amphetamines, "امفيتامين")]
    ['amphetamine', 'methamphetamine']
    >>> [one.name for one in named(amphetamines, "كبتاغون")]
    ['amphetamine']
    """
    everything, part = list(substances), fold(text)
    if not part:
        return everything if not text.strip() else []
    ranks = [(_rank(one, part), one) for one in everything]
    found = [one for rank, one in sorted(ranks, key=lambda pair: pair[0]) if rank < _NOT]
    sold = sold_as(part)
    found += [one for one in everything if substance_of(one.name) in sold and one not in found]
    fits = typed(text)
    return found or [one for one in everything if any(fits(name) for name in _spellings(one))]


_NOT = 3


def _rank(one: KnownSubstance, part: str) -> int:
    """0: a whole name, 1: the beginning of one, 2: within one, 3: none."""
    names = [fold(name) for name in _spellings(one)]
    if part in names:
        return 0
    if any(name.startswith(part) for name in names):
        return 1
    return 2 if any(part in name for name in names) else _NOT


def _spellings(one: KnownSubstance) -> tuple[str, ...]:
    return tuple(filter(None, (one.name, one.also, *one.called)))


def _names(at: Desktop, body: Examination) -> Iterator[tuple[str, Where]]:
    yield from ((one.substance, "exhibit") for one in all_standings(body))
    yield from ((one, "exhibit") for one in body.intake.declared)
    yield from ((one.body.substance, "house") for one in at.records(ENTRY).every())
    for kept in at.records(SEQUENCE).every(case=at.home):
        for injection in kept.body.told.injections:
            yield from ((one.target, "method") for one in injection.findings)
    yield from ((name, "list") for name, *_ in common_names())
