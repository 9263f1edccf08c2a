"""A register as it is declared: which records of a kind it shows, in which columns, and by what they are
found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tahqiq.kit.yaml_nodes import Words
from tahqiq.model.kind import KeyType

ColumnType = Literal["text", "number", "flag", "time", "day", "choice", "entity", "state"]
"""What a column shows: a ``choice`` is a word of its ``options``, an ``entity`` what a reference is called to
who looks, ``state`` where the record stands in the flow of its kind."""
Given = str | int | bool | None | list[str] | dict[str, str]
"""A condition as it is written: a value, None (without a value), several values, or ``{from: …, to: …}`` with
one end or both."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``path`` leads into the body (``parcel.weight``; every item of a list; of ``titles|title``
    the first at which something stands). ``key`` is the key of the kind by which it is ordered, filtered and
    counted ("": it is only shown), ``key_type`` that key's type. ``hidden`` columns are asked for and not
    shown."""

    name: str
    path: str
    label: Words
    type: ColumnType
    options: Mapping[str, Words] = field(default_factory=dict)
    key: str = ""
    key_type: KeyType = "text"
    filter: bool = False
    facet: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A way to look that comes with the desk: ``where`` by column, and the order."""

    name: str
    title: Words
    where: Mapping[str, Given]
    order: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """A table over the records of one kind. ``order`` is a column ("": what was written last comes first)."""

    name: str
    kind: str
    title: Words
    help: Words
    columns: tuple[Column, ...]
    order: str = ""
    descending: bool = False
    views: tuple[View, ...] = ()

    def column(self, name: str) -> Column | None:
        """The column called so."""
        return next((one for one in self.columns if one.name == name), None)
