"""A flow as it is declared: the states of a record and what leads from one to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tahqiq.casework.clocks.period import Period
from tahqiq.casework.conditions import Condition
from tahqiq.kit.yaml_nodes import Words

Relation = Literal["author", "subject", "requester", "approver", "last"]
RELATIONS: tuple[Relation, ...] = ("author", "subject", "requester", "approver", "last")
"""What a person can be to a record: who wrote it, whom it is about, who asked for the approval that stands
open, who has approved since then, who took the step before."""
BARRED_FROM_APPROVING: frozenset[Relation] = frozenset({"author", "subject", "requester"})
"""Who never approves, whatever a flow says and whatever the rank."""


@dataclass(frozen=True, slots=True)
class State:
    """One state. Records begin in the one that is ``start``; one that is ``end`` is left by nothing but a
    transition that ``reopens``."""

    name: str
    label: Words
    start: bool = False
    end: bool = False


@dataclass(frozen=True, slots=True)
class Who:
    """Who may act: one of ``roles``; only those who are one of ``only`` to the record (empty: anybody), never
    who is one of ``never``; holding a ``certificate`` that is valid at that moment ("" : none is needed)."""

    roles: frozenset[str]
    only: frozenset[Relation] = frozenset()
    never: frozenset[Relation] = frozenset()
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline that a transition starts: its ``period`` (``72 hours``, ``10 working days``), over when one
    of ``until`` is done. The clocks engine counts it."""

    name: str
    label: Words
    period: Period
    until: frozenset[str]


@dataclass(frozen=True, slots=True)
class Transition:
    """One act. ``asks`` makes it the request for an approval; ``approves`` names the requests that it grants,
    after which the record falls back to ``lapses_to`` as soon as what was approved is changed. One that
    ``reopens`` may lead on from an end."""

    name: str
    label: Words
    origins: frozenset[str]
    to: str
    who: Who
    guard: Condition | None = None
    reason: bool = False
    asks: bool = False
    approves: frozenset[str] = frozenset()
    lapses_to: str = ""
    terms: tuple[Term, ...] = ()
    reopens: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """States by name and transitions by name, with the words for roles and certificates."""

    name: str
    version: int
    title: Words
    states: Mapping[str, State]
    transitions: Mapping[str, Transition]
    roles: Mapping[str, Words]
    certificates: Mapping[str, Words]

    @property
    def start(self) -> str:
        """The state in which every record begins."""
        return next(state.name for state in self.states.values() if state.start)

    def from_state(self, name: str) -> tuple[Transition, ...]:
        """The transitions that lead on from a state, in the order of the flow."""
        return tuple(item for item in self.transitions.values() if name in item.origins)
