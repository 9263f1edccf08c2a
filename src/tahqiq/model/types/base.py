"""The contract of a property type: how the texts of one kind are cleaned, compared, shown and keyed."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.kit import clock
from tahqiq.kit.text import tidy

DateOrder = Literal["dmy", "mdy", "ymd"]
Calendar = Literal["gregorian", "hijri"]
Serials = Literal["", "excel1900", "excel1904", "unix", "unix-ms"]


class Unit(NamedTuple):
    """What one of a slang unit is worth, as a person stated it in the mapping, e.g. ``Unit(Decimal(100),
    "USD")``."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about a column from outside it. Nothing here is guessed by a type.

    ``country`` ISO 3166 alpha-2, upper case, for national forms. ``zone`` IANA name for times without an
    offset (None: not known, and the times stay local). ``date_order`` how 3/4/2024 is meant (None: from the
    evidence of the column). ``calendar`` what a year such as 1445 means. ``serials`` what a bare number in a
    date column is ("" : not a date). ``decimal`` the decimal mark of the column, ``.`` or ``,`` (None: from
    the evidence). ``currency`` ISO 4217 code of amounts that name none. ``units`` worth of slang units by
    word. ``operator`` and ``bank`` are namespaces. ``origin`` names the original (the beginning of its
    SHA-256): the namespace of a number that is of no operator and not of the world's either. ``now`` places
    two-digit years.
    """

    country: str = "IQ"
    zone: str | None = None
    date_order: DateOrder | None = None
    operator: str = ""
    bank: str = ""
    origin: str = ""
    now: datetime = field(default_factory=clock.now)
    calendar: Calendar = "gregorian"
    serials: Serials = ""
    decimal: Literal[".", ","] | None = None
    currency: str = ""
    units: tuple[tuple[str, Unit], ...] = ()


class Clean(NamedTuple):
    """One cleaned text. ``value`` None: nothing usable (``note`` says why, None when nothing stood there).
    ``note``: a message code or None."""

    value: str | None
    note: str | None = None


@dataclass(slots=True)
class Cleaned:
    """Cleaned texts and their notes, in the order of what was given."""

    values: list[str | None]
    notes: list[str | None]


NOTHING = Clean(None)


class PropertyType(ABC):
    """One kind of value. Stateless and shared by all threads; found by name through the entry-point group
    ``tahqiq.types``.

    ``name`` is what a schema writes. ``identifies`` is True when a value names one thing in the world that
    all sources share, so that the value becomes a link to an identifier entity. ``exact`` is a regular
    expression (RE2, whole text) of values that cleaning returns unchanged and without a note: they skip the
    slow path. Empty: none.

    Rules that hold for every type (tested): cleaning never raises, is idempotent, and returns a value, a note
    or both, or neither only where nothing but blanks stood.
    """

    name: ClassVar[str]
    identifies: ClassVar[bool] = False
    exact: ClassVar[str] = ""

    @abstractmethod
    def clean_one(self, value: str, context: Context) -> Clean:
        """The cleaned form of one text, seen alone."""

    def clean(self, value: str, context: Context | None = None) -> Clean:
        """The cleaned form of one text, under the same rules as a column of one."""
        cleaned = self.clean_many([value], context or Context())
        return Clean(cleaned.values[0], cleaned.notes[0])

    def clean_many(self, values: Sequence[str], context: Context) -> Cleaned:
        """Clean the *distinct* texts of one column. A type may use all of them as evidence (order of day and
        month, decimal mark)."""
        pairs = [self.clean_one(value, context) for value in values]
        return Cleaned([pair.value for pair in pairs], [pair.note for pair in pairs])

    def clean_array(self, values: pa.Array | pa.ChunkedArray, context: Context) -> tuple[pa.Array, pa.Array]:
        """The same over an Arrow array of distinct texts (utf8): cleaned values and notes, both utf8, null =
        None.

        A null stays null without a note. What matches ``exact`` is passed through at the speed of Arrow.
        """
        text = as_strings(values)
        if not self.exact:
            return self._clean_rest(text, context)
        done = matches(text, self.exact)
        rest, notes = self._clean_rest(text.filter(pc.invert(done)), context)
        return scatter(text, done, rest), scatter(pa.nulls(len(text), pa.string()), done, notes)

    def _clean_rest(self, text: pa.Array, context: Context) -> tuple[pa.Array, pa.Array]:
        listed = text.to_pylist()
        given = [value for value in listed if value is not None]
        cleaned = self.clean_many(given, context)
        if len(given) == len(listed):
            return pa.array(cleaned.values, pa.string()), pa.array(cleaned.notes, pa.string())
        pairs = iter(zip(cleaned.values, cleaned.notes, strict=True))
        filled = [(None, None) if value is None else next(pairs) for value in listed]
        return pa.array([pair[0] for pair in filled], pa.string()), pa.array(
            [pair[1] for pair in filled], pa.string()
        )

    def compare(self, left: str, right: str) -> float:
        """How alike two *cleaned* values are, 0 (different) to 1 (the same). Symmetric; 1 for equal keys."""
        return 1.0 if self.key(left) == self.key(right) else 0.0

    def key(self, value: str) -> str:
        """The text under which a cleaned value is found and hashed; equal keys mean the same thing."""
        return value.casefold()

    def namespace(self, value: str, context: Context) -> str:
        """Whose numbering the value belongs to, "" where it is the whole world's. Account numbers, cells
        and short telephone numbers have one."""
        return ""

    def caution(self, value: str) -> str | None:
        """The message code of what people should know whenever they see this *cleaned* value; None for
        most."""
        return None

    def display(self, value: str, locale: str) -> str:
        """The cleaned value for people who read ``locale`` (en, ar, ckb, kmr-Arab), without markup or
        direction signs."""
        return value


class TextLike(PropertyType):
    """A type whose values are one line of free text."""

    def clean_one(self, value: str, context: Context) -> Clean:
        return Clean(tidy(value) or None)

    def key(self, value: str) -> str:
        return tidy(value).casefold()


def as_strings(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    """One contiguous utf8 array without offset, whatever kind of text array was given."""
    array = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    array = array.cast(pa.string())
    return array if array.offset == 0 else pa.concat_arrays([array, pa.array([], pa.string())])


def matches(text: pa.Array, pattern: str) -> pa.Array:
    """Boolean array without nulls: which texts match ``pattern`` (RE2) as a whole; null is False."""
    return pc.fill_null(pc.match_substring_regex(text, f"^(?:{pattern})$"), False)


def scatter(base: pa.Array, keep: pa.Array, rest: pa.Array) -> pa.Array:
    """``base`` where ``keep`` is True, elsewhere the next of ``rest`` (which is as long as ``keep`` has
    False)."""
    return base if len(rest) == 0 else pc.replace_with_mask(base, pc.invert(keep), rest)
