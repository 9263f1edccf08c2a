"""What a question over links is, once it has been read: things with conditions, hung on one another by links,
and the values that are asked for when it is run.

The pattern is a tree. Its first thing is what is looked for; every other hangs on one before it. A thing fits
when its conditions hold and, for each link below it, at least so many different things that fit themselves
are linked to it that way (or none, or it does not matter).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

QUERY = "query"
"""What a job that answers a question, and a kept answer, are called."""
VERSION = 1
"""The version of the document; a newer one is refused."""
How = Literal["is", "in", "contains", "like", "between", "exists", "missing"]
HOWS: tuple[How, ...] = ("is", "in", "contains", "like", "between", "exists", "missing")
Direction = Literal["any", "out", "in"]
Mode = Literal["needed", "absent", "optional"]
Kind = Literal["text", "texts", "number", "time"]
KINDS: tuple[Kind, ...] = ("text", "texts", "number", "time")
ALIKE = 0.75
"""How alike a name must be (0 to 1) where the question does not say."""
MOST_THINGS, MOST_CONDITIONS, MOST_VALUES, MOST_LEAST = 12, 12, 1_000, 10_000


@dataclass(frozen=True, slots=True)
class NamedParameter:
    """A value that is asked for when the question is run, by the name of its parameter."""

    name: str


Value = str | NamedParameter


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a recorded value. ``values`` has one for ``is``, ``contains`` and ``like``, any
    number for ``in``, two (lower and upper, both included, "" = open) for ``between``, none for ``exists``
    and ``missing``. ``least`` is how alike a name must be."""

    prop: str
    how: How
    values: tuple[Value, ...] = ()
    least: float = ALIKE


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of a type (or one derived from it)."""

    id: str
    type: str
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """How the thing ``below`` hangs on the thing ``above``. ``kinds`` are names of properties, types of link
    or types of event (empty: any link); ``direction`` as seen from ``above``; ``least`` so many different
    things; ``since`` and ``until`` days or times, "" = open (a day is meant whole). ``at`` is its place in
    the document."""

    above: str
    below: str
    kinds: tuple[str, ...] = ()
    direction: Direction = "any"
    mode: Mode = "needed"
    least: int = 1
    since: Value = ""
    until: Value = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value asked for when the question is run; ``label`` in the words of whoever made it."""

    name: str
    kind: Kind
    label: str = ""
    default: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A question. ``things[0]`` is looked for; ``lines[i]`` hangs ``things[i + 1]`` on an earlier thing.
    ``zone`` is where its days begin."""

    things: tuple[Thing, ...]
    lines: tuple[Line, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    zone: str = "Asia/Baghdad"

    def below(self, thing: str) -> Iterator[tuple[int, Line]]:
        """The lines that hang on a thing, with their places."""
        return ((at, line) for at, line in enumerate(self.lines) if line.above == thing)

    def place(self, thing: str) -> int:
        """The place of a thing."""
        return next(at for at, item in enumerate(self.things) if item.id == thing)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a document and where: ``where`` is a path such as ``things/1/conditions/0/value``."""

    where: str
    code: str
    params: tuple[tuple[str, str | int], ...] = ()
