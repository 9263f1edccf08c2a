"""An extract of a person's file, as it was given out."""

from datetime import date, datetime
from typing import Literal

from tahqiq.desk.details import many, stated
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.name import NAME
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


class Extract(Strict):
    """What a person may see of their own file, for them or who acts for them. What is not to be shared with
    the person is left out; ``left_out`` says that something was."""

    number: str = stated("The number of the extract.")
    person: str = stated("The number of the person's file.")
    name: str = stated("The person's name.", data_class="identity")
    made: datetime = stated("When it was made.")
    given_to: str = stated("Who gets it.", data_class="identity")
    holder: Holder = stated("What they are to the person.")
    authority: str = stated("The power of attorney or the request, by its number.", "")
    lines: list[ExtractEntry] = many("The file, in order of time.", "identity")
    openings: list[ExtractOpening] = many("Who opened the file.")
    more: bool = stated("Whether there are more openings than stand here.", False)
    left_out: bool = stated("Whether something was left out by law.", False)


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
