"""Columns of the four layouts, and their coding as numpy integers between Parquet and the sorter.

Every column travels as integers with one reserved value for null (:data:`NULL32`, :data:`NULL64`): timestamps
as µs since 1970 UTC, decimals as thousandths, service and currency as numbers of a :class:`Vocabulary`, truth
values as bool.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, localcontext
from threading import Lock

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tahqiq.store.facts.catalogue import Layout

Array = NDArray[np.int64] | NDArray[np.int32] | NDArray[np.int16] | NDArray[np.bool_]
Columns = dict[str, Array]

NULL32 = int(np.iinfo(np.int32).min)
NULL64 = int(np.iinfo(np.int64).min)

_TIME = pa.timestamp("us")
_MONEY = pa.decimal128(18, 3)

TYPES: Mapping[str, pa.DataType] = {
    "self": pa.int32(),
    "other": pa.int32(),
    "a": pa.int32(),
    "b": pa.int32(),
    "side": pa.int8(),
    "out": pa.bool_(),
    "here": pa.bool_(),
    "start": _TIME,
    "start_text": pa.string(),
    "zone": pa.string(),
    "seconds": pa.int32(),
    "place": pa.int32(),
    "place2": pa.int32(),
    "device": pa.int32(),
    "sim": pa.int32(),
    "amount": _MONEY,
    "fine": pa.int64(),
    "currency": pa.string(),
    "service": pa.string(),
    "text": pa.string(),
    "mark": pa.int64(),
    "book": pa.int8(),
    "source": pa.int32(),
    "part": pa.int32(),
    "row": pa.int64(),
    "serial": pa.int16(),
    "key": pa.int16(),
    "class": pa.int32(),
    "count": pa.int32(),
    "outward": pa.int32(),
    "total_seconds": pa.int64(),
    "total_amount": pa.int64(),
    "first": _TIME,
    "last": _TIME,
}
"""Arrow type of every column. ``total_amount`` is in thousandths (a sum may exceed decimal(18,3)); ``fine``
is what an amount has beyond whole thousandths, in units of 10^-18 (null = nothing, below 0 where the
thousandths are rounded up); ``mark`` a hash of the number that the source itself gives the record;
``book`` in which party's account statement it stands (0 = that of ``a``, 1 = of ``b``, null = in none)."""

_PLACE_OF_ROW = ("source", "part", "row", "serial", "key", "class")
_CONTENT = (
    "start",
    "seconds",
    "place",
    "place2",
    "device",
    "sim",
    "amount",
    "fine",
    "currency",
    "service",
    "mark",
    "book",
)

LAYOUTS: Mapping[Layout, tuple[str, ...]] = {
    "by_row": (
        "source",
        "part",
        "row",
        "serial",
        "key",
        "class",
        "a",
        "b",
        "side",
        *_CONTENT,
        "start_text",
        "zone",
        "text",
    ),
    "by_party": ("self", "other", "out", "here", *_CONTENT, *_PLACE_OF_ROW),
    "by_place": (
        "place",
        "self",
        "other",
        "out",
        "start",
        "seconds",
        "place2",
        "device",
        "sim",
        "amount",
        "fine",
        "currency",
        "service",
        *_PLACE_OF_ROW,
    ),
    "pairs": (
        "self",
        "other",
        "count",
        "outward",
        "total_seconds",
        "total_amount",
        "currency",
        "first",
        "last",
        "source",
        "class",
    ),
}
"""Columns of each layout. In ``by_party`` and ``by_place`` a column that is null throughout a file is left
out of it, and ``here`` where it equals ``out``.

``here`` says that place, device and SIM of the record are those of ``self``; ``by_place.self`` is the party
that the place is of."""

SORT: Mapping[Layout, tuple[str, str]] = {
    "by_row": ("source", "row"),
    "by_party": ("self", "start"),
    "by_place": ("place", "start"),
    "pairs": ("self", "other"),
}
"""The two sort columns; nulls come first."""

CODED = ("service", "currency")
"""Text columns that travel as vocabulary numbers."""


def null_of(name: str) -> int:
    """The reserved integer that means null in column ``name`` (-1 for coded text)."""
    if name in CODED:
        return -1
    return NULL64 if TYPES[name] in (_TIME, _MONEY, pa.int64()) else NULL32


def dtype_of(name: str) -> np.dtype[np.generic]:
    """The numpy type in which column ``name`` travels."""
    kind = TYPES[name]
    if kind in (_TIME, _MONEY, pa.int64()):
        return np.dtype(np.int64)
    if kind == pa.bool_():
        return np.dtype(np.bool_)
    return np.dtype(np.int32)


@dataclass(slots=True)
class Vocabulary:
    """Numbers for the few distinct texts of a column (service, currency), growing as new ones are met; safe
    from any thread.

    >>> words = Vocabulary()
    >>> words.number("voice"), words.number("sms"), words.number("voice"), words.word(1)
    (0, 1, 0, 'sms')
    """

    words: list[str] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def number(self, word: str | None) -> int:
        """The number of ``word``; -1 for None."""
        if word is None:
            return -1
        found = self._numbers.get(word)
        if found is not None:
            return found
        with self._lock:
            if word not in self._numbers:
                self.words.append(word)
                self._numbers[word] = len(self.words) - 1
            return self._numbers[word]

    def word(self, number: int) -> str | None:
        """The word of ``number``; None for -1."""
        return None if number < 0 else self.words[number]


def decode(name: str, column: pa.ChunkedArray | pa.Array, words: Vocabulary) -> Array:
    """An Arrow column as the integers in which it travels."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(array, pa.ChunkedArray):  # combine_chunks keeps an empty chunked array of some types
        array = array.chunk(0) if array.num_chunks else pa.array([], TYPES[name])
    if name in CODED:
        return _decode_words(array, words)
    if TYPES[name] == _MONEY:
        return _decode_money(array)
    if TYPES[name] == pa.bool_():
        return np.asarray(array.to_numpy(zero_copy_only=False), dtype=np.bool_)
    if TYPES[name] == _TIME:
        array = array.view(pa.int64())
    if array.null_count:
        array = array.cast(pa.int32()) if array.type in (pa.int8(), pa.int16()) else array
        array = array.fill_null(null_of(name))
    return np.asarray(array.to_numpy(zero_copy_only=False)).astype(dtype_of(name), copy=False)


def _decode_words(array: pa.Array, words: Vocabulary) -> Array:
    coded = array if isinstance(array, pa.DictionaryArray) else array.dictionary_encode()
    numbers = np.array([words.number(word) for word in coded.dictionary.to_pylist()] + [-1], dtype=np.int32)
    indices = coded.indices.fill_null(len(numbers) - 1) if coded.indices.null_count else coded.indices
    chosen: Array = numbers[np.asarray(indices.to_numpy(zero_copy_only=False), dtype=np.int32)]
    return chosen


def _decode_money(array: pa.Array) -> Array:
    if not len(array):
        return np.zeros(0, dtype=np.int64)
    halves = np.frombuffer(array.buffers()[1], dtype=np.int64)
    values = halves[2 * array.offset : 2 * (array.offset + len(array)) : 2].copy()
    if array.null_count:
        values[np.asarray(array.is_null().to_numpy(zero_copy_only=False))] = NULL64
    return values


def encode(name: str, values: Array, words: Vocabulary) -> pa.Array:
    """The Arrow column of travelling integers."""
    if TYPES[name] == pa.bool_():
        return pa.array(values)
    if name in CODED:
        missing = values < 0
        indices = pa.array(values, mask=missing) if missing.any() else pa.array(values)
        return pa.DictionaryArray.from_arrays(indices, pa.array(words.words, pa.string()))
    missing = values == null_of(name)
    plain = pa.array(values, mask=missing) if missing.any() else pa.array(values)
    if TYPES[name] == _TIME:
        return plain.view(_TIME)
    if TYPES[name] == _MONEY:
        return _encode_money(values, missing)
    return plain if plain.type == TYPES[name] else plain.cast(TYPES[name])


UNIT = 10**18
"""How many parts an exact whole number of :func:`exact` has for one of the currency."""


def exact(thousandths: int, fine: int = NULL64) -> int:
    """The amount that two columns hold as a whole number of 10^-18: exact in sums and comparisons, of any
    size.

    >>> exact(12_346, -500_000_000_000_000)
    12345500000000000000
    """
    return thousandths * 10**15 + (0 if fine == NULL64 else fine)


def plain_amount(value: int) -> str:
    """A whole number of 10^-18 as a plain decimal, without zeros at its end.

    >>> plain_amount(12_345_500_000_000_000_000), plain_amount(-10**17), plain_amount(0)
    ('12.3455', '-0.1', '0')
    """
    whole, rest = divmod(abs(value), UNIT)
    return f"{'-' if value < 0 else ''}{whole}" + (f".{rest:018d}".rstrip("0") if rest else "")


def plain_decimal(value: Decimal) -> str:
    """A decimal as plain text with every digit that it has, without zeros at its end.

    >>> plain_decimal(Decimal("1234567890123.0000000000000000010")), plain_decimal(Decimal("1E+3"))
    ('1234567890123.000000000000000001', '1000')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(thousandths: int, fine: int = NULL64) -> Decimal:
    """The amount that two columns hold, exactly.

    >>> money(12_346, -500_000_000_000_000), money(5_000)
    (Decimal('12.3455'), Decimal('5'))
    """
    return Decimal(plain_amount(exact(thousandths, fine)))


def split_money(value: Decimal) -> tuple[Decimal, int | None] | None:
    """An amount in thousandths (half up) and what it has beyond them (None = nothing), see ``fine``; None for
    one that no column can hold (10^15 and more, beyond 18 decimals).

    >>> split_money(Decimal("12.3455"))
    (Decimal('12.346'), -500000000000000)
    """
    if not value.is_finite() or abs(value) >= 10**15:
        return None
    with localcontext(prec=60):
        whole = value.quantize(Decimal("0.001"), ROUND_HALF_UP)
        fine = (value - whole).scaleb(18)
        if fine != fine.to_integral_value() or abs(whole) >= 10**15:
            return None
    return whole, int(fine) or None


def _encode_money(values: Array, missing: NDArray[np.bool_]) -> pa.Array:
    low = np.where(missing, 0, values).astype(np.int64)
    halves = np.empty((len(low), 2), dtype=np.int64)
    halves[:, 0] = low
    halves[:, 1] = low >> 63
    validity = pa.py_buffer(np.packbits(~missing, bitorder="little").tobytes()) if missing.any() else None
    return pa.Array.from_buffers(_MONEY, len(low), [validity, pa.py_buffer(halves.tobytes())])


def arrow_type(name: str) -> pa.DataType:
    """The Arrow type in which :func:`encode` delivers column ``name``."""
    return pa.dictionary(pa.int32(), pa.string()) if name in CODED else TYPES[name]


def concat(pieces: Sequence[Columns]) -> Columns:
    """Equally named columns of several pieces, one after the other; ``pieces`` must not be empty."""
    if len(pieces) == 1:
        return pieces[0]
    return {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]}


def take(columns: Columns, rows: NDArray[np.int64] | NDArray[np.bool_] | slice) -> Columns:
    """The chosen rows of every column."""
    return {name: values[rows] for name, values in columns.items()}
