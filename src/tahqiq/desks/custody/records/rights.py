"""What is done to people and what they may ask for: separation, visits of health staff, searches and finds,
incidents, complaints, visits."""

from datetime import date, datetime
from typing import Literal

from tahqiq.desk.told import Strict
from tahqiq.desks.custody.records.fields import NAME, many, said
from tahqiq.model.kind import Key, Kind

FORBIDDEN = frozenset(
    {
        "corporal",
        "collective",
        "dark-cell",
        "lit-cell",
        "diet",
        "water",
        "indefinite",
        "restraint-as-punishment",
        "no-family",
    }
)
"""Sanctions that nobody may order (Mandela Rule 43): they cannot be entered here; in a file that is read they
stay a problem with its place."""


class Spell(Strict):
    """A time apart from the others, whatever it is called. What counts is the condition: ``in_cell`` minutes
    a day; null where no log says it, which counts as the whole day."""

    number: str = said("The number of the decision.")
    person: str = said("The number of the person's file.")
    facility: str = said("The facility.")
    called: Literal[
        "disciplinary",
        "separation",
        "protection",
        "restricted-regime",
        "medical-isolation",
        "own-wish",
        "other",
    ] = said("What it is called.")
    begins: datetime = said("From when.")
    ends: datetime | None = said("Until when; empty: goes on.", None)
    planned: date | None = said("The last day that was ordered; empty: none was.", None)
    in_cell: int | None = said(
        "Minutes a day in the cell without meaningful contact with anybody, as the log says.", None
    )
    basis: str = said("The legal basis, by its article.", "")
    by: str = said("Who ordered it.", "")
    reviewed_by: str = said("Who reviewed it independently.", "")
    not_forbidden: bool | None = said(
        "Whether health staff confirmed that Rule 45 does not forbid it for this person.", None
    )
    considered: bool | None = said(
        "Whether mental illness or disability was considered before a sanction, and recorded.", None
    )
    charge_told: bool | None = said(
        "Of a sanction: whether the charge was explained in a language understood.", None
    )
    act: str = said("Of a sanction: the number of the act it answers.", "")
    family_limited_until: date | None = said(
        "Until when contact with the family is limited; empty: it is not.", None
    )


class Seen(Strict):
    """That health staff saw somebody; what was found stands in the health compartment alone."""

    person: str = said("The number of the person's file.")
    facility: str = said("The facility.", "")
    at: datetime = said("When.")
    by: str = said("Who.")
    why: Literal["admission", "daily", "asked", "after-force", "other"] = said("On which occasion.", "other")


class Search(Strict):
    """A search of a person, cell, vehicle, parcel or letter."""

    number: str = said("The number in the register.")
    facility: str = said("The facility.")
    at: datetime = said("When.")
    sort: Literal["frisk", "strip", "cavity", "cell", "vehicle", "parcel", "mail", "area"] = said(
        "What was done."
    )
    person: str = said("Whose, by the number of the file; empty: of nobody held.", "")
    place: str = said("Where.", "")
    reason: str = said("Why it was necessary.", "")
    authority: str = said("Who ordered it.", "")
    by: str = said("Who searched.", "")
    same_sex: bool | None = said("Whether who searched is of the person's sex.", None)
    by_health: bool | None = said(
        "Of a cavity search: by a health professional who does not treat the person.", None
    )
    result: Literal["nothing", "find"] | None = said("What came of it.", None)


class Find(Strict):
    """Something that was found: an exhibit. Its way goes on in the case's custody of things and in the
    laboratory."""

    number: str = said("The number of the exhibit.")
    search: str = said("The search; empty: without one.", "")
    facility: str = said("The facility.")
    at: datetime = said("When.")
    place: str = said("Where.", "")
    person: str = said("With whom, by the number of the file.", "")
    sort: Literal["phone", "drug", "weapon", "tool", "money", "alcohol", "other"] = said("What.")
    method: Literal["visit", "parcel", "mail", "thrown", "drone", "staff", "made-inside", "unknown"] = said(
        "How it came in.", "unknown"
    )
    amount: str = said("How much.", "")
    sealed: str = said("Seal and photograph.", "")
    laboratory: str = said("The number of the request to the laboratory.", "")
    case: str = said("The case it went to.", "")
    order: str = said("Of a phone: the order to read it.", "")


class Incident(Strict):
    """Something that happened. Who is implicated is shut out of the case."""

    number: str = said("The number.")
    facility: str = said("The facility.")
    at: datetime = said("When.")
    sort: Literal[
        "roll-difference",
        "use-of-force",
        "restraint",
        "injury",
        "death",
        "escape",
        "assault",
        "disorder",
        "release-in-error",
        "unlawful-detention",
        "key-loss",
        "tool-loss",
        "torture-complaint",
        "other",
    ] = said("What.")
    people: list[str] = many("Who was held there, by number.")
    staff: list[str] = many("The staff who took part, by number.")
    implicated: list[str] = many("Staff who are implicated, by number.")
    handled_by: list[str] = many("Who deals with it, by number.")
    statements: list[str] = many("The staff whose statement is here, by number.")
    statement_texts: list[str] = many("What they state: the number, a colon, the words.")
    statements_missing: int | None = said("How many statements are missing.", None)
    conflicted: int | None = said("How many of those who deal with it are implicated.", None)
    told_director: datetime | None = said("When the director was told.", None)
    told_authority: datetime | None = said("When the independent authority was told.", None)
    told_family: datetime | None = said("When the family was told.", None)
    basis: str = said("Of restraint and force: the legal basis.", "")
    closed: datetime | None = said("When it was closed.", None)
    text: str = said("What happened.", "")
    inquiry: str = said(
        "Of a death or a complaint of torture: the case in which its content lies; empty: none was opened.",
        "",
    )


class Complaint(Strict):
    """A request or complaint, in a compartment of its own."""

    number: str = said("The number.")
    person: str = said("The number of the person's file.")
    facility: str = said("The facility.")
    made: datetime = said("When.")
    torture: bool = said("Whether it is of torture or ill-treatment.", False)
    text: str = said("What is complained of.", "")
    told_authority: datetime | None = said("Of torture: when the independent authority was told.", None)
    answered: datetime | None = said("When it was answered.", None)
    answer: str = said("The answer, with reasons.", "")


class Visit(Strict):
    """A visit, or a day's contact with the family in another way."""

    number: str = said("The number.")
    facility: str = said("The facility.")
    person: str = said("Who was visited, by the number of the file.")
    sort: Literal["family", "lawyer", "consular", "clergy", "official", "call"] = said("Who came.")
    visitor: str = said("The visitor's name.", data_class="identity")
    at: datetime = said("When.")
    ends: datetime | None = said("Until when.", None)
    within_hearing: bool | None = said("Whether staff could hear it.", None)
    excluded: bool | None = said("Whether the visitor stands on the person's excluded list.", None)
    banned_until: date | None = said("Of a refused visit: until when; empty: not refused.", None)
    refused: bool = said("Whether it was refused.", False)


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")
SPELL = Kind(
    "custody-spell",
    Spell,
    lambda body: f"{body.number} {body.person}",
    NAME,
    Spell(
        number="S-1",
        person="P-000001",
        facility="F01",
        called="separation",
        begins=_AT,
        planned=date(2026, 5, 6),
        in_cell=1380,
        basis="12",
        by="Director",
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("person", "text", lambda body: body.person),
        Key("facility", "text", lambda body: body.facility),
        Key("begins", "time", lambda body: body.begins),
        Key("open", "flag", lambda body: body.ends is None),
    ),
    numbered="number",
)
SEEN = Kind(
    "custody-seen",
    Seen,
    lambda body: f"{body.person} {body.at.isoformat()}",
    NAME,
    Seen(person="P-000001", at=_AT, by="Nurse 2", why="daily"),
    home="desk",
    keys=(Key("person", "text", lambda body: body.person), Key("at", "time", lambda body: body.at)),
    together=(("person", "at"),),
)
SEARCH = Kind(
    "custody-search",
    Search,
    lambda body: f"{body.number} {body.sort}",
    NAME,
    Search(
        number="Q-1",
        facility="F01",
        at=_AT,
        sort="cell",
        place="F01/A/1/01",
        reason="Report of a phone",
        authority="Director",
        by="Officer 7",
        result="nothing",
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("facility", "text", lambda body: body.facility),
        Key("person", "text", lambda body: body.person),
        Key("place", "text", lambda body: body.place),
        Key("at", "time", lambda body: body.at),
        Key("sort", "text", lambda body: body.sort),
    ),
    numbered="number",
)
FIND = Kind(
    "custody-find",
    Find,
    lambda body: f"{body.number} {body.sort}",
    NAME,
    Find(number="E-1", search="Q-1", facility="F01", at=_AT, place="F01/A/1/01", sort="phone"),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("search", "text", lambda body: body.search),
        Key("facility", "text", lambda body: body.facility),
        Key("place", "text", lambda body: body.place),
        Key("at", "time", lambda body: body.at),
        Key("sort", "text", lambda body: body.sort),
    ),
    numbered="number",
)
INCIDENT = Kind(
    "custody-incident",
    Incident,
    lambda body: f"{body.number} {body.sort}",
    NAME,
    Incident(number="I-1", facility="F01", at=_AT, sort="injury", people=["P-000001"], told_director=_AT),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("facility", "text", lambda body: body.facility),
        Key("sort", "text", lambda body: body.sort),
        Key("at", "time", lambda body: body.at),
        Key("open", "flag", lambda body: body.closed is None),
    ),
    numbered="number",
)
COMPLAINT = Kind(
    "custody-complaint",
    Complaint,
    lambda body: f"{body.number} {body.person}",
    NAME,
    Complaint(number="K-1", person="P-000001", facility="F01", made=_AT, text="No visit for a month"),
    home="desk",
    compartment="custody-complaints",
    hides_actor=True,
    inside_sees_actor=True,
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("person", "text", lambda body: body.person),
        Key("facility", "text", lambda body: body.facility),
        Key("made", "time", lambda body: body.made),
        Key("open", "flag", lambda body: body.answered is None),
    ),
    numbered="number",
)
VISIT = Kind(
    "custody-visit",
    Visit,
    lambda body: f"{body.number} {body.visitor}",
    NAME,
    Visit(
        number="V-1",
        facility="F01",
        person="P-000001",
        sort="lawyer",
        visitor="هيوا كريم",
        at=_AT,
        within_hearing=False,
        excluded=False,
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("person", "text", lambda body: body.person),
        Key("facility", "text", lambda body: body.facility),
        Key("at", "time", lambda body: body.at),
        Key("sort", "text", lambda body: body.sort),
    ),
    numbered="number",
)
