"""The mapping document: columns of a table → entities, properties, links and facts. Frozen, typed, the same
in YAML and in Python.

A *source* of a value is a column name (plain text) or a :class:`Value`. Columns are named by their header as
it stands (spaces folded); ``#3`` is the third column whatever it is called; columns of fixed kinds by the
reader's names. Patterns are RE2 (linear time).
"""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

STRICT = ConfigDict(extra="forbid", strict=True, frozen=True)

Transform = Literal[
    "digits",
    "letters_and_digits",
    "latin_digits",
    "upper",
    "lower",
    "collapse",
    "hex_to_decimal",
    "decimal_to_hex",
    "absolute",
    "first_line",
    "kilograms",
    "tonnes_to_kilograms",
    "pounds_to_kilograms",
]
"""Named changes of a text before it is cleaned; see :mod:`tahqiq.collect.mapping.transforms`."""


@dataclass(frozen=True)
class Value:
    """Where one value comes from: exactly one of ``column``, ``columns``, ``value``, ``outside``, ``entity``,
    ``template``.

    ``columns`` are joined by ``join`` (empty ones left out). ``value`` is a constant. ``outside`` names an
    entry of ``outside:``. ``entity`` is the key of another entity of the same record. ``template`` holds
    ``{column}`` places and is empty when one of them is. ``otherwise`` is taken where this one is empty.
    ``split`` cuts a cell into several values, of which ``piece`` keeps what matches; ``pattern`` keeps what
    its first group (or the whole) matches; ``words`` replaces whole values (folded comparison); ``type``
    overrides the property's type; ``as`` names the identifier schema for a party or place of a fact,
    ``namespace`` (constant) or ``namespace_column`` whose numbering it belongs to where the document's
    operator, bank or country is not it; ``lang`` a language code.
    """

    __pydantic_config__ = STRICT

    column: str | None = None
    columns: tuple[str, ...] = ()
    join: str = " "
    value: str | None = None
    outside: str | None = None
    entity: str | None = None
    template: str | None = None
    otherwise: "Source | None" = None
    split: str | None = None
    piece: str | None = None
    pattern: str | None = None
    words: dict[str, str] = field(default_factory=dict)
    transform: tuple[Transform, ...] = ()
    type: str | None = None
    as_: Annotated[str | None, Field(alias="as")] = None
    namespace: str | None = None
    namespace_column: str | None = None
    lang: str | None = None


Source = str | Value
Sources = str | Value | tuple[Source, ...]


@dataclass(frozen=True)
class Condition:
    """A test of one column of a record; all conditions of a list must hold. ``in``/``not_in`` compare folded
    text, ``sign`` reads a number, ``balance`` says whether the text must state a balance or a turnover of an
    account (:func:`tahqiq.collect.mapping.balances.states_balance`) or must not."""

    __pydantic_config__ = STRICT

    column: str
    in_: Annotated[tuple[str, ...], Field(alias="in")] = ()
    not_in: tuple[str, ...] = ()
    matches: str | None = None
    filled: bool | None = None
    sign: Literal["+", "-"] | None = None
    balance: bool | None = None


@dataclass(frozen=True)
class Unpivot:
    """A matrix: every cell right of the label column is a record of its own with ``row``, ``column`` and
    ``value``, except the ``empty`` ones.

    The columns are then called ``row`` (label of the line), ``column`` (label of the column) and ``value``.
    The label alone also is a record. ``diagonal`` False leaves out cells where both labels agree; ``half``
    True keeps one of two equal cells of a symmetric matrix.
    """

    __pydantic_config__ = STRICT

    empty: tuple[str, ...] = ("", "0", "0.0", "-", "–", "٠")
    diagonal: bool = True
    half: bool = False


@dataclass(frozen=True)
class LayoutSpec:
    """Where the table stands in its sheet. Row numbers are the person's (1-based), ``None`` = find it,
    ``header_row`` 0 = there is none.

    ``header`` is the header as it was seen: it finds the header line again in the next delivery, wherever it
    stands there. ``skip`` are patterns of the first filled cell of lines that are no records (totals);
    ``split`` cuts single-column lines into columns first; ``first_column``/``last_column`` (1-based,
    inclusive) bound one of several tables side by side, ``data_end`` one of several below another.
    """

    __pydantic_config__ = STRICT

    header_row: int | None = None
    header_rows: Literal[1, 2] = 1
    data_start: int | None = None
    data_end: int | None = None
    first_column: int = 1
    last_column: int | None = None
    header: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    split: str | None = None
    unpivot: Unpivot | None = None


@dataclass(frozen=True)
class Outside:
    """A value that stands outside the table: in the file name, the sheet name, a cell above the table, or
    given by a person.

    ``above`` looks for ``label`` (folded) in the lines above the header and takes the rest of that cell or
    the next filled one, or the cell at ``row``/``column``. ``pattern`` keeps its first group (or the whole
    match). ``value`` is a constant, and what stands when nothing is found.
    """

    __pydantic_config__ = STRICT

    from_: Annotated[Literal["file_name", "sheet_name", "above", "constant"], Field(alias="from")]
    pattern: str | None = None
    label: str | None = None
    row: int | None = None
    column: int | None = None
    value: str | None = None


@dataclass(frozen=True)
class Details:
    """Columns of any name: each that begins with ``prefix`` and that nothing else of the entity reads becomes
    a value.

    One that is called like a property of the type (its name, or what it is called in a language) is that
    property where its texts can be read so; every other text is a named detail, ``NAME: text``, of
    ``property``.
    """

    __pydantic_config__ = STRICT

    prefix: str
    property: str = "notes"


@dataclass(frozen=True)
class EntitySpec:
    """One entity per record. ``key`` absent: its place makes it one of a kind; given: equal key values of the
    same ``pool`` are one entity.

    An identifier schema (PhoneNumber, Cell, BankAccount …) needs a key of one source, the identifier itself,
    and is shared by all sources. ``pool`` defaults to the entity's name in the document. ``kinds`` limits it
    to records of these kinds where the document is for several.
    """

    __pydantic_config__ = STRICT

    schema: str
    kinds: tuple[str, ...] = ()
    key: tuple[Source, ...] = ()
    pool: str | None = None
    when: tuple[Condition, ...] = ()
    properties: dict[str, Sources] = field(default_factory=dict)
    details: Details | None = None


@dataclass(frozen=True)
class Direction:
    """Which way an event went as seen by the target. ``in`` words swap ``a`` and ``b``; a word of neither
    list leaves ``otherwise``.

    With ``turn`` False the parties stand in their order already (caller, called); the column then only says
    whose place, device and SIM the record holds: those of ``b`` for the ``in`` words.
    """

    __pydantic_config__ = STRICT

    column: str
    out: tuple[str, ...] = ()
    in_: Annotated[tuple[str, ...], Field(alias="in")] = ()
    otherwise: Literal["out", "in", "problem"] = "problem"
    turn: bool = True


@dataclass(frozen=True)
class Moment:
    """When: one column, or several joined (date, time). ``zone`` and ``date_order`` override the document's
    for this fact."""

    __pydantic_config__ = STRICT

    columns: tuple[str, ...]
    zone: str | None = None
    date_order: Literal["dmy", "mdy", "ymd"] | None = None
    numbers: Literal["excel1900", "excel1904", "unix", "unix-ms", "yymmdd"] | None = None


@dataclass(frozen=True)
class Duration:
    """How long: ``h:mm:ss`` and ``m:ss`` are understood in every unit; a bare number is in ``unit``.
    ``until`` = an end moment instead."""

    __pydantic_config__ = STRICT

    column: str | None = None
    unit: Literal["s", "ms", "min", "h"] = "s"
    until: Moment | None = None


@dataclass(frozen=True)
class Amount:
    """How much: a number column times ``times``; words found in the cell or in ``unit_column`` multiply too
    (``units``, folded, e.g. دفتر: 10000).

    A unit may also name the currency: ``currency_of: {دفتر: USD}``. The sign is dropped where it tells the
    direction, which is the fact's business; ``signed`` keeps it where the columns tell the direction already:
    what a negative amount means then nobody knows, and no analysis counts it.
    """

    __pydantic_config__ = STRICT

    column: str
    times: str = "1"
    unit_column: str | None = None
    units: dict[str, str] = field(default_factory=dict)
    currency_of: dict[str, str] = field(default_factory=dict)
    signed: bool = False


@dataclass(frozen=True)
class FactSpec:
    """An event of one record: ``a`` (who did it) to ``b``; see docs/decisions/0005 for the columns. A fact
    needs ``a`` or ``b``.

    A ``b`` that is ``split`` makes one event for each of its values (recipients of a message). ``kinds``
    limits it to records of these kinds. ``details`` are columns kept as they stand behind the ``text``, each
    as ``COLUMN: text``, for what has no slot of its own. ``mark`` is the number that the source itself gives
    the record (a Message-ID, a call reference): two records of one source are one event only where it says
    so. ``book`` says in whose account statement the record stands, ``a``'s or ``b``'s: a payment stands in
    both; nothing for a list of transfers, which is no account's.
    """

    __pydantic_config__ = STRICT

    schema: str
    kinds: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    a: Source | None = None
    b: Source | None = None
    direction: Direction | None = None
    start: Moment | None = None
    seconds: Duration | None = None
    place: Source | None = None
    place2: Source | None = None
    device: Source | None = None
    sim: Source | None = None
    amount: Amount | None = None
    currency: Source | None = None
    service: Source | None = None
    text: Source | None = None
    details: tuple[str, ...] = ()
    mark: Source | None = None
    book: Literal["a", "b"] | None = None


@dataclass(frozen=True)
class For:
    """What a document is for: record kinds (``table``, ``mt940.entry`` …) and, for workbooks, a pattern of
    the sheet's name."""

    __pydantic_config__ = STRICT

    kind: str | tuple[str, ...] = "table"
    sheet: str | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds as a tuple."""
        return (self.kind,) if isinstance(self.kind, str) else self.kind


@dataclass(frozen=True)
class Mapping:
    """A mapping document. Load and dump with :mod:`tahqiq.collect.mapping.codec`.

    ``zone`` is an IANA name or None (times without an offset then stay unread); ``zone_by`` says who assumed
    it ("proposal", a person). ``country`` ISO 3166 alpha-2; ``operator`` and ``bank`` are the namespaces of
    cells and domestic accounts; ``date_order`` how 3/4/2024 is read. ``when`` keeps only records that satisfy
    it. ``form`` ``ftm`` reads records that name type and property themselves (then nothing else is written
    here). ``unused`` lists the columns nothing is made of.
    """

    __pydantic_config__ = STRICT

    name: str
    title: str
    version: int = 1
    for_: Annotated[For, Field(alias="for")] = For()
    layout: LayoutSpec = LayoutSpec()
    outside: dict[str, Outside] = field(default_factory=dict)
    zone: str | None = None
    zone_by: str = ""
    country: str | None = None
    operator: str | None = None
    bank: str | None = None
    date_order: Literal["dmy", "mdy", "ymd"] | None = None
    when: tuple[Condition, ...] = ()
    entities: dict[str, EntitySpec] = field(default_factory=dict)
    facts: dict[str, FactSpec] = field(default_factory=dict)
    form: Literal["columns", "ftm"] = "columns"
    unused: tuple[str, ...] = ()
