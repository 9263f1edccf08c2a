"""An extract of a person's file, as it was given out."""

from datetime import date, datetime
from typing import Literal

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import made as _made
from tahqiq.desk.details import many, stated
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import OfPerson
from tahqiq.model.kind import Key, Kind

Holder = Literal["person", "lawyer", "guardian", "heir"]


class ExtractEntry(Strict):
    """One record of the file. ``what`` says of which sort it is."""

    what: Literal[
        "name",
        "booking",
        "order",
        "move",
        "alert",
        "apart",
        "level",
        "separation",
        "plan",
        "visit",
        "search",
        "incident",
    ]
    when: datetime | None
    text: str


class ExtractOpening(Strict):
    """That somebody opened the file, and how often on that day."""

    day: date
    who: str
    what: Literal["looked", "wrote", "printed"]
    times: int


class ExtractDetails(OfPerson):
    """What people state of an extract."""

    given_to: str = stated("Who gets it.", data_class="identity", bounds=(2, 200))
    holder: Holder = stated("What they are to the person.")
    authority: str = stated("The power of attorney or the request, by its number.", "", bounds=(1, 200))


class Extract(ExtractDetails):
    """What a person may see of their own file, for them or who acts for them. What is not to be shared with
    the person is left out; ``left_out`` says that something was."""

    number: str = _made("The number of the extract.")
    name: str = _made("The person's name.", data_class="identity")
    made: datetime = _made("When it was made.")
    lines: list[ExtractEntry] = many("The file, in order of time.", "identity")
    openings: list[ExtractOpening] = many("Who opened the file.")
    more: bool = _made("Whether there are more openings than stand here.", False)
    left_out: bool = _made("Whether something was left out by law.", False)


_AT = datetime.fromisoformat("2026-05-04T10:00:00+03:00")


EXTRACT = Kind(
    "custody-extract",
    Extract,
    lambda body: f"{body.number} {body.person}",
    NAME,
    Extract(
        number="X-1",
        person="P-000001",
        name="سلام جاسم",
        made=_AT,
        given_to="هيوا كريم",
        holder="lawyer",
        authority="77/2026",
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("person", "text", lambda body: body.person),
        Key("made", "time", lambda body: body.made),
    ),
    numbered="number",
)
