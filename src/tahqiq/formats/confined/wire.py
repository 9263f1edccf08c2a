"""Items of a reader as frames on a pipe: a letter, a length, and plain data (JSON and Arrow), nothing that could be executed when it is read."""

import json
import shutil
import struct
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import IO, BinaryIO, cast

import numpy as np
import pyarrow as pa

from tahqiq.formats.reader import Item, Member, Records
from tahqiq.model.account import Aside
from tahqiq.model.place import Part, PartKind, Place
from tahqiq.model.problem import Problem

RECORDS, PROBLEM, ASIDE, MEMBER, END, DISK, FAULT = (bytes([letter]) for letter in b"RPAMEDF")
_HEAD = struct.Struct("<cQ")
_SIZE = struct.Struct("<Q")
LONGEST = 1 << 32
"""No frame is longer; what says so is not one of ours."""

Json = dict[str, object]


def write(out: BinaryIO, kind: bytes, payload: bytes = b"") -> None:
    """One frame."""
    out.write(_HEAD.pack(kind, len(payload)))
    out.write(payload)
    out.flush()


def read(stream: IO[bytes], exactly: Callable[[IO[bytes], int], bytes]) -> tuple[bytes, bytes]:
    """One frame: its letter and its data, read with ``exactly(stream, bytes)``. Raises ``EOFError`` at the end of the pipe, ``ValueError`` for what is no frame."""
    kind, size = _HEAD.unpack(exactly(stream, _HEAD.size))
    if size > LONGEST:
        raise ValueError("no frame of a reader")
    return kind, exactly(stream, size)


def packed(item: Item, scratch: Path, number: int) -> tuple[bytes, bytes]:
    """An item as a frame; the bytes of a member go into ``scratch/NUMBER``, where the other side takes them."""
    if isinstance(item, Records):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, item.columns.schema) as writer:
            writer.write_batch(item.columns)
        told = _json({"kind": item.kind, "part": asdict(item.part), "rows": len(item)})
        return RECORDS, b"".join((_SIZE.pack(len(told)), told, item.rows.astype("<i8").tobytes(), sink.getvalue()))
    if isinstance(item, Problem):
        return PROBLEM, _json(asdict(item) | {"place": _place(item.place)})
    if isinstance(item, Aside):
        return ASIDE, _json(asdict(item) | {"place": _place(item.place)})
    with item.open() as source, (scratch / str(number)).open("wb") as copy:
        shutil.copyfileobj(source, copy, 1 << 20)
    return MEMBER, _json({"path": item.path, "place": _place(item.place), "at": number})


def unpacked(kind: bytes, payload: bytes, scratch: Path) -> Item:
    """The item of a frame. A member's bytes lie in a file below ``scratch`` that its taker removes. Raises ``ValueError`` for what is no item."""
    if kind == RECORDS:
        length = _SIZE.unpack_from(payload)[0]
        told = json.loads(payload[_SIZE.size : _SIZE.size + length])
        begin = _SIZE.size + length
        end = begin + 8 * int(told["rows"])
        rows = np.frombuffer(payload, dtype="<i8", count=int(told["rows"]), offset=begin).astype(np.int64)
        with pa.ipc.open_stream(pa.py_buffer(payload)[end:]) as stream:
            batch = stream.read_next_batch()
        return Records(str(told["kind"]), _part(told["part"]), batch, rows)
    told = json.loads(payload)
    if kind == PROBLEM:
        return Problem(**{**told, "place": _placed(told["place"])})
    if kind == ASIDE:
        return Aside(**{**told, "place": _placed(told["place"])})
    if kind == MEMBER:
        return Member(str(told["path"]), b"", _placed(told["place"]), scratch / str(int(told["at"])))
    raise ValueError("no item of a reader")


def _json(told: Json) -> bytes:
    return json.dumps(told, ensure_ascii=True).encode("ascii")


def _place(place: Place) -> Json:
    return {"part": asdict(place.part), "row": place.row, "column": place.column}


def _placed(told: Json) -> Place:
    return Place(_part(cast(Json, told["part"])), int(cast(int, told["row"])), int(cast(int, told["column"])))


def _part(told: Json) -> Part:
    return Part(int(cast(int, told["no"])), cast(PartKind, str(told["kind"])), str(told["name"]))
