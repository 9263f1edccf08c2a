"""``tahqiq passengers screen FILE --against LIST…``: the travellers of a file of an airline against lists in
files, with the evidence part by part. Nothing is kept."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from tahqiq.casework.shelves import Kept
from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import ProblemView, Strict, told_problems
from tahqiq.desks.passengers.gathering import Found, Row, gather
from tahqiq.desks.passengers.listing import Entry, load
from tahqiq.desks.passengers.records import HitRecord
from tahqiq.desks.passengers.screening import Hit, Screen, Traveller
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.messages import wanted
from tahqiq.names.score import compare


class ScreeningRequest(Strict):
    """Whom, and against what."""

    against: list[Path] = Field(
        default=[],
        description="A list: UN consolidated XML, OFAC SDN.CSV, or a table of names (CSV, XLSX, JSON).",
    )
    flight: Annotated[Path, ARGUMENT] = Field(
        description=(
            "A file with PAXLST or PNRGOV messages; what is no file is a flight of the workspace. "
            "Without --against, what is compared with are its lists and rules in use."
        )
    )


class NamePartView(Strict):
    """Two parts of names held against one another; one is null where only one name has it."""

    traveller: str | None
    listed: str | None
    relation: str
    score: float


class HitView(Strict):
    """A question for a person: ``id`` is its record and ``state`` where it stands ("" where nothing is kept),
    ``row`` is the segment of the message that names the traveller, ``entry`` and ``entry_row`` the person of
    the list. ``birth`` is same-day, same-year, near or unknown; ``documents`` the numbers that agree; ``why``
    document, name, name-and-birth or rule; of a rule, ``grounds`` are the features that decided it and
    ``exonerating`` what would have spoken for the traveller, with their values."""

    id: str = ""
    state: str = ""
    message: str
    flight: str | None
    locator: str | None
    role: str | None
    traveller: str
    born: str | None
    row: int
    of_list: str
    titles: dict[str, str] = Field(
        default={}, description="Of a rule that has several: its title by language."
    )
    entry: str
    entry_row: int
    listed: str
    listed_born: list[str]
    reason: str
    why: str
    score: float
    birth: str
    documents: list[str]
    weak_alias: bool
    parts: list[NamePartView]
    sentence: str
    grounds: dict[str, str] = Field(default={})
    exonerating: dict[str, str] = Field(default={})
    travel: str = Field(
        default="", description="The booking or traveller it stands on, by the id of its record."
    )


class WatchlistFileView(Strict):
    """A list as it was read."""

    file: str
    kind: str
    entries: int
    problems: list[ProblemView]


class ScreeningView(Strict):
    """What came of it. ``travellers`` is how many were compared, ``unnamed`` how many of them have neither
    name nor document, so that nothing could be compared."""

    travellers: int
    unnamed: int
    lists: list[WatchlistFileView]
    hits: list[HitView]
    problems: list[ProblemView]


def screened(asked: ScreeningRequest) -> ScreeningView:
    """Compare everybody. Raises ``NotFound`` (``no-such-file``) and what a list that is none raises."""
    if not asked.flight.is_file():
        raise NotFound("no-such-file", path=str(asked.flight))
    if not asked.against:
        raise WrongUse("passengers-against")
    lists = [(path, load(path)) for path in asked.against]
    entries = [entry for _, loaded in lists for entry in loaded.entries]
    origin = [path.name for path, loaded in lists for _ in loaded.entries]
    screen = Screen(entries)
    gathered = gather(asked.flight)
    answer = ScreeningView(
        travellers=0,
        unnamed=0,
        hits=[],
        problems=told_problems(
            [*gathered.problems, *(one for found in gathered.messages for one in found.problems)]
        ),
        lists=[
            WatchlistFileView(
                file=path.name,
                kind=loaded.kind,
                entries=len(loaded.entries),
                problems=told_problems(loaded.problems),
            )
            for path, loaded in lists
        ],
    )
    for found in gathered.messages:
        for person in found.of("person"):
            answer.travellers += 1
            traveller = traveller_of(found, person)
            answer.unnamed += not traveller.names and not traveller.documents
            answer.hits += [_told(found, person, hit, entries, origin) for hit in screen.ask(traveller)]
    return answer


def traveller_of(found: Found, person: Row) -> Traveller:
    """What is known of one person of a message: the names in it and in the travel documents, day of birth,
    document numbers, sex."""
    papers = [one for one in found.of("document") if one["person"] == person["person"]]
    names = [
        person["name"],
        *(" ".join(filter(None, (one.get("given"), one.get("surname")))) for one in papers),
    ]
    gender = (person["gender"] or "").upper()[:1]
    return Traveller(
        tuple(dict.fromkeys(name for name in names if name)),
        (person["birth"] or "").split("\n")[0],
        tuple(dict.fromkeys(one["number"] for one in papers if one["number"])),
        {"M": "male", "F": "female"}.get(gender, ""),
    )


def _told(found: Found, person: Row, hit: Hit, entries: list[Entry], origin: list[str]) -> HitView:
    entry = entries[hit.position]
    compared = hit.compared()
    return HitView(
        message=f"{found.head['kind']} {found.head['version']}",
        flight=person["flight"],
        locator=person["locator"],
        role=person["role"],
        traveller=hit.name or person["name"] or "",
        born=person["birth"],
        row=int(person["row"] or 0),
        of_list=origin[hit.position],
        entry=entry.identity,
        entry_row=entry.row,
        listed=hit.listed,
        listed_born=entry.born,
        reason=entry.reason,
        why=hit.why,
        score=hit.score,
        birth=hit.birth,
        documents=list(hit.documents),
        weak_alias=hit.weak,
        sentence=compared.say(wanted()).sentence,
        parts=[
            NamePartView(
                traveller=pair.left.text if pair.left else None,
                listed=pair.right.text if pair.right else None,
                relation=pair.relation.value,
                score=round(pair.score, 4),
            )
            for pair in compared.alignment
        ],
    )


def told_hit(kept: Kept[HitRecord], state: str) -> HitView:
    """A hit that is kept, in the same words."""
    body = kept.body
    said = "" if body.why == "rule" else compare(body.traveller, body.listed).say(wanted()).sentence
    return HitView(
        id=kept.id,
        state=state,
        message=body.message,
        flight=body.flight,
        locator=body.locator,
        role=None,
        traveller=body.traveller,
        born=body.born or None,
        row=body.row,
        of_list=body.list_name,
        titles=body.titles,
        entry=body.entry,
        entry_row=body.entry_row,
        listed=body.listed,
        listed_born=body.listed_born,
        reason=body.reason,
        why=body.why,
        score=body.score,
        birth=body.birth,
        documents=body.documents,
        weak_alias=False,
        sentence=said,
        grounds=body.grounds,
        exonerating=body.exonerating,
        travel=body.travel,
        parts=[NamePartView(**one.model_dump()) for one in body.parts],
    )


def lines(answer: ScreeningView) -> list[str]:
    """The hits in a terminal, each with what agrees and what does not."""
    said = []
    for one in answer.hits:
        said.append(
            f"{one.traveller} ({one.born or 'born ?'}, {one.flight or 'no flight'}, segment "
            f"{one.row}) and {one.listed} ({', '.join(one.listed_born) or 'born ?'}, {one.of_list} "
            f"{one.entry})"
        )
        said.append(
            f"  {one.why}, names {one.score:.3f}, birth "
            f"{one.birth}{', documents ' + ', '.join(one.documents) if one.documents else ''}"
        )
        said += [
            f"  {part.traveller or '–'}  |  {part.listed or '–'}  {part.relation} {part.score:.2f}"
            for part in one.parts
        ]
    for listed in answer.lists:
        said.append(f"{listed.file}: {listed.entries} people, {len(listed.problems)} problems.")
    return [
        *said,
        (
            f"{answer.travellers} travellers compared, {len(answer.hits)} hits, {len(answer.problems)} "
            "problems in the messages."
        ),
    ]


SCREEN = Tool(
    "screen",
    ScreeningRequest,
    ScreeningView,
    screened,
    lines,
    otherwise="screen-flight",
    alone=lambda asked: bool(asked.against),
)
