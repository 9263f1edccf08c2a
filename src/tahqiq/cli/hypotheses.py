"""Hypotheses of a case, with the recorded values for and against each."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, cast, get_args

import typer

from tahqiq.casework.hypothesis_board import CREDIBILITIES, MARKS, Board
from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, locale, print_json, say, settings_of
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.messages import message
from tahqiq.products.worksheets import Sheet, board_json, board_table, changes_json, document_json
from tahqiq.workbench import Workbench

hypotheses_app = typer.Typer(
    help="Competing hypotheses of a case, with evidence for and against. Nothing is decided by the program.", no_args_is_help=True
)
CaseOption = Annotated[str, typer.Option("--case", help="The case, by id or title.")]
BoardId = Annotated[str, typer.Argument(help="The board, by its id.")]
PieceId = Annotated[str, typer.Argument(help="The piece of evidence, by its id.")]
MarksOption = Annotated[list[str] | None, typer.Option("--mark", help=f"KEY=MARK, a mark being one of {' '.join(MARKS)}; may be repeated.")]
CredibilityOption = Annotated[str, typer.Option("--credibility", help=f"One of {', '.join(CREDIBILITIES)}.")]
NoteOption = Annotated[str, typer.Option("--note", help="Why it fits so.")]
FileArgument = Annotated[Path, typer.Argument(help="The file to write: .csv, .html (to print) or .json.")]
INBOX = "Inbox"


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.add_typer(hypotheses_app, name="hypotheses")


@hypotheses_app.command("list")
@command
def boards(case: CaseOption = INBOX, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """The boards of a case, the last changed first."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.hypotheses.boards(case)
    if as_json:
        print_json({"boards": [document_json(item) for item in found]})
        return
    say(*(f"{item.id}  {item.at}  {item.title}" for item in found), f"{len(found)} boards.")


@hypotheses_app.command("begin")
@command
def begin(
    title: Annotated[str, typer.Argument(help="What the board is called.")],
    question: Annotated[str, typer.Option("--question", help="What is asked.")] = "",
    case: CaseOption = INBOX,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Begin a board."""
    with Workbench.opened(home(workspace)) as bench:
        _shown(bench.hypotheses.begin(case, title, question), as_json)


@hypotheses_app.command("show")
@command
def show(board: BoardId, case: CaseOption = INBOX, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """A board: hypotheses, evidence as far as you may see it, and counts without a verdict."""
    with Workbench.opened(home(workspace)) as bench:
        _shown(bench.hypotheses.board(case, board), as_json)


@hypotheses_app.command("add")
@command
def add(
    board: BoardId,
    text: Annotated[str, typer.Argument(help="The hypothesis in words.")],
    case: CaseOption = INBOX,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Add a hypothesis."""
    with Workbench.opened(home(workspace)) as bench:
        _shown(bench.hypotheses.add(case, board, text), as_json)


@hypotheses_app.command("withdraw")
@command
def withdraw(
    board: BoardId,
    key: Annotated[str, typer.Argument(help="The hypothesis, by its key.")],
    case: CaseOption = INBOX,
    reopen: Annotated[bool, typer.Option("--reopen", help="Open a withdrawn one again.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Withdraw a hypothesis; it stays on the board with its evidence."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.hypotheses.board(case, board)
        if all(item.key != key for item in found.hypotheses):
            raise NotFound("no-such-hypothesis", key=key[:20])
        wanted = [(item.key, item.text, item.withdrawn if item.key != key else not reopen) for item in found.hypotheses]
        document = found.document
        made = bench.hypotheses.change(
            case, board, document.version, title=document.title, question=found.question, note=found.note, hypotheses=wanted
        )  # fmt: skip
        _shown(made, as_json)


@hypotheses_app.command("evidence")
@command
def evidence(
    board: BoardId,
    entity: Annotated[str, typer.Argument(help="The entity or event, by its whole id.")],
    statement: Annotated[str, typer.Argument(help="The recorded value, by its id as `tahqiq show --json` gives it.")],
    mark: MarksOption = None,
    credibility: CredibilityOption = "unknown",
    note: NoteOption = "",
    case: CaseOption = INBOX,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Use a recorded value as evidence for or against hypotheses."""
    with Workbench.opened(home(workspace)) as bench:
        _shown(
            bench.hypotheses.cite(case, board, (entity.lower(), statement.lower()), dict(settings_of(mark or ())), credibility, note),
            as_json,
        )


@hypotheses_app.command("judge")
@command
def judge(
    board: BoardId,
    piece: PieceId,
    mark: MarksOption = None,
    credibility: Annotated[str | None, typer.Option("--credibility", help=f"One of {', '.join(CREDIBILITIES)}.")] = None,
    note: Annotated[str | None, typer.Option("--note", help="Why it fits so.")] = None,
    case: CaseOption = INBOX,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Change how a piece of evidence fits hypotheses; what is not named stays."""
    with Workbench.opened(home(workspace)) as bench:
        before = next((item for item in bench.hypotheses.board(case, board).evidence if item.id == piece), None)
        if before is None:
            raise NotFound("no-such-document", id=piece)
        made = bench.hypotheses.judge(
            case, board, piece, before.version, {**before.marks, **dict(settings_of(mark or ()))}, credibility or before.credibility, before.note if note is None else note
        )  # fmt: skip
        _shown(made, as_json)


@hypotheses_app.command("set-aside")
@command
def set_aside(
    board: BoardId, piece: PieceId, case: CaseOption = INBOX, workspace: WorkspaceOption = None, as_json: JsonFlag = False
) -> None:
    """Take a piece of evidence off the board; nothing is lost."""
    with Workbench.opened(home(workspace)) as bench:
        before = next((item for item in bench.hypotheses.board(case, board).evidence if item.id == piece), None)
        if before is None:
            raise NotFound("no-such-document", id=piece)
        _shown(bench.hypotheses.set_aside(case, board, piece, before.version), as_json)


@hypotheses_app.command("history")
@command
def history(board: BoardId, case: CaseOption = INBOX, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """Who wrote what and when, the latest first."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.hypotheses.history(case, board)
        names = {one.by: bench.door.people.get(one.by).name for one in found}
    if as_json:
        print_json({"changes": changes_json(found)})
        return
    say(*(f"{one.at}  {names[one.by]}  {one.act} {one.about}  {one.before} → {one.after}" for one in found), f"{len(found)} changes.")


@hypotheses_app.command("export")
@command
def export(board: BoardId, file: FileArgument, case: CaseOption = INBOX, workspace: WorkspaceOption = None) -> None:
    """Write a board as a file. Exit code 3 when the policies or a handling code forbid it."""
    with Workbench.opened(home(workspace)) as bench:
        write_sheet(file, bench.carry_board(case, board, form_of(file), locale()))


def _shown(board: Board, as_json: bool) -> None:
    if as_json:
        print_json(board_json(board))
        return
    say(f"{board.document.id}  {board.document.title}", board.question)
    for item in board.hypotheses:
        say(f"  {item.key}  {item.text}{'  (withdrawn)' if item.withdrawn else ''}")
    if board.evidence:
        say("", *(f"{item.id}  {' '.join(f'{key} {mark}' for key, mark in item.marks.items())}" for item in board.evidence), "")
    print_rows(board_table(board, locale()))
    say(message("sheet-no-verdict", locale(), {}).sentence)


def print_rows(table: Iterable[list[str]]) -> None:
    """A table, a row on a line."""
    for row in table:
        say(" | ".join(cell.replace("\n", "; ") for cell in row))


def form_of(file: Path) -> Sheet:
    """What is written into a file of that name; raises ``WrongUse`` (``export-format-unknown``)."""
    form = file.suffix.lower().lstrip(".")
    if form not in get_args(Sheet):
        raise WrongUse("export-format-unknown", value=form, known=", ".join(get_args(Sheet)))
    return cast(Sheet, form)


def write_sheet(file: Path, text: str) -> None:
    """Write a worksheet and say so."""
    file.write_text(text, "utf-8", newline="")
    say(f"Written: {file}")
