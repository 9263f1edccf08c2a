"""The sanctions list of the US Treasury as CSV: ``SDN.CSV`` and ``ALT.CSV``, which have no header; told by
their content. Row = line.

Kinds ``ofac.sdn`` (columns :data:`SDN`) and ``ofac.alt`` (columns :data:`ALT`, joined by ``ent_num``). The
list's own sign for "nothing", ``-0-``, is None; everything else stands as it is. Column names follow the
published data specification of the list.
"""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.formats.base import FormatReader
from tahqiq.formats.delimited import bulk_batches
from tahqiq.formats.dialect import Dialect
from tahqiq.formats.reader import HEAD, NO, Confidence, Item, Records
from tahqiq.formats.rows import Rows
from tahqiq.formats.sniff import decode, encoding, is_text
from tahqiq.kit.reasons import reason
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

SDN = (
    "ent_num",
    "sdn_name",
    "sdn_type",
    "program",
    "title",
    "call_sign",
    "vess_type",
    "tonnage",
    "grt",
    "vess_flag",
    "vess_owner",
    "remarks",
)
ALT = ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks")
EMPTY = "-0-"


def _kind(head: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Which of the lists a head belongs to: number of columns, leading number, and the sign for nothing."""
    lines = decode(head).replace("\x1a", "").splitlines()
    rows = (
        [row for row in csv.reader(lines[:200] if len(head) < HEAD else lines[:200][:-1]) if row]
        if lines
        else []
    )
    if not rows or sum(any(cell.strip() == EMPTY for cell in row) for row in rows) * 2 < len(rows):
        return None
    for kind, names in (("ofac.sdn", SDN), ("ofac.alt", ALT)):
        fitting = [row for row in rows if len(row) == len(names) and row[0].strip().isdecimal()]
        if len(fitting) * 10 >= len(rows) * 6 and (kind == "ofac.sdn" or _is_alias(fitting)):
            return kind, names
    return None


def _is_alias(rows: list[list[str]]) -> bool:
    return sum(row[2].strip().lower() in ("aka", "fka", "nka") for row in rows) * 2 > len(rows)


def _body(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    with path.open("rb") as file:
        head = file.read(HEAD)
    found = _kind(head)
    if found is None:
        yield Problem(
            "record-unreadable",
            Place(),
            records=1,
            params={"reason": "not the columns of SDN.CSV or ALT.CSV"},
        )
        return
    kind, names = found
    dialect = Dialect(encoding(head).codec, ",", '"', "\r\n" if b"\r\n" in head else "\n", len(names))
    for item in bulk_batches(path, dialect, rows.limits, strict=True):
        if isinstance(item, Records):
            columns = [_without_sign(column) for column in item.columns.columns]
            yield replace(item, kind=kind, columns=pa.RecordBatch.from_arrays(columns, names=list(names)))
        else:
            yield item


def _without_sign(column: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(pc.utf8_trim_whitespace(column), EMPTY), pa.scalar(None, pa.string()), column)


def _sniff(head: bytes, name: str) -> Confidence:
    found = _kind(head) if is_text(head) else None
    return Confidence(0.9, reason("format-contains", what=EMPTY)) if found else NO


READER = FormatReader("ofac", 1, "OFAC sanctions list (SDN.CSV, ALT.CSV)", (".csv",), _sniff, _body)
