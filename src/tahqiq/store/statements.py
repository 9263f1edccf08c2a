"""Writing statements of one source in batches, with the spool that becomes its manifest (docs/decisions/0003,
0004)."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path

import numpy as np

from tahqiq.kit.ids import SIZE
from tahqiq.kit.parts import parts
from tahqiq.model.batch import Mapped, Nodes
from tahqiq.model.source import Source
from tahqiq.store.database import Database, Value
from tahqiq.store.nodes import COMMIT_ROWS, Numbering
from tahqiq.store.value_sql import ID_OF_TARGET, KEY_OF_TARGET, OWN_KEY

AT_ONCE = 100_000
"""Statements that are prepared and put in order together."""
CHECK = 8
_COLUMNS = ("entity", "id", "prop", "value", "original", "lang", "target", "rowno", "colno", "class")
_StatementRow = tuple[int, bytes, int, int, int | None, str, int | None, int, int, int]


def check(schema: str, original: str | None, data_class: int, grade: str | None, target: bytes) -> bytes:
    """8 bytes over what a statement's id does not cover, so that ``verify`` names a row in which only that
    was changed."""
    text = "" if original is None else "=" + original
    data = f"{schema}\n{data_class}\n{grade or ''}\n{text}\n".encode("utf-8", "surrogatepass")
    return blake2b(data + target, digest_size=CHECK).digest()


@lru_cache(maxsize=4_096)
def plain(schema: str, data_class: int) -> bytes:
    """:func:`check` of a statement that is no link and that cleaning did not change."""
    return check(schema, None, data_class, None, b"")


_LENGTHS = [count.to_bytes(4, "big") for count in range(256)]


def prefixed(part: bytes) -> bytes:
    """A part as :func:`tahqiq.kit.ids.digest` feeds it: its length, then itself."""
    return len(part).to_bytes(4, "big") + part


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for reference cycles: a batch makes millions of tuples and none of them is in one."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _ordered(rows: list[_StatementRow]) -> list[_StatementRow]:
    """Rows in the order of the table (entity, the first half of the id)."""
    entity = np.fromiter((row[0] for row in rows), np.int64, len(rows))
    half = np.frombuffer(b"".join([row[1] for row in rows]), ">u8")[::2]
    return [rows[index] for index in np.lexsort((half, entity)).tolist()]


class StatementWriter:
    """Writes the statements of one source; nothing shows before publication.

    ``spool`` is a file of (id, check) pairs, one for each row committed. Values lose NUL characters (shown as
    ␀), which PostgreSQL cannot hold.
    """

    def __init__(self, database: Database, source: Source, spool: Path) -> None:
        self._database = database
        self._source = source
        self._numbering = Numbering(database)
        self._spool = spool
        self._base = blake2b(prefixed(b"statement") + prefixed(source.sha256.encode()), digest_size=SIZE)
        self.written = 0

    def add(self, mapped: Mapped) -> list[int]:
        """Write the statements of one mapped batch; returns the node number of each node of ``mapped.nodes``.

        Rows are put in the order of the table before they are cut into transactions, so that each page is
        written once.
        """
        with _uncollected():
            numbers = self._numbering.nodes(mapped.nodes)
            self._write(self._renamed(mapped), numbers)
            return numbers

    def about(self, mapped: Mapped, numbers: Mapping[int, int]) -> None:
        """Write the statements of a batch about nodes that have their numbers (by index in
        ``mapped.nodes``)."""
        with _uncollected():
            self._write(mapped, numbers)

    def _write(self, mapped: Mapped, numbers: Sequence[int] | Mapping[int, int]) -> None:
        fixed: dict[str, Value] = {"source": self._source.no, "part": mapped.part.no, "grade": None}
        for start in range(0, len(mapped.statements), AT_ONCE):
            rows = _ordered(self._rows(mapped, numbers, start, start + AT_ONCE))
            for part in parts(rows, COMMIT_ROWS):
                with self._database.transaction() as transaction:
                    transaction.insert_many("statement", _COLUMNS, part, fixed)
            self.written += len(rows)

    def _renamed(self, mapped: Mapped) -> Mapped:
        """The batch with the ids under which its fragments are kept."""
        renamed = self._numbering.renamed
        if mapped.nodes.growing or renamed.keys().isdisjoint(mapped.nodes.ids):
            return mapped
        nodes, made = mapped.nodes, mapped.statements
        told = {identity.hex(): kept.hex() for identity, kept in renamed.items()}
        value = [
            told.get(text, text) if target >= 0 else text
            for text, target in zip(made.value, made.target, strict=True)
        ]
        ids = [renamed.get(identity, identity) for identity in nodes.ids]
        return replace(
            mapped,
            nodes=Nodes(ids, nodes.schemata, nodes.namespaces, nodes.keys),
            statements=replace(made, value=value),
        )

    def _rows(
        self, mapped: Mapped, numbers: Sequence[int] | Mapping[int, int], start: int, stop: int
    ) -> list[_StatementRow]:
        made, nodes, source = mapped.statements, mapped.nodes, self._source
        values = [
            value.replace("\0", "\u2400") if "\0" in value else value for value in made.value[start:stop]
        ]
        originals = [
            None if text is None else text.replace("\0", "\u2400") for text in made.original[start:stop]
        ]
        entities, targets = made.entity[start:stop], made.target[start:stop]
        keys, ids = nodes.keys, nodes.ids
        stands = [
            KEY_OF_TARGET
            if target >= 0 and keys[target] == value
            else OWN_KEY
            if keys[entity] == value
            else ID_OF_TARGET
            if target >= 0 and len(value) == 2 * SIZE and value == ids[target].hex()
            else 1
            for entity, target, value in zip(entities, targets, values, strict=True)
        ]
        written = {value for value, stand in zip(values, stands, strict=True) if stand > 0}
        known = self._numbering.values(written.union(text for text in originals if text is not None))
        props = self._numbering.props(set(made.prop[start:stop]))
        classes = [
            source.held_class if row in mapped.held else source.data_class for row in made.row[start:stop]
        ]
        identities = self._identities(mapped, values, start, stop)
        self._spool_checks(mapped, identities, entities, targets, originals, classes)
        return list(
            zip(
                [numbers[entity] for entity in entities],
                identities,
                [props[prop] for prop in made.prop[start:stop]],
                [known[value] if stand > 0 else stand for value, stand in zip(values, stands, strict=True)],
                [None if text is None else known[text] for text in originals],
                made.lang[start:stop],
                [None if target < 0 else numbers[target] for target in targets],
                made.row[start:stop],
                made.column[start:stop],
                classes,
                strict=True,
            )
        )

    def _identities(self, mapped: Mapped, values: list[str], start: int, stop: int) -> list[bytes]:
        """:func:`tahqiq.model.statement.statement_id` of each statement (a test holds both together)."""
        made, ids = mapped.statements, mapped.nodes.ids
        copy, part, size = self._base.copy, mapped.part.no, SIZE.to_bytes(4, "big")
        heads = {prop: prefixed(prop.encode()) for prop in set(made.prop[start:stop])}
        tails = {lang: prefixed(lang.encode()) for lang in set(made.lang[start:stop])}
        identities: list[bytes] = []
        keep = identities.append
        columns = zip(
            made.entity[start:stop],
            made.prop[start:stop],
            values,
            made.lang[start:stop],
            made.row[start:stop],
            made.column[start:stop],
            strict=True,
        )
        lengths = _LENGTHS
        for entity, prop, value, lang, row, column in columns:
            place = b"%d.%d.%d" % (part, row, column)
            data = value.encode("utf-8", "surrogatepass")
            count = len(data)
            length = lengths[count] if count < 256 else count.to_bytes(4, "big")
            state = copy()
            state.update(
                b"".join(
                    (lengths[len(place)], place, size, ids[entity], heads[prop], length, data, tails[lang])
                )
            )
            keep(state.digest())
        return identities

    def _spool_checks(
        self,
        mapped: Mapped,
        identities: list[bytes],
        entities: list[int],
        targets: list[int],
        originals: list[str | None],
        classes: list[int],
    ) -> None:
        schemata, ids = mapped.nodes.schemata, mapped.nodes.ids
        checks = [
            plain(schemata[entity], data_class)
            if original is None and target < 0
            else check(schemata[entity], original, data_class, None, b"" if target < 0 else ids[target])
            for entity, target, original, data_class in zip(
                entities, targets, originals, classes, strict=True
            )
        ]
        with self._spool.open("ab") as out:
            out.write(b"".join(chain.from_iterable(zip(identities, checks, strict=True))))
