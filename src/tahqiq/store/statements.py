"""Writing statements of one source in batches, with the spool that becomes its manifest (docs/decisions/0003, 0004)."""

from functools import lru_cache
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path

from tahqiq.kit.ids import SIZE
from tahqiq.model.batch import Mapped
from tahqiq.model.source import Source
from tahqiq.store.database import Database, Transaction
from tahqiq.store.nodes import Numbering

COMMIT_ROWS = 5_000
CHECK = 8
_COLUMNS = ("entity", "id", "source", "prop", "value", "original", "lang", "target", "part", "rowno", "colno", "class", "grade")
_StatementRow = tuple[int, bytes, int, int, int, int | None, str, int | None, int, int, int, int, str | None]


def check(schema: str, original: str | None, data_class: int, grade: str | None, target: bytes) -> bytes:
    """8 bytes over what a statement's id does not cover, so that ``verify`` names a row in which only that was changed."""
    text = "" if original is None else "=" + original
    data = f"{schema}\n{data_class}\n{grade or ''}\n{text}\n".encode("utf-8", "surrogatepass")
    return blake2b(data + target, digest_size=CHECK).digest()


@lru_cache(maxsize=4_096)
def plain(schema: str, data_class: int) -> bytes:
    """:func:`check` of a statement that is no link and that cleaning did not change."""
    return check(schema, None, data_class, None, b"")


def prefixed(part: bytes) -> bytes:
    """A part as :func:`tahqiq.kit.ids.digest` feeds it: its length, then itself."""
    return len(part).to_bytes(4, "big") + part


_order = itemgetter(0, 1)


class StatementWriter:
    """Writes the statements of one source; nothing shows before publication.

    ``spool`` is a file of (id, check) pairs, one for each row committed. Values lose NUL characters (shown as ␀), which PostgreSQL cannot hold.
    """

    def __init__(self, database: Database, source: Source, spool: Path) -> None:
        self._database = database
        self._source = source
        self._numbering = Numbering()
        self._spool = spool
        self._base = blake2b(prefixed(b"statement") + prefixed(source.sha256.encode()), digest_size=SIZE)
        self.written = 0

    def add(self, mapped: Mapped) -> list[int]:
        """Write the statements of one mapped batch; returns the node number of each node of ``mapped.nodes``."""
        nodes = mapped.nodes
        count = len(mapped.statements)
        if not count:
            with self._database.transaction() as transaction:
                return self._numbering.nodes(transaction, nodes)
        entity_numbers: list[int] = []
        for start in range(0, count, COMMIT_ROWS):
            with self._database.transaction() as transaction:
                if not entity_numbers:
                    entity_numbers = self._numbering.nodes(transaction, nodes)
                rows, spooled = self._rows(transaction, mapped, entity_numbers, start, min(count, start + COMMIT_ROWS))
                rows.sort(key=_order)
                transaction.insert_many("statement", _COLUMNS, rows)
            with self._spool.open("ab") as out:
                out.write(spooled)
            self.written += len(rows)
        return entity_numbers

    def _rows(
        self, transaction: Transaction, mapped: Mapped, entity_numbers: list[int], start: int, stop: int
    ) -> tuple[list[_StatementRow], bytes]:
        made = mapped.statements
        values = [value.replace("\0", "\u2400") if "\0" in value else value for value in made.value[start:stop]]
        originals = [None if text is None else text.replace("\0", "\u2400") for text in made.original[start:stop]]
        known = self._numbering.values(transaction, {*values, *(text for text in originals if text is not None)})
        props = self._numbering.props(transaction, set(made.prop[start:stop]))
        prop_bytes = {name: prefixed(name.encode()) for name in props}
        source, ids, schemata, held = self._source, mapped.nodes.ids, mapped.nodes.schemata, mapped.held
        part = mapped.part.no
        place_head = b"%d." % part
        entity_head = SIZE.to_bytes(4, "big")
        own, apart, no = source.data_class, source.held_class, source.no
        lang_bytes = {lang: prefixed(lang.encode()) for lang in set(made.lang[start:stop])}
        rows: list[_StatementRow] = []
        spooled: list[bytes] = []
        keep, spool, copy = rows.append, spooled.append, self._base.copy
        columns = zip(
            made.entity[start:stop], made.prop[start:stop], values, originals, made.lang[start:stop], made.target[start:stop],
            made.row[start:stop], made.column[start:stop], strict=True,
        )  # fmt: skip
        for entity, prop, value, original, lang, target, row, column in columns:
            place = b"%b%d.%d" % (place_head, row, column)
            data = value.encode("utf-8", "surrogatepass")
            state = copy()
            state.update(
                len(place).to_bytes(4, "big")
                + place
                + entity_head
                + ids[entity]
                + prop_bytes[prop]
                + len(data).to_bytes(4, "big")
                + data
                + lang_bytes[lang]
            )
            identity = state.digest()
            data_class = apart if row in held else own
            linked, at = (b"", None) if target < 0 else (ids[target], entity_numbers[target])
            read = None if original is None else known[original]
            keep((entity_numbers[entity], identity, no, props[prop], known[value], read, lang, at, part, row, column, data_class, None))
            schema = schemata[entity]
            spool(
                identity
                + (plain(schema, data_class) if original is None and target < 0 else check(schema, original, data_class, None, linked))
            )
        return rows, b"".join(spooled)
