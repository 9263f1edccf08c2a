"""Keep a photograph with a file, and which one is shown."""

from collections.abc import Sequence
from datetime import datetime

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.records import changed, one
from tahqiq.desks.custody.people.record import PERSON
from tahqiq.desks.custody.photographs.record import PHOTOGRAPH, Photograph
from tahqiq.formats.pictures import size
from tahqiq.kit.errors import Conflict, NotFound, WrongUse

HEAVIEST = 15_000_000
"""Bytes of a photograph: what cameras and telephones make stays below."""
LARGEST = 12_000
"""Points of a side of a photograph."""


def shown_of(at: Desktop, person: str) -> RecordVersion[Photograph] | None:
    """The photograph that is shown with a file: the latest taken that is not withdrawn."""
    found: Sequence[RecordVersion[Photograph]] = (
        at.records(PHOTOGRAPH)
        .find({"person": person, "shown": True}, order="taken", descending=True, limit=1)
        .records
    )
    return found[0] if found else None


def keep_photograph(
    at: ActingDesktop, person: str, picture: str, taken: datetime, by: str
) -> RecordVersion[Photograph]:
    """Keep a sealed picture of the desk's file as a photograph of the person. Its size is read from its head
    by the confined reader; a picture that it cannot read is refused. Raises ``NotFound``
    (``no-picture-there``, ``no-such-source``), ``WrongUse`` (``custody-photograph-large``,
    ``custody-photograph-broken``), ``Conflict`` (``custody-photograph-there``)."""
    source, path, _ = at.bench.picture(picture)
    if source.case != at.desk.file:
        raise NotFound("no-such-source", no=picture)
    if path.stat().st_size > HEAVIEST:
        raise WrongUse("custody-photograph-large", limit=f"{HEAVIEST // 1_000_000} MB")
    sides = size(path)
    if sides is None:
        raise WrongUse("custody-photograph-broken")
    if sides == (0, 0) or max(sides) > LARGEST:
        raise WrongUse("custody-photograph-large", limit=f"{LARGEST} × {LARGEST}")
    before = shown_of(at, person)
    if before is not None and before.body.sha256 == source.sha256:
        raise Conflict("custody-photograph-there", value=before.body.number)
    saved = at.records(PHOTOGRAPH).save(
        Photograph(
            number=at.records(PHOTOGRAPH).next_number("PH"),
            person=person,
            picture=picture,
            sha256=source.sha256,
            taken=taken,
            by=by,
        )
    )
    write_shown(at, person)
    return saved


def write_shown(at: ActingDesktop, person: str) -> None:
    """The file of the person holds the SHA-256 of the photograph that is shown."""
    found, shown = one(at, PERSON, number=person), shown_of(at, person)
    sha256 = shown.body.sha256 if shown else ""
    if found.body.photograph != sha256:
        changed(at, PERSON, found, photograph=sha256)
