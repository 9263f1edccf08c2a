"""Items of a reader as frames on a pipe: a letter, a length, and plain data (JSON and Arrow), nothing that
could be executed when it is read."""

import json
import shutil
import struct
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, BinaryIO, cast

import numpy as np
import pyarrow as pa

from tahqiq.formats.confined.plain import Make, Pack
from tahqiq.formats.reader import Item, Member, Records
from tahqiq.model.account import Aside
from tahqiq.model.place import Part, PartKind, Place
from tahqiq.model.problem import Problem

RECORDS, PROBLEM, ASIDE, MEMBER, END, DISK, FAULT, TASK, REFUSED = (
    bytes([letter]) for letter in b"RPAMEDFTX"
)
_HEAD = struct.Struct("<cQ")
_SIZE = struct.Struct("<Q")
LONGEST = 1 << 30
"""No frame is longer; what says so is not one of ours."""

MORE, ENOUGH = "+", "-"
"""What is said to a process: that a frame was taken, that no more is wanted."""
Json = dict[str, object]


def write(out: BinaryIO, kind: bytes, payload: bytes = b"") -> None:
    """One frame."""
    out.write(_HEAD.pack(kind, len(payload)))
    out.write(payload)
    out.flush()


def read(stream: IO[bytes], exactly: Callable[[IO[bytes], int], bytes]) -> tuple[bytes, bytes]:
    """One frame: its letter and its data, read with ``exactly(stream, bytes)``. Raises ``EOFError`` at the
    end of the pipe, ``ValueError`` for what is no frame."""
    kind, size = _HEAD.unpack(exactly(stream, _HEAD.size))
    if size > LONGEST:
        raise ValueError("no frame of a reader")
    return kind, exactly(stream, size)


def packed(item: Item, scratch: Path, number: int) -> tuple[bytes, bytes]:
    """An item as a frame; the bytes of a member go into ``scratch/NUMBER``, where the other side takes
    them."""
    if isinstance(item, Records):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, item.columns.schema) as writer:
            writer.write_batch(item.columns)
        told = _json({"kind": item.kind, "part": asdict(item.part), "rows": len(item)})
        return RECORDS, b"".join(
            (_SIZE.pack(len(told)), told, item.rows.astype("<i8").tobytes(), sink.getvalue())
        )
    if isinstance(item, Problem):
        return PROBLEM, _json(asdict(item) | {"place": _place(item.place)})
    if isinstance(item, Aside):
        return ASIDE, _json(asdict(item) | {"place": _place(item.place)})
    with item.open() as source, (scratch / str(number)).open("wb") as copy:
        shutil.copyfileobj(source, copy, 1 << 20)
    return MEMBER, _json({"path": item.path, "place": _place(item.place), "at": number})


def unpacked(kind: bytes, payload: bytes, scratch: Path) -> Item:
    """The item of a frame. A member's bytes lie in a file below ``scratch`` that its taker removes. Raises
    ``ValueError`` for what is no item."""
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


def packed_values(values: Sequence[object], pack: Pack) -> bytes:
    """The items of a task as a frame: JSON, and beside it the bytes of what is no text."""
    blobs: list[bytes] = []
    told = json.dumps([pack(one, blobs) for one in values], ensure_ascii=True).encode("ascii")
    return b"".join(
        (_SIZE.pack(len(told)), told, *(part for blob in blobs for part in (_SIZE.pack(len(blob)), blob)))
    )


def unpacked_values(payload: bytes, make: Make) -> list[object]:
    """The items of a frame. Raises ``ValueError`` for what is no item of the type that was declared."""
    view = memoryview(payload)
    begin = _SIZE.size + _SIZE.unpack_from(view)[0]
    told = json.loads(bytes(view[_SIZE.size : begin]))
    blobs = []
    while begin < len(view):
        end = begin + _SIZE.size + _SIZE.unpack_from(view, begin)[0]
        blobs.append(view[begin + _SIZE.size : end])
        begin = end
    return [make(one, blobs) for one in told]


def _json(told: Json) -> bytes:
    return json.dumps(told, ensure_ascii=True).encode("ascii")


def _place(place: Place) -> Json:
    return {"part": asdict(place.part), "row": place.row, "column": place.column}


def _placed(told: Json) -> Place:
    return Place(_part(cast(Json, told["part"])), int(cast(int, told["row"])), int(cast(int, told["column"])))


def _part(told: Json) -> Part:
    return Part(int(cast(int, told["no"])), cast(PartKind, str(told["kind"])), str(told["name"]))
