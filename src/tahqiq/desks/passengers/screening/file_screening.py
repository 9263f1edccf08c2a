"""``tahqiq passengers screen FILE --against LIST…``: the travellers of a file of an airline against lists in
files, with the evidence part by part. Nothing is saved."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import ProblemView, Strict, problem_views
from tahqiq.desks.passengers.airline_messages.messages import Message, Row, read_messages
from tahqiq.desks.passengers.hits.view import HitView
from tahqiq.desks.passengers.screening.matching import Hit, Screen
from tahqiq.desks.passengers.screening.name_parts import name_parts
from tahqiq.desks.passengers.screening.travellers import traveller_of
from tahqiq.desks.passengers.watchlists.list_files import Entry, read_list_file
from tahqiq.desks.passengers.watchlists.view import WatchlistFileView
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.messages import wanted


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


class ScreeningView(Strict):
    """What came of it. ``travellers`` is how many were compared, ``unnamed`` how many of them have neither
    name nor document, so that nothing could be compared."""

    travellers: int
    unnamed: int
    lists: list[WatchlistFileView]
    hits: list[HitView]
    problems: list[ProblemView]


def compare_file(asked: ScreeningRequest) -> ScreeningView:
    """Compare everybody. Raises ``NotFound`` (``no-such-file``) and what a list that is none raises."""
    if not asked.flight.is_file():
        raise NotFound("no-such-file", path=str(asked.flight))
    if not asked.against:
        raise WrongUse("passengers-against")
    lists = [(path, read_list_file(path)) for path in asked.against]
    entries = [entry for _, list_file in lists for entry in list_file.entries]
    origin = [path.name for path, list_file in lists for _ in list_file.entries]
    screen = Screen(entries)
    message_file = read_messages(asked.flight)
    answer = ScreeningView(
        travellers=0,
        unnamed=0,
        hits=[],
        problems=problem_views(
            [*message_file.problems, *(one for found in message_file.messages for one in found.problems)]
        ),
        lists=[
            WatchlistFileView(
                file=path.name,
                kind=list_file.kind,
                entries=len(list_file.entries),
                problems=problem_views(list_file.problems),
            )
            for path, list_file in lists
        ],
    )
    for found in message_file.messages:
        for person in found.of("person"):
            answer.travellers += 1
            traveller = traveller_of(found, person)
            answer.unnamed += not traveller.names and not traveller.documents
            answer.hits += [_hit_view(found, person, hit, entries, origin) for hit in screen.ask(traveller)]
    return answer


def _hit_view(found: Message, person: Row, hit: Hit, entries: list[Entry], origin: list[str]) -> HitView:
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
        listed_as=entry.names[0] if entry.names else "",
        listed_born=entry.born,
        listed_documents=entry.documents,
        reason=entry.reason,
        why=hit.why,
        score=hit.score,
        birth=hit.birth,
        documents=list(hit.documents),
        weak_alias=hit.weak,
        sentence=compared.say(wanted()).sentence,
        parts=name_parts(compared),
    )


def lines(answer: ScreeningView) -> list[str]:
    """The hits in a terminal, each with what agrees and what does not."""
    terminal = []
    for one in answer.hits:
        terminal.append(
            f"{one.traveller} ({one.born or 'born ?'}, {one.flight or 'no flight'}, segment "
            f"{one.row}) and {one.listed} ({', '.join(one.listed_born) or 'born ?'}, {one.of_list} "
            f"{one.entry})"
        )
        terminal.append(
            f"  {one.why}, names {one.score:.3f}, birth "
            f"{one.birth}{', documents ' + ', '.join(one.documents) if one.documents else ''}"
        )
        terminal += [
            f"  {part.traveller or '–'}  |  {part.listed or '–'}  {part.relation} {part.score:.2f}"
            for part in one.parts
        ]
    for listed in answer.lists:
        terminal.append(f"{listed.file}: {listed.entries} people, {len(listed.problems)} problems.")
    return [
        *terminal,
        (
            f"{answer.travellers} travellers compared, {len(answer.hits)} hits, {len(answer.problems)} "
            "problems in the messages."
        ),
    ]


SCREEN = Tool(
    "screen",
    ScreeningRequest,
    ScreeningView,
    compare_file,
    lines,
    otherwise="screen-flight",
    alone=lambda asked: bool(asked.against),
)
