"""Making rows that changed small (zstd), and large again."""

from pathlib import Path

import pyarrow as pa

from tahqiq.kit.errors import Damaged

_BLOCK = 1 << 20
_MOST_TIMES = 10_000
"""A piece that grows by more than this was not made by :func:`pack`."""


def pack(path: Path, target: Path) -> None:
    """Write a file compressed."""
    with path.open("rb") as stream, pa.CompressedOutputStream(str(target), "zstd") as out:
        while block := stream.read(_BLOCK):
            out.write(block)


def unpack(path: Path, target: Path, name: str) -> None:
    """Write a compressed file as it was. Raises ``Damaged`` (``backup-content-differs``) for what is none."""
    most = _MOST_TIMES * max(1, path.stat().st_size)
    try:
        with pa.CompressedInputStream(str(path), "zstd") as stream, target.open("xb") as out:
            while block := stream.read(_BLOCK):
                most -= len(block)
                if most < 0:
                    raise Damaged("backup-content-differs", name=name)
                out.write(block)
    except (OSError, pa.ArrowException) as error:
        if getattr(error, "errno", None):
            raise  # the disk's, not the file's
        raise Damaged("backup-content-differs", name=name) from error
