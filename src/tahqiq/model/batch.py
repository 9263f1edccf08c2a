"""What a mapping makes of one batch of records, in columns: nodes, statements, facts, problems."""

from dataclasses import dataclass, field

import pyarrow as pa

from tahqiq.model.account import Account
from tahqiq.model.idle import IdleColumn
from tahqiq.model.place import Part
from tahqiq.model.problem import Problem

REFERRED = "Thing"
"""The type of a node that a file only points to: whatever it is already, or turns out to be."""


@dataclass(slots=True)
class Nodes:
    """The distinct nodes that a batch mentions; statements and facts point into these lists by index.

    ``ids`` 16 bytes each; ``schemata`` the type name (``Person``, ``PhoneNumber``); ``namespaces`` and
    ``keys`` are filled for identifier entities (empty namespace where the kind has none) and empty for
    fragments.
    """

    ids: list[bytes] = field(default_factory=list)
    schemata: list[str] = field(default_factory=list)
    namespaces: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    _index: dict[bytes, int] = field(default_factory=dict, repr=False)
    growing: bool = False
    """The lists are those of the batch before, longer by what is new, and may hold nodes that this batch does
    not mention (they are not added to by :meth:`add`)."""

    def add(self, node_id: bytes, schema: str, namespace: str = "", key: str = "") -> int:
        """The index of the node, appended when it is new in this batch."""
        found = self._index.get(node_id)
        if found is None:
            found = self._index[node_id] = len(self.ids)
            self.ids.append(node_id)
            self.schemata.append(schema)
            self.namespaces.append(namespace)
            self.keys.append(key)
        return found

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(slots=True)
class Statements:
    """Statements of one part as equally long columns.

    ``entity`` and ``target`` are indices into :class:`Nodes` (``target`` -1 when the value is no link);
    ``prop`` the property name; ``value`` the cleaned text (for an entity-valued property the 32 hex digits of
    the target's id); ``original`` the text as it stood when it differs, else None; ``lang`` a language code
    or empty; ``row`` and ``column`` 1-based, 0 = none.
    """

    entity: list[int] = field(default_factory=list)
    prop: list[str] = field(default_factory=list)
    value: list[str] = field(default_factory=list)
    original: list[str | None] = field(default_factory=list)
    lang: list[str] = field(default_factory=list)
    target: list[int] = field(default_factory=list)
    row: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.entity)


FACT_COLUMNS = pa.schema(
    [
        pa.field("key", pa.int16(), nullable=False),
        pa.field("row", pa.int64(), nullable=False),
        pa.field("serial", pa.int16(), nullable=False),
        pa.field("a", pa.int32()),
        pa.field("b", pa.int32()),
        pa.field("start", pa.timestamp("us")),
        pa.field("start_text", pa.string()),
        pa.field("zone", pa.string()),
        pa.field("seconds", pa.int32()),
        pa.field("place", pa.int32()),
        pa.field("place2", pa.int32()),
        pa.field("device", pa.int32()),
        pa.field("sim", pa.int32()),
        pa.field("amount", pa.decimal128(18, 3)),
        pa.field("fine", pa.int64()),
        pa.field("currency", pa.string()),
        pa.field("service", pa.string()),
        pa.field("text", pa.string()),
        pa.field("side", pa.int8()),
        pa.field("mark", pa.int64()),
        pa.field("book", pa.int8()),
    ]
)
"""Columns of :class:`Facts`.table; ``side`` says whose ``place``, ``device`` and ``sim`` are: 0 = of ``a``, 1
= of ``b``, null = of ``a``.
 ``book`` in whose account statement the record stands: 0 = that of ``a``, 1 = of ``b``, null = in none.
 ``fine`` what an amount
has beyond thousandths (10^-18 units), ``mark`` a hash of the number that the source gives the record.
docs/decisions/0005 says what each means. ``a … sim`` are indices into :class:`Nodes` here, node numbers on
disk. ``start`` is UTC; ``start_text`` the text as it stood; ``zone`` the IANA zone it was read in ("" = the
text carried its own offset)."""


@dataclass(slots=True)
class Facts:
    """Events of one kind (schema name, e.g. ``Call``) and one part, in the columns of
    :data:`FACT_COLUMNS`."""

    kind: str
    table: pa.RecordBatch


@dataclass(slots=True)
class Mapped:
    """The yield of one batch of records. ``records`` = ``mapped`` + problems that stand for records."""

    part: Part
    nodes: Nodes
    statements: Statements
    facts: list[Facts]
    problems: list[Problem]
    records: int
    mapped: int
    held: frozenset[int] = frozenset()
    """Row numbers outside the source's authority: marked, kept in a class of their own."""
    account: Account = field(default_factory=Account)
    """What became of each field of the records."""
    idle: list[IdleColumn] = field(default_factory=list)
    """The columns of the records that the mapping does not use."""
