"""What comes with the program: open records of mass spectra with their licences (NOTICE.md), and a sheet of
ions with the source of each."""

import lzma
import shutil
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import yaml

RECORDS = "massbank_open.txt"


@dataclass(frozen=True, slots=True)
class Signature:
    """Ions that a substance shows: nominal m/z at 70 eV, the highest first, each seen at 5 % of the highest
    or more in ``source``. ``key`` is the first block of its InChIKey, "" where the source states none."""

    name: str
    key: str
    formula: str
    ions: tuple[int, ...]
    source: str


def unpacked(folder: Path) -> Path:
    """The records as a file of MassBank records in ``folder``. They keep their licences, which stand in every
    record."""
    to = folder / RECORDS
    with (
        as_file(files(__package__).joinpath(f"{RECORDS}.xz")) as packed,
        lzma.open(packed) as source,
        to.open("wb") as file,
    ):
        shutil.copyfileobj(source, file)
    return to


@cache
def signatures() -> tuple[Signature, ...]:
    """The sheet of ions.

    >>> next(one.ions for one in signatures() if one.name == "diphenylamine")
    (169, 168, 167)
    """
    held = yaml.safe_load(files(__package__).joinpath("ions.yaml").read_text("utf-8"))["substances"]
    return tuple(
        Signature(one["name"], one["key"], one["formula"], tuple(one["ions"]), one["source"]) for one in held
    )
