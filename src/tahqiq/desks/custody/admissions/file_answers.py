"""What an admission asks and the person's file keeps: answered later, or corrected."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from tahqiq.desk import ActingDesktop
from tahqiq.desk.details import Details, stated
from tahqiq.desk.moments import Happened
from tahqiq.desk.records import changed, one
from tahqiq.desks.custody.people.record import PERSON


class FileAnswers(Details):
    """Answers that stand in the file of the person."""

    mother: str = stated("The mother's name.", "", "identity", bounds=(0, 200))
    born: Annotated[date | None, Happened()] = stated("The day of birth.", None, "age")
    document: str = stated("The number of the document.", "", "identity", bounds=(0, 100))
    fingerprints: str = stated("The sealed fingerprints, by their SHA-256.", "", "identity", bounds=(0, 64))
    children: str = stated("Children: how old, where, in whose care.", "", "identity", bounds=(0, 500))
    next_of_kin: str = stated("Whom to tell, and how to reach them.", "", "identity", bounds=(0, 500))


def given_of_file(asked: FileAnswers, *more: str) -> dict[str, Any]:
    """The answers for the file that are not empty; ``more``: further fields of the question."""
    values = {name: getattr(asked, name) for name in (*FileAnswers.model_fields, *more)}
    clean = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    return {name: value for name, value in clean.items() if value}


def write_to_file(at: ActingDesktop, person: str, given: Mapping[str, Any]) -> None:
    """Save answers in the file; nothing where there are none."""
    if given:
        changed(at, PERSON, one(at, PERSON, number=person), **given)
