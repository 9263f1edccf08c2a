"""A model as one file: what learned, what it may see, what it was measured at, and what its reasons count. A
ZIP without any program in it."""

import json
import os
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from tahqiq.desks.cargo.targeting.calibration import Calibration
from tahqiq.desks.cargo.targeting.columns import Column, LeftOut
from tahqiq.desks.cargo.targeting.history import History
from tahqiq.desks.cargo.targeting.learner import Learner
from tahqiq.desks.cargo.targeting.measures import Measured
from tahqiq.kit.errors import Damaged, NotFound
from tahqiq.model.types.base import DateOrder

FORM = 1
_PARTS = ("model.cbm", "history.npz", "values.json")
_LARGEST = 2**31
"""A part that unpacks to more is refused."""


class Taught(BaseModel):
    """A table that a model learned from: its name, the SHA-256 of its file, rows with a known outcome and
    finds among them, first and last day (ISO)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    file: str
    sha256: str
    rows: int
    finds: int
    first: str
    last: str


class Card(BaseModel):
    """What a model is. ``measured`` was told on the later table before the model learned from it as well;
    ``parts`` are the SHA-256 of the other parts."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    form: int = FORM
    made: datetime
    program: str
    learner: str
    label: str
    finds: list[str]
    time: str
    date_order: DateOrder | None
    columns: list[Column]
    left_out: list[LeftOut]
    half_life_weeks: float
    rounds: int
    seed: int
    taught: list[Taught]
    measured: Measured
    calibration: Calibration
    parts: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Model:
    """A model that can rank."""

    card: Card
    learner: Learner
    history: History


def write(model: Model, path: Path) -> None:
    """Write it whole or not at all; what lay there is replaced."""
    with tempfile.TemporaryDirectory() as folder:
        inner = Path(folder) / "model.cbm"
        model.learner.write(inner)
        arrays = BytesIO()
        np.savez_compressed(
            arrays, codes=model.history.codes, days=model.history.days, finds=model.history.finds
        )
        values = json.dumps(model.history.values, ensure_ascii=False).encode()
        parts = dict(zip(_PARTS, (inner.read_bytes(), arrays.getvalue(), values), strict=True))
    card = model.card.model_copy(
        update={"parts": {name: sha256(content).hexdigest() for name, content in parts.items()}}
    )
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("card.json", card.model_dump_json(indent=1))
            for name, content in parts.items():
                packed.writestr(name, content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def read(path: Path) -> Model:
    """Raises ``NotFound`` (``no-such-file``) and ``Damaged`` (``cargo-model-damaged``) for what is no model,
    was cut or was changed."""
    if not path.is_file():
        raise NotFound("no-such-file", path=str(path))
    try:
        with zipfile.ZipFile(path) as packed:
            if any(item.file_size > _LARGEST for item in packed.infolist()):
                raise Damaged("cargo-model-damaged", name=path.name)
            card = Card.model_validate_json(packed.read("card.json"))
            parts = {name: packed.read(name) for name in _PARTS}
        if (
            card.form != FORM
            or {name: sha256(content).hexdigest() for name, content in parts.items()} != card.parts
        ):
            raise Damaged("cargo-model-damaged", name=path.name)
        arrays = np.load(BytesIO(parts["history.npz"]), allow_pickle=False)
        values = tuple(tuple(str(text) for text in column) for column in json.loads(parts["values.json"]))
        history = History(arrays["codes"], values, arrays["days"], arrays["finds"])
    except (zipfile.BadZipFile, KeyError, ValidationError, ValueError, OSError, EOFError) as error:
        raise Damaged("cargo-model-damaged", name=path.name) from error
    with tempfile.TemporaryDirectory() as folder:
        inner = Path(folder) / "model.cbm"
        inner.write_bytes(parts["model.cbm"])
        learner = Learner.read(inner)
    return Model(card, learner, history)
