"""A find that came into a case, with its custody."""

from datetime import datetime

from tahqiq.desk.custody import Step
from tahqiq.desk.details import Details, made, many, stated
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class ExhibitDetails(Details):
    """What people state when they hand a find over."""

    laboratory: str = stated("The number of the request to the laboratory.", bounds=(1, 100))
    question: str = stated("What the laboratory is asked.", bounds=(5, 2_000))
    order: str = stated("Of a telephone: the order to read it.", "", bounds=(0, 100))


class Exhibit(ExhibitDetails):
    """A find that came into a case: who had it when, and what the laboratory is asked. Its number is that of
    the find, by which the laboratory takes it up."""

    number: str = made("The number of the exhibit.")
    sort: str = made("What it is.")
    search: str = made("The search in which it was found.", "")
    found: datetime = made("When it was found.")
    place: str = made("Where.", "")
    seal: str = made("The seal.")
    steps: list[Step] = many("Its custody.")


_AT = datetime.fromisoformat("2026-05-04T10:00:00+03:00")


EXHIBIT = Kind(
    "custody-exhibit",
    Exhibit,
    lambda body: body.number,
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
