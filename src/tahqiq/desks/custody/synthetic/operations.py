"""``tahqiq custody service``: an invented service as registers (CSV) with its truth beside them."""

import csv
import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Annotated, Any

from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import Strict
from tahqiq.desks.custody.synthetic import acts, traps_acts, traps_held
from tahqiq.desks.custody.synthetic.house import Facility, facilities
from tahqiq.desks.custody.synthetic.life import past, present
from tahqiq.desks.custody.synthetic.rows import AS_OF, Row, Service
from tahqiq.kit.errors import WrongUse

HELD = 0.3
"""The share of files whose person is held at the moment of the truth."""
LEAST = 3
"""Fewer facilities have none for women and none for children."""


class SyntheticServiceRequest(Strict):
    """How large."""

    folder: Annotated[Path, ARGUMENT] = Field(
        description="The folder to write to; it is made where it is missing."
    )
    facilities: int = Field(default=4, ge=LEAST, le=99, description="How many facilities.")
    files: int = Field(default=1_000, ge=600, le=200_000, description="How many people have a file.")
    seed: int = Field(default=19, ge=0, description="The same seed gives the same service.")


class SyntheticServiceView(Strict):
    """The files that were written, with their rows, and how many violations were planted."""

    files: dict[str, int]
    planted: int
    as_of: str


def make(asked: SyntheticServiceRequest) -> SyntheticServiceView:
    """Write the registers and ``truth.json``."""
    service, _ = invent(asked.facilities, asked.files, asked.seed)
    asked.folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for kind, rows in service.rows.items():
        path = asked.folder / f"{kind}.csv"
        _write(path, rows)
        written[path.name] = len(rows)
    truth = {"as_of": AS_OF.isoformat(), "broken": service.broken, "unknown": service.unknown}
    (asked.folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")
    return SyntheticServiceView(
        files=written, planted=sum(map(len, service.broken.values())), as_of=AS_OF.isoformat()
    )


def invent(count: int, files: int, seed: int) -> tuple[Service, list[Facility]]:
    """A service of ``count`` facilities and ``files`` people, with its truth. Raises ``WrongUse``
    (``custody-service-small``) where there is nobody left for a trap."""
    service = Service(Random(seed))  # noqa: S311  # a seeded stream for invented data, no secret
    held = max(300, int(files * HELD))
    homes = facilities(service, count, held)
    for number in range(held):
        present(service, homes[number % len(homes)])
    for _ in range(files - held):
        past(service, service.dice.choice(homes))
    spare = [*service.spare["untried"], *service.spare["convicted"]]
    service.dice.shuffle(spare)

    def take(status: str) -> Row:
        for at, row in enumerate(spare):
            if status in ("any", row["status"]):
                return spare.pop(at)
        raise WrongUse("custody-service-small")

    service.numbers_held = frozenset(row["number"] for row in spare)
    for _ in range(6 * len(homes)):
        acts.search(service, service.dice.choice(spare))
        acts.guest(service, service.dice.choice(spare))
    traps_held.places(service, take, homes)
    traps_held.admission(service, take)
    traps_held.seen(service, take)
    traps_held.plans(service, take)
    traps_held.orders(service, take, homes)
    traps_held.counts(service, homes)
    traps_acts.solitary(service, take)
    traps_acts.separation(service, take)
    traps_acts.levels(service, take)
    traps_acts.acts(service, take)
    return service, homes


def _write(path: Path, rows: Iterable[Row]) -> None:
    listed = list(rows)
    names = [
        name
        for name in dict.fromkeys(name for row in listed for name in row)
        if name not in ("cell", "born") or path.stem == "person"
    ]
    names = [name for name in names if path.stem != "booking" or name != "sex"]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(names)
        writer.writerows([_text(row.get(name)) for name in names] for row in listed)


def _text(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return ""
    return (
        value.isoformat(timespec="minutes")
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date)
        else str(value)
    )


def lines(answer: SyntheticServiceView) -> list[str]:
    """What was written, in a terminal."""
    return [
        *(f"{name}: {rows}" for name, rows in answer.files.items()),
        f"{answer.planted} violations planted; true as of {answer.as_of}.",
    ]


MAKE = Tool("service", SyntheticServiceRequest, SyntheticServiceView, make, lines)
