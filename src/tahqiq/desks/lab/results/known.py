"""Which substances are known where a result is entered: those of the exhibit, of the house library, of the
methods of the case's sequences, and a list of common names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from tahqiq.desk import Desktop
from tahqiq.desks.lab.examinations.counted import substance_of
from tahqiq.desks.lab.examinations.record import Examination
from tahqiq.desks.lab.examinations.required_substances import all_standings
from tahqiq.desks.lab.in_house_library.record import ENTRY
from tahqiq.desks.lab.sequences.record import SEQUENCE

Where = Literal["exhibit", "house", "method", "list"]
"""Where a name is known from: the exhibit (its ledger, what must be stated of it), the house library, a
method of the case's sequences, the list of common names."""


@dataclass(frozen=True, slots=True)
class KnownSubstance:
    """A substance by the name that results are entered under; ``also`` is its Arabic name ("": none)."""

    name: str
    also: str
    where: Where


def known(at: Desktop, body: Examination) -> list[KnownSubstance]:
    """Every name once, nearest to the exhibit first."""
    arabic = {substance_of(name): also for name, also in common_names()}
    found: dict[str, KnownSubstance] = {}
    for name, where in _names(at, body):
        key = substance_of(name)
        if key:
            found.setdefault(key, KnownSubstance(name.strip(), arabic.get(key, ""), where))
    return list(found.values())


@cache
def common_names() -> tuple[tuple[str, str], ...]:
    """The list of common names, each with its Arabic one.

    >>> dict(common_names())["amphetamine"]
    'أمفيتامين'
    """
    held = yaml.safe_load(files(__package__).joinpath("substances.yaml").read_text("utf-8"))["substances"]
    return tuple((str(name), str(also)) for name, also in held)


def _names(at: Desktop, body: Examination) -> Iterator[tuple[str, Where]]:
    yield from ((one.substance, "exhibit") for one in all_standings(body))
    yield from ((one, "exhibit") for one in body.intake.declared)
    yield from ((one.body.substance, "house") for one in at.records(ENTRY).every())
    for kept in at.records(SEQUENCE).every(case=at.home):
        for injection in kept.body.told.injections:
            yield from ((one.target, "method") for one in injection.findings)
    yield from ((name, "list") for name, _ in common_names())
