"""What an analysis is: a declared object from which the panel, the API, the command line and the reference
are made.

Ours and a stranger's are found the same way, by entry points of the group ``tahqiq.analyses``
(:mod:`tahqiq.analyse.registry`). The words stand in the catalogue of messages, each entry a pair:

    analysis-ID          title, what it does
    analysis-ID-meaning  what the figures mean, what they do not mean
    parameter-NAME       label, help               (parameters of one name mean one thing in all analyses)
    choice-VALUE         label, help
    column-NAME          heading, help
    left-out-REASON      what was left out, why    (``{count}`` is filled in)
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tahqiq.analyse.context import Context
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.values import Values
from tahqiq.kit.messages import Message, message

ColumnKind = Literal[
    "node",
    "nodes",
    "integer",
    "number",
    "range",
    "flag",
    "text",
    "word",
    "time",
    "duration",
    "money",
    "evidence",
    "weekday",
    "hour",
    "type",
]
ViewKind = Literal["wheel", "heat", "flow", "matrix", "timeline", "themes"]
VIEW_ROLES: Mapping[ViewKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "wheel": (("turn", "ring", "value"), ()),
    "heat": (("across", "down", "value"), ()),
    "flow": (("from", "to", "amount"), ("step",)),
    "matrix": (
        ("left", "right", "value"),
        ("mark", "left-by-links", "right-by-links", "left-by-cluster", "right-by-cluster"),
    ),
    "timeline": (("begin",), ("end", "lane")),
    "themes": (("begin", "lines"), ("end", "written", "kind", "what", "others", "event")),
}
"""The columns that a view is drawn from, by what they are in it: those it needs, and those it can use."""
FAMILIES = ("networks", "paths", "telephone", "money", "time-and-place", "method")


@dataclass(frozen=True, slots=True)
class Word:
    """A sentence of the catalogue as a value: ``code`` with its parameters, said in the reader's language
    when it is shown."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount, as a whole number of 10^-18 of the unit (:func:`tahqiq.store.facts.columns.exact`),
    and its currency; None = none was written."""

    amount: int
    currency: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a row of a result rests. ``source`` is the source's number; ``entity`` and ``statement`` ids,
    where it is a recorded value; ``part`` and ``row`` the place in the original, where it is an event
    (``row`` 0: the source as a whole)."""

    source: int
    entity: bytes = b""
    statement: bytes = b""
    part: int = 0
    row: int = 0


Cell = None | bool | int | float | str | Word | Money | Reference | tuple["Cell", ...]
"""What stands in a cell, by the kind of its column; None in any of them means unknown.

node: the node's number (shown as its id); nodes: a tuple of them; range: (low, high); time: µs since 1970
UTC; duration: seconds; evidence: a tuple of :class:`Reference`; word: a :class:`Word`; weekday: 1 (Monday) to
7; hour: 0 to 23; type: the name of a type or of a property that makes a link, or a tuple of them, said in
words when it is shown.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the rows."""

    name: str
    kind: ColumnKind

    def label(self, locale: str) -> Message:
        """Heading and help."""
        return message(f"column-{self.name}", locale, {})


@dataclass(frozen=True, slots=True)
class View:
    """A drawing that the rows can be looked at in, beside the table: which column is what in it (see
    :data:`VIEW_ROLES`)."""

    kind: ViewKind
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Result:
    """What an analysis found: ``rows`` in the order of the declared columns; ``left_out`` counts by reason
    what was not looked at or not shown; ``notes`` are sentences that belong to the figures (limits met,
    sampling and its error). Nothing is left out silently."""

    rows: Sequence[tuple[Cell, ...]]
    left_out: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """A declared analysis.

    ``id`` in small letters and hyphens; ``inputs`` names what it reads (``links``, ``facts``,
    ``statements``); ``limits`` what it refuses to pass, as (message code, number); ``reference`` the work the
    method is from. ``version`` goes up whenever the same input may give other rows. ``views`` are the
    drawings its rows are made for, the first of them shown first; ``key`` the columns that say which row is
    the same row in another result (see :attr:`row_key`); ``known_as`` what other programs of the field call
    it. ``run`` answers from what the context's scope may see, repeats itself for the same seed, and reports
    progress often enough to be stopped. Order rows and break ties by ids (``context.ids``), never by node
    numbers: those tell what else was ever deposited.
    """

    id: str
    family: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    run: Callable[[Context, Values], Result]
    inputs: tuple[str, ...] = ("links",)
    limits: tuple[tuple[str, int], ...] = ()
    reference: str = ""
    version: int = 1
    views: tuple[View, ...] = ()
    key: tuple[str, ...] = ()
    known_as: tuple[str, ...] = ()

    @property
    def row_key(self) -> tuple[str, ...]:
        """The columns by which two results are compared: ``key``, else the things that stand in a row, else
        its texts and times."""
        things = tuple(item.name for item in self.columns if item.kind in ("node", "nodes"))
        return (
            self.key or things or tuple(item.name for item in self.columns if item.kind in ("text", "time"))
        )

    def title(self, locale: str) -> Message:
        """Title and what it does."""
        return message(f"analysis-{self.id}", locale, {})

    def meaning(self, locale: str) -> Message:
        """What the figures mean, and what they do not mean."""
        return message(f"analysis-{self.id}-meaning", locale, {})
