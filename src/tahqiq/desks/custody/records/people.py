"""The file of a person, for life, and what is attached to the person and not to a booking: alerts, whom they
are kept apart from, levels, the plan."""

from datetime import date
from typing import Literal

from tahqiq.desk.told import Strict
from tahqiq.desks.custody.records.fields import NAME, many, said
from tahqiq.model.kind import Key, Kind

Sex = Literal["female", "male"]
Grade = Literal["seen", "document", "reported", "hearsay"]


class PersonFile(Strict):
    """One file for each person. What nobody asked yet is null and becomes due; ``born`` is null where no day
    is known."""

    number: str = said("The number of the file, for life.")
    name: str = said("The name as it stands in the document, or as it was told.", data_class="identity")
    also: list[str] = many("Other spellings and names.", "identity")
    mother: str = said("The mother's name.", "", "identity")
    born: date | None = said("The day of birth.", None, "age")
    sex: Sex | None = said("Female or male, as in the document.", None, "sex")
    gender: str = said("As the person says it themselves; empty: not asked.", "", "identity")
    document: str = said("The number of the document that shows who it is.", "", "identity")
    identity: Literal["document", "fingerprints", "own-words"] | None = said(
        "What the identity rests on.", None
    )
    languages: list[str] = many("Languages that the person understands.")
    reads: bool | None = said("Whether the person can read.", None)
    photograph: str = said("The sealed photograph, by its SHA-256.", "", "identity")
    fingerprints: str = said("The sealed fingerprints, by their SHA-256.", "", "identity")
    excluded: list[str] = many("Visitors who are not let in to this person.", "identity")
    next_of_kin: str = said("Whom to tell, and how they are reached.", "", "identity")
    children: str = said(
        "Children: how old, where, in whose care; 'none' where there are none.", "", "identity"
    )


class Alert(Strict):
    """A warning attached to a person. It expires by design: at ``review`` somebody renews it or it is
    gone."""

    person: str = said("The number of the person's file.")
    what: Literal[
        "escape",
        "self-harm",
        "harm-to-others",
        "harm-by-others",
        "medical-need",
        "lawful-restriction",
        "other",
    ] = said("What it warns of.")
    reason: str = said("What was seen, by whom, when.")
    by: str = said("Who raised it.")
    raised: date = said("The day on which it was raised.")
    review: date = said("The day on which it expires unless somebody renews it.")
    closed: date | None = said("The day on which it was closed.", None)
    withheld: bool = said("Not to be shared with the person.", False)


class Apart(Strict):
    """Two people who are not to be in one place, and how far apart."""

    number: str = said("The number of the decision.")
    person: str = said("The number of the first person's file.")
    other: str = said("The number of the second person's file.")
    role: Literal["harmed", "harms", "both", "unknown"] = said("What the first person is in it.", "unknown")
    reason: Literal["bullying", "gang", "organised-crime", "order", "threat", "violence", "other"] = said(
        "Why."
    )
    reach: Literal["cell", "landing", "wing"] = said(
        "How far apart: not in one cell, on one landing, in one wing."
    )
    by: str = said("Who decided it.")
    begins: date = said("From when.")
    ends: date | None = said("Until when; empty: until it is closed.", None)


class LevelEvidence(Strict):
    """One thing seen, for or against a level. Grounds that are nobody's own conduct are refused where they
    stand alone."""

    day: date
    text: str
    grade: Grade
    side: Literal["for", "against"]
    ground: Literal[
        "conduct", "history-of-conduct", "protection", "need", "offence", "association", "kinship", "origin"
    ] = "conduct"


class Assessment(Strict):
    """A level that a trained person chose; nothing computes one. It expires, is told to the person, and may
    be challenged."""

    number: str = said("The number of the decision.")
    person: str = said("The number of the person's file.")
    booking: str = said("The number of the booking.")
    sort: Literal["initial-placement", "needs", "classification", "review"] = said("What was done.")
    chosen: Literal["low", "moderate", "high", "insufficient-information"] = said(
        "What the trained person chose."
    )
    by: str = said("Who chose it.")
    certificate: str = said("The certificate of training of who chose it.", "")
    decided: date = said("The day of the decision.")
    expires: date = said("The last day on which it stands.")
    evidence: list[LevelEvidence] = many("What speaks for and against, with days and grades.")
    newest: date | None = said(
        "The day of the newest evidence that is the person's own conduct, need or protection.", None
    )
    own_ground: bool | None = said(
        "Whether it rests on something besides offence, kinship, origin or association.", None
    )
    strengths: list[str] = many("Strengths that the person named, domain by domain.")
    view: str = said("The person's own view; 'declined' where they did not wish to give one.", "")
    told: date | None = said("The day on which the person was told, with reasons.", None)
    overrides: bool = said("Whether it differs from what the assessment came to.", False)
    second: str = said("The second person who agreed to the override.", "")
    challenged: date | None = said("The day of a challenge.", None)
    challenge: str = said("What the person says against it.", "")
    answered: date | None = said("The day on which the challenge was answered.", None)
    answer: str = said("The answer, with reasons.", "")
    intelligence: bool = said("Whether anything of the intelligence compartment was used.", False)


class PlanAttendance(Strict):
    """Whether somebody came to what their plan offers on a day; ``not-let``: the house did not let or bring
    them."""

    day: date
    programme: str
    came: Literal["came", "excused", "stayed-away", "not-let"]
    by: str


class PlanReview(Strict):
    """A review of the plan, with what the person said."""

    day: date
    by: str
    text: str
    view: str


class Plan(Strict):
    """The individual plan: what is aimed at, and what was done towards it."""

    person: str = said("The number of the person's file.")
    booking: str = said("The number of the booking.")
    made: date = said("The day on which it was made.")
    review: date = said("The day of the next review.")
    goals: list[str] = many("What the person and the staff aim at.")
    work: str = said("Work.", "")
    education: str = said("Education.", "")
    programmes: list[str] = many("Programmes.")
    release: str = said("How release is prepared.", "")
    family: str = said("Contact with the family.", "")
    by: str = said("Who made it with the person.", "")
    view: str = said("What the person themselves wants; 'declined' where they gave no view.", "")
    attended: list[PlanAttendance] = many("Attendance, day by day.")
    reviews: list[PlanReview] = many("What each review came to.")


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
ALERT = Kind(
    "custody-alert",
    Alert,
    lambda body: f"{body.person} {body.what}",
    NAME,
    Alert(
        person="P-000001",
        what="self-harm",
        reason="Said so to the night guard on 1 May",
        by="Officer 7",
        raised=date(2026, 5, 1),
        review=date(2026, 6, 1),
    ),
    home="desk",
    keys=(
        Key("person", "text", lambda body: body.person),
        Key("review", "day", lambda body: body.review),
        Key("open", "flag", lambda body: body.closed is None),
    ),
)
APART = Kind(
    "custody-apart",
    Apart,
    lambda body: f"{body.person} / {body.other}",
    NAME,
    Apart(
        number="NA-1",
        person="P-000001",
        other="P-000002",
        reason="threat",
        reach="wing",
        by="Officer 7",
        begins=date(2026, 5, 1),
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("person", "text", lambda body: body.person),
        Key("other", "text", lambda body: body.other),
    ),
    numbered="number",
)
ASSESSMENT = Kind(
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
)
PLAN = Kind(
    "custody-plan",
    Plan,
    lambda body: f"{body.person} {body.made.isoformat()}",
    NAME,
    Plan(
        person="P-000001",
        booking="B-000001",
        made=date(2026, 5, 9),
        review=date(2026, 8, 9),
        goals=["Reading course"],
    ),
    home="desk",
    keys=(
        Key("person", "text", lambda body: body.person),
        Key("booking", "text", lambda body: body.booking),
        Key("review", "day", lambda body: body.review),
    ),
)
