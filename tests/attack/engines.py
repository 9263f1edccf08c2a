"""Doors of new workspaces on SQLite and PostgreSQL, with the clock, the ids and the salts fixed where two are
compared."""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from tahqiq.access.door import Door
from tahqiq.kit import clock

ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
NOW = datetime(2026, 3, 12, 8, tzinfo=UTC)
Made = Callable[[str], Door]


class Fixed:
    """Random numbers that are the same each time: the n-th of a length is the hash of n."""

    def __init__(self) -> None:
        self._drawn = 0

    def token_bytes(self, nbytes: int | None = None) -> bytes:
        """As :func:`secrets.token_bytes`."""
        self._drawn += 1
        return hashlib.shake_256(self._drawn.to_bytes(8, "big")).digest(32 if nbytes is None else nbytes)

    def token_hex(self, nbytes: int | None = None) -> str:
        """As :func:`secrets.token_hex`."""
        return self.token_bytes(nbytes).hex()

    def randbelow(self, below: int) -> int:
        """As :func:`secrets.randbelow`."""
        return int.from_bytes(self.token_bytes(16), "big") % below

    def choice(self, of: str) -> str:
        """As :func:`secrets.choice`."""
        return of[self.randbelow(len(of))]


def fixed(patch: pytest.MonkeyPatch, keys: Path) -> None:
    """From now on the clock stands, random numbers begin anew, and keys lie in a folder of their own."""
    drawn = Fixed()
    for name in ("token_bytes", "token_hex", "randbelow", "choice"):
        patch.setattr(secrets, name, getattr(drawn, name))
    patch.setattr(clock, "_now", lambda: NOW)
    patch.setenv("TAHQIQ_KEYS", str(keys))


def found(request: pytest.FixtureRequest, engine: str, root: Path) -> Door:
    """A new personal workspace on an engine."""
    if engine == "sqlite":
        return Door.found(root, owner="owner")
    server, name = (
        request.getfixturevalue("postgres_server"),
        f"attack{hashlib.sha256(str(root).encode()).hexdigest()[:12]}",
    )
    with psycopg.connect(f"{server} dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return Door.found(root, f"{server} dbname={name}", owner="owner")


@pytest.fixture(params=ENGINES)
def new_door(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Made]:
    """Makes workspaces by name on one engine, and closes them."""
    made: list[Door] = []

    def make(name: str) -> Door:
        made.append(found(request, request.param, tmp_path / name / "ws"))
        return made[-1]

    yield make
    for door in made:
        door.close()
