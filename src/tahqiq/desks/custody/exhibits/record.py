"""A find that came into a case, with its custody."""

from datetime import datetime

from tahqiq.desk.custody import Step
from tahqiq.desk.details import many, stated
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class Exhibit(Strict):
    """A find that came into a case: who had it when, and what the laboratory is asked. Its number is that of
    the find, by which the laboratory takes it up."""

    number: str = stated("The number of the exhibit.")
    sort: str = stated("What it is.")
    search: str = stated("The search in which it was found.", "")
    found: datetime = stated("When it was found.")
    place: str = stated("Where.", "")
    seal: str = stated("The seal.")
    laboratory: str = stated("The number of the request to the laboratory.")
    question: str = stated("What the laboratory is asked.")
    order: str = stated("Of a telephone: the order to read it.", "")
    steps: list[Step] = many("Its custody.")


_AT = datetime.fromisoformat("2026-05-04T10:00:00+03:00")


EXHIBIT = Kind(
    "custody-exhibit",
    Exhibit,
    lambda body: f"{body.number} {body.sort}",
    NAME,
    Exhibit(
        number="E-1", sort="phone", found=_AT, seal="S-1", laboratory="L-1", question="What does it hold?"
    ),
    home="case",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("sort", "text", lambda body: body.sort),
        Key("laboratory", "text", lambda body: body.laboratory),
    ),
    numbered="number",
)
