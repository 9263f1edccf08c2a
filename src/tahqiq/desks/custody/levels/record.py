"""A level that a trained person chose, with its evidence."""

from datetime import date
from typing import Annotated, Literal

from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import Details, made, many, stated, yes_no
from tahqiq.desk.moments import MAY_LIE_AHEAD, Happened
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import OfPerson
from tahqiq.model.kind import Key, Kind

Grade = Literal["seen", "document", "reported", "hearsay"]


class LevelEvidence(Strict):
    """One thing seen, for or against a level. Grounds that are nobody's own conduct are refused where they
    stand alone."""

    day: Annotated[date, Happened()]
    text: str
    grade: Grade
    side: Literal["for", "against"]
    ground: Literal[
        "conduct", "history-of-conduct", "protection", "need", "offence", "association", "kinship", "origin"
    ] = "conduct"


class LevelGrounds(OfPerson):
    """The level that a trained person chose, and what it rests on."""

    sort: Literal["initial-placement", "needs", "classification", "review"] = stated("What was done.")
    chosen: Literal["low", "moderate", "high", "insufficient-information"] = stated(
        "What the trained person chose."
    )
    by: str = stated("Who chose it.", bounds=(2, 200))
    certificate: str = stated("The certificate of training of who chose it.", "", bounds=(1, 100))
    decided: Annotated[date, Happened()] = stated("The day of the decision.")
    expires: Annotated[date, MAY_LIE_AHEAD] = stated("The last day on which it stands.")
    evidence: list[LevelEvidence] = many(
        "What speaks for and against, each with its day, grade and ground.", bounds=(0, 100)
    )


class LevelOwnView(Details):
    """What the person says themselves, and how the level was come to."""

    strengths: list[str] = many("Strengths that the person named, one for each domain.", bounds=(0, 50))
    view: str = stated("The person's own view; 'declined' where they gave none.", "", bounds=(2, 20_000))
    overrides: bool = yes_no("Whether it differs from what the assessment came to.", False)
    intelligence: bool = yes_no("Whether anything of the intelligence compartment was used.", False)


class Assessment(LevelOwnView, LevelGrounds):
    """A level that a trained person chose; nothing computes one. It expires, is told to the person, and may
    be challenged."""

    number: str = made("The number of the decision.")
    booking: str = made("The number of the booking.")
    newest: date | None = made(
        "The day of the newest evidence that is the person's own conduct, need or protection.", None
    )
    own_ground: bool | None = made(
        "Whether it rests on something besides offence, kinship, origin or association.", None
    )
    told: date | None = made("The day on which the person was told, with reasons.", None)
    second: str = made("The second person who agreed to the override.", "")
    challenged: date | None = made("The day of a challenge.", None)
    challenge: str = made("What the person says against it.", "")
    answered: date | None = made("The day on which the challenge was answered.", None)
    answer: str = made("The answer, with reasons.", "")


def _chose(at: Desktop, body: Assessment) -> bool:
    return body.by in (at.bench.person.name, at.bench.person.login)


def _entered(at: Desktop, body: Assessment) -> bool:
    """Whoever wrote the first version: later ones say that the person was told, or challenged it."""
    records = at.records(ASSESSMENT)
    return any(
        records.history(one.id)[-1].wrote == at.actor.id
        for one in records.find({"number": body.number}, limit=1).records
    )


ASSESSMENT: Kind[Assessment] = Kind(
    "custody-assessment",
    Assessment,
    lambda body: f"{body.number} {body.person}",
    NAME,
    Assessment(
        number="CL-1",
        person="P-000001",
        booking="B-000001",
        sort="classification",
        chosen="insufficient-information",
        by="Officer 9",
        certificate="C-12",
        decided=date(2026, 5, 2),
        expires=date(2026, 11, 1),
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("person", "text", lambda body: body.person),
        Key("expires", "day", lambda body: body.expires),
    ),
    numbered="number",
    relations={"chooser": _chose, "enterer": _entered},
)
