"""A sealed stream comes back as it was, and no other bytes are taken for it."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.kit.errors import Damaged
from tahqiq.store.backup.stream import CHUNK, TAG, Opener, Sealer, sealed_size

KEY = bytes(range(32))
HERE = Path("some.backup")


def sealed(*pieces: bytes) -> bytes:
    out = BytesIO()
    sealer = Sealer(out, KEY)
    for piece in pieces:
        sealer.write(piece)
    sealer.finish()
    return out.getvalue()


def opened(data: bytes, size: int) -> bytes:
    opener = Opener(BytesIO(data), KEY, HERE)
    found = opener.read(size)
    opener.end()
    return found


@given(st.lists(st.integers(0, 5 * CHUNK // 2), max_size=4))
def test_what_was_sealed_in_any_pieces_comes_back(sizes: list[int]) -> None:
    pieces = [bytes([number + 1]) * size for number, size in enumerate(sizes)]
    data = sealed(*pieces)
    assert len(data) == sealed_size(sum(sizes))
    assert opened(data, sum(sizes)) == b"".join(pieces)


@given(st.integers(0, 5 * CHUNK // 2), st.lists(st.integers(0, 5 * CHUNK // 2), max_size=3))
def test_what_is_told_last_stands_first_and_no_byte_is_another(ahead: int, sizes: list[int]) -> None:
    front = bytes(range(256)) * (ahead // 256) + b"f" * (ahead % 256)
    pieces = [bytes([number + 1]) * size for number, size in enumerate(sizes)]
    out = BytesIO(b"before")
    out.seek(6)
    sealer = Sealer(out, KEY, ahead)
    for piece in pieces:
        assert sealer.pour(BytesIO(piece)) == len(piece)
    sealer.finish(front)
    assert out.getvalue() == b"before" + sealed(front, *pieces)


class Narrow(BytesIO):
    """A disk that is nearly full: it takes a part of what it is given."""

    def write(self, data: "object") -> int:
        return super().write(memoryview(data)[:1000])  # type: ignore[arg-type]


def test_a_disk_that_takes_a_part_is_given_the_rest() -> None:
    out = Narrow()
    sealer = Sealer(out, KEY)
    sealer.write(THREE[CHUNK:])
    sealer.finish()
    assert out.getvalue() == sealed(THREE[CHUNK:])


def test_another_beginning_than_was_announced_is_refused() -> None:
    sealer = Sealer(BytesIO(), KEY, 5)
    with pytest.raises(ValueError, match="announced"):
        sealer.finish(b"four")


THREE = b"a" * CHUNK + b"b" * CHUNK + b"c" * 100
FRAME = CHUNK + TAG


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: data[FRAME : 2 * FRAME] + data[:FRAME] + data[2 * FRAME :], id="swapped"),
        pytest.param(lambda data: data[:FRAME] + data[2 * FRAME :], id="one left out"),
        pytest.param(lambda data: data[:FRAME] + data[:FRAME] + data[FRAME:], id="one twice"),
        pytest.param(lambda data: data[:0], id="nothing"),
        pytest.param(lambda data: data[:FRAME], id="cut at the first border"),
        pytest.param(lambda data: data[: 2 * FRAME], id="cut at the second border"),
        pytest.param(lambda data: data[:-1], id="cut in the last"),
        pytest.param(lambda data: data + b"x", id="one more byte"),
        pytest.param(lambda data: data + data[:FRAME], id="one more chunk"),
        pytest.param(lambda data: data[:50] + bytes([data[50] ^ 1]) + data[51:], id="one bit"),
    ],
)
def test_other_bytes_are_refused(change: "object") -> None:
    assert callable(change)
    with pytest.raises(Damaged) as raised:
        opened(change(sealed(THREE)), len(THREE))
    assert raised.value.code == "backup-altered"


def test_a_stream_is_read_to_its_end_and_no_further() -> None:
    with pytest.raises(Damaged):
        opened(sealed(THREE), len(THREE) - 1)
    with pytest.raises(Damaged):
        opened(sealed(THREE), len(THREE) + 1)
