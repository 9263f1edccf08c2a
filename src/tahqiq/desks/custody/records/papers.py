"""What is made of the records and handed over: an extract of a file, an inspection board, the figures of a
year, an exhibit in its case. Each stands as it was on its day."""

from datetime import date, datetime
from typing import Literal

from tahqiq.desk.custody import Step
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.records.fields import NAME, many, said
from tahqiq.model.kind import Key, Kind

Holder = Literal["person", "lawyer", "guardian", "heir"]


class ExtractLine(Strict):
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

    number: str = said("The number of the extract.")
    person: str = said("The number of the person's file.")
    name: str = said("The person's name.", data_class="identity")
    made: datetime = said("When it was made.")
    given_to: str = said("Who gets it.", data_class="identity")
    holder: Holder = said("What they are to the person.")
    authority: str = said("The power of attorney or the request, by its number.", "")
    lines: list[ExtractLine] = many("The file, in order of time.", "identity")
    openings: list[ExtractOpening] = many("Who opened the file.")
    more: bool = said("Whether there are more openings than stand here.", False)
    left_out: bool = said("Whether something was left out by law.", False)


class BoardLine(Strict):
    """A rule on the board: counts of records, never a share."""

    rule: str
    source: str
    text: str
    who: str
    verified: bool
    holds: int
    broken: int
    unknown: int
    records: list[str]


class SourcesDiffer(Strict):
    """Two sources that cannot both be right. ``one`` and ``other`` say what each states; ``person`` is the
    number of a file, of a key the badge that took it."""

    what: Literal[
        "seen-elsewhere",
        "visited-elsewhere",
        "door-elsewhere",
        "missing-but-seen",
        "door-unmoved",
        "door-released",
        "apart-together",
        "key-out",
    ]
    person: str
    at: datetime
    one: str
    other: str


class Board(Strict):
    """An inspection board as it stood."""

    number: str = said("The number of the inspection.")
    facility: str = said("The facility; empty: all.", "")
    as_of: datetime = said("As of when.")
    by: str = said("Who inspected.")
    language: str = said("In which language the rules stand here.", "")
    rules: list[BoardLine] = many("Every rule.")
    contradictions: list[SourcesDiffer] = many("Where independent sources contradict each other.")
    incomplete: list[str] = many("Registers of which not everything could be seen.")


class YearLine(Strict):
    """A figure; null: too small to be shown. ``facility`` is empty for all of them together."""

    facility: str
    figure: str
    count: int | None


class Year(Strict):
    """The figures of a year without personal data."""

    number: str = said("The number of the table.")
    year: int = said("The year.")
    as_of: datetime = said("Who was held on this day.")
    least: int = said("The smallest count that is shown.")
    lines: list[YearLine] = many("The figures.")


class Exhibit(Strict):
    """A find that came into a case: who had it when, and what the laboratory is asked. Its number is that of
    the find, by which the laboratory takes it up."""

    number: str = said("The number of the exhibit.")
    sort: str = said("What it is.")
    search: str = said("The search in which it was found.", "")
    found: datetime = said("When it was found.")
    place: str = said("Where.", "")
    seal: str = said("The seal.")
    laboratory: str = said("The number of the request to the laboratory.")
    question: str = said("What the laboratory is asked.")
    order: str = said("Of a telephone: the order to read it.", "")
    steps: list[Step] = many("Its custody.")


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
BOARD = Kind(
    "custody-board",
    Board,
    lambda body: f"{body.number} {body.facility}",
    NAME,
    Board(number="V-1", facility="F01", as_of=_AT, by="Inspector 2", language="en"),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("facility", "text", lambda body: body.facility),
        Key("as_of", "time", lambda body: body.as_of),
    ),
    numbered="number",
)
YEAR = Kind(
    "custody-year",
    Year,
    lambda body: f"{body.number} {body.year}",
    NAME,
    Year(number="Y-2025", year=2025, as_of=_AT, least=5),
    home="desk",
    keys=(Key("number", "text", lambda body: body.number), Key("as_of", "time", lambda body: body.as_of)),
    numbered="number",
)
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
