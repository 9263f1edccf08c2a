"""What a parser that was taken over, or broken, may do in its process: for
:mod:`tests.attack.test_desk_bombs`."""

import os
import time
from collections.abc import Iterator
from pathlib import Path


def answers(path: Path) -> str:
    return path.name


def computes(_path: Path) -> str:
    while True:
        pass


def sleeps(_path: Path) -> str:
    time.sleep(60)
    return ""


def grows(_path: Path) -> str:
    held = [bytes(1 << 20) for _ in range(4_096)]
    return str(len(held))


def dies(_path: Path) -> str:
    os.abort()


def fails(_path: Path) -> str:
    return str(1 // 0)


def tells(_path: Path) -> Iterator[str]:
    while True:
        yield "x" * (1 << 20)


def writes(path: Path) -> str:
    with (path / "part").open("wb") as file:
        for _ in range(64):
            file.write(bytes(1 << 20))
    return ""


def scatters(path: Path) -> str:
    for number in range(64):
        (path / f"part{number}").write_bytes(bytes(1 << 20))
    time.sleep(60)
    return ""
