"""The raw texts a source of values yields for a batch: each distinct text once, and which record has
which."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.collect.mapping.document import Source, Value
from tahqiq.collect.mapping.frame import Table
from tahqiq.collect.mapping.transforms import NAMED

Codes = npt.NDArray[np.int64]
NAMESPACE = "\x1f"
"""Stands between namespace and text where the namespace comes from a column."""

_PLACES = re.compile(r"\{([^{}|]+)(?:\|([a-z_]+))?\}")
"""``{column}`` or ``{column|transform}`` in a template."""


@dataclass(slots=True)
class Texts:
    """``codes`` (one per line, -1 = nothing) into ``distinct``; ``column`` is the 1-based column of the
    original, 0 = none."""

    codes: Codes
    distinct: pa.Array
    column: int = 0

    def listed(self) -> list[str]:
        """The distinct texts as a list."""
        values: list[str] = self.distinct.to_pylist()
        return values


def as_value(source: Source) -> Value:
    """A source as a :class:`Value`: plain text names a column."""
    return Value(column=source) if isinstance(source, str) else source


def own_columns(value: Value) -> tuple[str, ...]:
    """The columns a source reads itself, without those it names in their place."""
    return tuple(columns_of(replace(value, otherwise=None)))


def columns_of(source: Source) -> Iterator[str]:
    """The columns a source reads, fallbacks included."""
    value = as_value(source)
    if value.column is not None:
        yield value.column
    yield from value.columns
    if value.template is not None:
        yield from (name for name, _ in _PLACES.findall(value.template))
    if value.namespace_column is not None:
        yield value.namespace_column
    if value.otherwise is not None:
        yield from columns_of(value.otherwise)


class Reading:
    """Reads sources from one table; every column is dictionary-encoded once."""

    def __init__(self, table: Table, outside: Mapping[str, str | None]) -> None:
        self.table = table
        self.outside = outside
        self._columns: dict[str, Texts] = {}

    def texts(self, source: Source) -> Texts:
        """The raw texts of a source (empty ones count as nothing)."""
        value = as_value(source)
        found = self._plain(value)
        if value.namespace_column is not None:
            found = self._spaced(value.namespace_column, found)
        if value.otherwise is not None and (found.codes < 0).any():
            found = _either(found, self.texts(value.otherwise))
        return found

    def column(self, name: str) -> Texts:
        """The texts of one column."""
        known = self._columns.get(name)
        if known is None:
            known = self._columns[name] = encode(self.table.columns[name], self.table.places.get(name, 0))
        return known

    def _plain(self, value: Value) -> Texts:
        if value.column is not None:
            return self.column(value.column)
        if value.columns:
            arrays = [_nothing(self.table.columns[name]) for name in value.columns]
            return encode(_joined(arrays, value.join), self.table.places.get(value.columns[0], 0))
        if value.template is not None:
            return self._template(value.template)
        constant = self.outside.get(value.outside) if value.outside is not None else value.value
        count = len(self.table)
        if not constant:
            return Texts(np.full(count, -1, np.int64), pa.array([], pa.string()))
        return Texts(np.zeros(count, np.int64), pa.array([constant], pa.string()))

    def _template(self, template: str) -> Texts:
        parts: list[pa.Array | pa.Scalar] = []
        column = 0
        end = 0
        for found in _PLACES.finditer(template):
            if found.start() > end:
                parts.append(pa.scalar(template[end : found.start()], pa.string()))
            name, change, end = found.group(1), found.group(2), found.end()
            parts.append(_changed(_nothing(self.table.columns[name]), change))
            column = column or self.table.places.get(name, 0)
        if end < len(template):
            parts.append(pa.scalar(template[end:], pa.string()))
        return encode(pc.binary_join_element_wise(*parts, "", null_handling="emit_null"), column)

    def _spaced(self, name: str, found: Texts) -> Texts:
        space = pc.fill_null(self.table.columns[name], "")
        text = (
            found.distinct.take(pa.array(found.codes, mask=found.codes < 0))
            if len(found.distinct)
            else pa.nulls(len(found.codes), pa.string())
        )
        return encode(
            pc.binary_join_element_wise(space, text, NAMESPACE, null_handling="emit_null"), found.column
        )


def encode(array: pa.Array, column: int = 0) -> Texts:
    """An array of texts as :class:`Texts`."""
    coded = array.dictionary_encode()
    codes: Codes = pc.fill_null(coded.indices.cast(pa.int64()), -1).to_numpy(zero_copy_only=False)
    distinct = coded.dictionary
    if len(distinct):
        blank = pc.equal(pc.binary_length(distinct), 0).to_numpy(zero_copy_only=False)
        if blank.any():
            codes = np.where((codes >= 0) & blank[np.maximum(codes, 0)], -1, codes)
    return Texts(codes, distinct, column)


def _nothing(array: pa.Array) -> pa.Array:
    trimmed = pc.utf8_trim_whitespace(array)
    return pc.if_else(pc.greater(pc.binary_length(trimmed), 0), trimmed, pa.scalar(None, pa.string()))


def _joined(arrays: Sequence[pa.Array], separator: str) -> pa.Array:
    """The texts of each line joined, nulls left out. The empty first text is there because Arrow drops lines
    of which every part is null."""
    first = pa.array([""] * len(arrays[0]), pa.string())
    joined = pc.binary_join_element_wise(first, *arrays, separator, null_handling="skip")
    return pc.utf8_slice_codeunits(joined, len(separator))


def _changed(array: pa.Array, name: str | None) -> pa.Array:
    change = NAMED.get(name) if name else None  # type: ignore[call-overload]
    if change is None:
        return array
    coded = array.dictionary_encode()
    changed = pa.array([change(text) for text in coded.dictionary.to_pylist()], pa.string())
    return changed.take(coded.indices)


def template_transforms(template: str) -> list[str]:
    """The names of the transforms a template asks for."""
    return [change for _, change in _PLACES.findall(template) if change]


def _either(first: Texts, second: Texts) -> Texts:
    shifted = np.where(second.codes >= 0, second.codes + len(first.distinct), -1)
    codes = np.where(first.codes >= 0, first.codes, shifted)
    return Texts(codes, pa.concat_arrays([first.distinct, second.distinct]), first.column or second.column)
