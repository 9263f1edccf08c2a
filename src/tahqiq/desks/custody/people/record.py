"""The file of a person, for life."""

from datetime import date
from typing import Annotated, Literal

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import Details, many, stated
from tahqiq.desk.moments import Happened
from tahqiq.desks.custody.name import NAME
from tahqiq.model.body_fields import Names
from tahqiq.model.kind import Key, Kind

Sex = Literal["female", "male"]
A_PERSON = Names("person")
"""In the ``Annotated`` of a field: it names somebody who has a file here."""


class OfPerson(Details):
    """Whose record: for questions that are asked of a person."""

    person: Annotated[str, A_PERSON] = stated(
        "The person: the number of the file, or the whole name.", bounds=(1, 200)
    )


class PersonFile(Strict):
    """One file for each person. What nobody asked yet is null and becomes due; ``born`` is null where no day
    is known."""

    number: str = stated("The number of the file, for life.")
    name: str = stated("The name as it stands in the document, or as it was told.", data_class="identity")
    also: list[str] = many("Other spellings and names.", "identity")
    mother: str = stated("The mother's name.", "", "identity")
    born: Annotated[date | None, Happened()] = stated("The day of birth.", None, "age")
    sex: Sex | None = stated("Female or male, as in the document.", None, "sex")
    gender: str = stated("As the person says it themselves; empty: not asked.", "", "identity")
    document: str = stated("The number of the document that shows who it is.", "", "identity")
    identity: Literal["document", "fingerprints", "own-words"] | None = stated(
        "What the identity rests on.", None
    )
    languages: list[str] = many("Languages that the person understands.")
    reads: bool | None = stated("Whether the person can read.", None)
    photograph: str = stated("The sealed photograph, by its SHA-256.", "", "identity")
    fingerprints: str = stated("The sealed fingerprints, by their SHA-256.", "", "identity")
    excluded: list[str] = many("Visitors who are not let in to this person.", "identity")
    next_of_kin: str = stated("Whom to tell, and how they are reached.", "", "identity")
    children: str = stated(
        "Children: how old, where, in whose care; 'none' where there are none.", "", "identity"
    )


PERSON = Kind(
    "custody-person",
    PersonFile,
    lambda body: f"{body.number} {body.name}",
    NAME,
    PersonFile(number="P-000001", name="سلام جاسم كاظم", born=date(1990, 5, 1), sex="male"),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("name", "text", lambda body: body.name),
        Key("document", "text", lambda body: body.document),
        Key("born", "day", lambda body: body.born),
    ),
    numbered="number",
)
