"""Which substances are known where a result is entered: those of the exhibit, of the house library, of the
methods of the case's sequences, and a list of common names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from tahqiq.desk import Desktop
from tahqiq.desks.lab.examinations.counted import substance_of
from tahqiq.desks.lab.examinations.record import Examination
from tahqiq.desks.lab.examinations.required_substances import all_standings
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
    sold = _sold_as(part)
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


@cache
def common_names() -> tuple[tuple[str, ...], ...]:
    """The list of common names: each the name, its Arabic one, and further ones.

    >>> {name: also for name, also, *_ in common_names()}["amphetamine"]
    'أمفيتامين'
    """
    return tuple(tuple(map(str, line)) for line in _lists()["substances"])


def spoken(name: str, tag: str) -> str:
    """What a substance is called in sentences of a language: in Arabic its Arabic name with the international
    one beside it.

    >>> spoken("caffeine", "en"), spoken("a new one", "ar")
    ('caffeine', 'a new one')
    """
    key = substance_of(name)
    also = next((line[1] for line in common_names() if substance_of(line[0]) == key and line[1:]), "")
    return f"{also} (\u2066{name.strip()}\u2069)" if tag == "ar" and also else name


def _sold_as(part: str) -> set[str]:
    """The substances that are looked for in tablets that are sold under a name, of which ``part`` is the
    beginning."""
    return {
        substance
        for line in _lists()["sold-as"]
        if len(part) > 2 and any(fold(name).startswith(part) for name in line["names"])
        for substance in line["holds"]
    }


@cache
def _lists() -> dict[str, Any]:
    return dict(yaml.safe_load(files(__package__).joinpath("substances.yaml").read_text("utf-8")))


def _names(at: Desktop, body: Examination) -> Iterator[tuple[str, Where]]:
    yield from ((one.substance, "exhibit") for one in all_standings(body))
    yield from ((one, "exhibit") for one in body.intake.declared)
    yield from ((one.body.substance, "house") for one in at.records(ENTRY).every())
    for kept in at.records(SEQUENCE).every(case=at.home):
        for injection in kept.body.told.injections:
            yield from ((one.target, "method") for one in injection.findings)
    yield from ((name, "list") for name, *_ in common_names())
