"""The declaration of the desk."""

from tahqiq.desk import ActingDesktop, Desk, Desktop, Operation, Stated
from tahqiq.desks.reasoning import questions as q
from tahqiq.desks.reasoning.answers import (
    BoardBody,
    Changes,
    ScriptBody,
    SheetFile,
    WorksheetHead,
    Worksheets,
    board_told,
    changes_told,
    head_told,
    script_told,
    writers,
)
from tahqiq.desks.reasoning.board import Board
from tahqiq.desks.reasoning.boards import Boards
from tahqiq.desks.reasoning.carried import carry_over
from tahqiq.desks.reasoning.papers import DESK as NAME
from tahqiq.desks.reasoning.papers import KINDS, Rests, ScriptAct
from tahqiq.desks.reasoning.sample import SAMPLE
from tahqiq.desks.reasoning.scripts import Script, Scripts
from tahqiq.desks.reasoning.sheets import MEDIA, for_products, script_for_products, sheet_of, things_of
from tahqiq.jobs.progress import Progress
from tahqiq.products.export import Exporter

P = Progress | None


def _board(at: Desktop, board: Board) -> BoardBody:
    return board_told(board, at.bench.door.people.names(writers(board)))


def _script(at: Desktop, script: Script) -> ScriptBody:
    return script_told(script, at.bench.door.people.names([script.paper.by]))


def boards(at: Desktop, _asked: q.OfCase, _progress: P) -> Worksheets:
    """The boards of a case, the last changed first."""
    found = Boards(at).all()
    people = at.bench.door.people.names(item.by for item in found)
    return Worksheets(sheets=[head_told(item, people) for item in found])


def board(at: Desktop, asked: q.OfBoard, _progress: P) -> BoardBody:
    """A board with the evidence the person may see."""
    return _board(at, Boards(at).board(asked.board))


def begin(at: Desktop, asked: q.NewBoard, _progress: P) -> BoardBody:
    """Begin a board."""
    return _board(at, Boards(at).begin(asked.title, asked.question))


def change(at: Desktop, asked: q.NextBoard, _progress: P) -> BoardBody:
    """Save question, note and hypotheses."""
    wanted = [(one.key, one.text, one.withdrawn) for one in asked.hypotheses]
    told = {"title": asked.title, "question": asked.question, "note": asked.note}
    return _board(at, Boards(at).change(asked.board, asked.version, **told, hypotheses=wanted))


def add(at: Desktop, asked: q.AddedHypothesis, _progress: P) -> BoardBody:
    """Add one hypothesis at the end."""
    return _board(at, Boards(at).add(asked.board, asked.text))


def away(at: Desktop, asked: q.AwayBoard, _progress: P) -> WorksheetHead:
    """Put a board away."""
    return head_told(Boards(at).put_away(asked.board, asked.version), {})


def cite(at: Desktop, asked: q.NewEvidence, _progress: P) -> BoardBody:
    """Use a recorded value as evidence."""
    return _board(
        at,
        Boards(at).cite(
            asked.board, (asked.entity, asked.statement), asked.marks, asked.credibility, asked.note
        ),
    )


def judge(at: Desktop, asked: q.NextEvidence, _progress: P) -> BoardBody:
    """Save how a value fits each hypothesis."""
    return _board(
        at,
        Boards(at).judge(
            asked.board, asked.evidence, asked.version, asked.marks, asked.credibility, asked.note
        ),
    )


def aside(at: Desktop, asked: q.AsideEvidence, _progress: P) -> BoardBody:
    """Take a piece of evidence off the board."""
    return _board(at, Boards(at).set_aside(asked.board, asked.evidence, asked.version))


def history(at: Desktop, asked: q.OfBoard, _progress: P) -> Changes:
    """Who wrote what and when."""
    found = Boards(at).history(asked.board)
    return changes_told(found, at.bench.door.people.names(item.by for item in found))


def board_file(at: Desktop, asked: q.BoardFile, _progress: P) -> SheetFile:
    """A board as a file; refused where a policy or a handling code forbids it."""
    shown, left_out = for_products(Boards(at).board(asked.board))
    codes = Exporter(at.bench.door, at.actor).leave(asked.form, *things_of(shown), "hypotheses")
    text = sheet_of(shown, asked.form, left_out, asked.language)
    return SheetFile(
        name=f"hypotheses-{asked.board}.{asked.form}", media=MEDIA[asked.form], text=text, codes=list(codes)
    )


def scripts(at: Desktop, _asked: q.OfCase, _progress: P) -> Worksheets:
    """The crime scripts of a case that rest on nothing hidden from the person, the last changed first."""
    found = Scripts(at).all()
    people = at.bench.door.people.names(item.by for item in found)
    return Worksheets(sheets=[head_told(item, people) for item in found])


def script(at: Desktop, asked: q.OneScript, _progress: P) -> ScriptBody:
    """A crime script."""
    return _script(at, Scripts(at).get(asked.script, asked.version))


def begin_script(at: Desktop, asked: q.NewScript, _progress: P) -> ScriptBody:
    """Begin a crime script."""
    return _script(at, Scripts(at).begin(asked.title, asked.note, asked.acts))


def change_script(at: Desktop, asked: q.NextScript, _progress: P) -> ScriptBody:
    """Save the next version of a crime script."""
    return _script(at, Scripts(at).change(asked.script, asked.version, asked.title, asked.note, asked.acts))


def away_script(at: Desktop, asked: q.AwayScript, _progress: P) -> WorksheetHead:
    """Put a crime script away."""
    return head_told(Scripts(at).put_away(asked.script, asked.version), {})


def script_versions(at: Desktop, asked: q.OfScript, _progress: P) -> Worksheets:
    """All versions of a crime script, the latest first."""
    found = Scripts(at).versions(asked.script)
    people = at.bench.door.people.names(item.by for item in found)
    return Worksheets(sheets=[head_told(item, people) for item in found])


def script_file(at: Desktop, asked: q.ScriptFile, _progress: P) -> SheetFile:
    """A crime script as a file; refused where a policy or a handling code forbids it."""
    shown, left_out = script_for_products(Scripts(at).get(asked.script))
    codes = Exporter(at.bench.door, at.actor).leave(asked.form, *things_of(shown), "crime-script")
    text = sheet_of(shown, asked.form, left_out, asked.language)
    return SheetFile(
        name=f"crime-script-{asked.script}.{asked.form}",
        media=MEDIA[asked.form],
        text=text,
        codes=list(codes),
    )


def _begun(at: Desktop) -> Board:
    made = Boards(at)
    return made.add(made.begin("من نقل الحمولة؟", "من؟").paper.id, "نقلها السائق وحده")


def _value(at: ActingDesktop) -> tuple[str, str]:
    """An invented recorded value in the case."""
    at.publish("example", [Stated("1", "Person", {"name": ["دلشاد كاظم سلمان"]})])
    (hit, *_) = at.bench.search("دلشاد كاظم سلمان").hits
    (statement, *_) = at.bench.show(hit.id.hex()).statements
    return statement.entity.hex(), statement.id.hex()


def _cited(at: ActingDesktop) -> Board:
    return Boards(at).cite(_begun(at).paper.id, _value(at), {"h1": "+"})


def _scripted(at: ActingDesktop) -> Script:
    return Scripts(at).begin("تهريب عبر المعبر", "", _acts(at))


def _acts(at: ActingDesktop) -> list[ScriptAct]:
    entity, statement = _value(at)
    return [ScriptAct(stage="entry", title="شراء هواتف", rests=[Rests(entity=entity, statement=statement)])]


def _marked(at: ActingDesktop) -> q.NextEvidence:
    made = _cited(at)
    (piece,) = made.evidence
    return q.NextEvidence(
        case=at.home, board=made.paper.id, evidence=piece.id, version=1, marks={"h1": "--"}, credibility="low"
    )


def _to_put_aside(at: ActingDesktop) -> q.AsideEvidence:
    made = _cited(at)
    return q.AsideEvidence(case=at.home, board=made.paper.id, evidence=made.evidence[0].id, version=1)


def _evidence(at: ActingDesktop) -> q.NewEvidence:
    (entity, statement), made = _value(at), _begun(at)
    return q.NewEvidence(
        case=at.home,
        board=made.paper.id,
        entity=entity,
        statement=statement,
        marks={"h1": "++"},
        credibility="high",
    )


def _of_board(at: ActingDesktop) -> q.OfBoard:
    return q.OfBoard(case=at.home, board=_cited(at).paper.id)


def _next_board(at: Desktop) -> q.NextBoard:
    made = _begun(at)
    worded = [q.WordedHypothesis(key="h1", text="لم ينقلها أحد"), q.WordedHypothesis(text="نقلها اثنان")]
    return q.NextBoard(
        case=at.home, board=made.paper.id, version=made.paper.version, title="من؟", hypotheses=worded
    )


def _next_script(at: ActingDesktop) -> q.NextScript:
    acts = [
        ScriptAct(key="a1", stage="entry", title="شراء هواتف"),
        ScriptAct(stage="exit", title="بيع الهواتف"),
    ]
    return q.NextScript(case=at.home, script=_scripted(at).paper.id, version=1, title="تهريب", acts=acts)


DESK = Desk(
    NAME,
    kinds=KINDS,
    general=True,
    carries=carry_over,
    sample=SAMPLE,
    operations=(
        Operation(
            "hypotheses-list",
            q.OfCase,
            Worksheets,
            "look",
            "read-case",
            boards,
            lambda at: q.OfCase(case=at.home),
            group="hypotheses",
        ),
        Operation(
            "hypotheses-show", q.OfBoard, BoardBody, "look", "read-case", board, _of_board, group="hypotheses"
        ),
        Operation(
            "hypotheses-history",
            q.OfBoard,
            Changes,
            "look",
            "read-case",
            history,
            _of_board,
            group="hypotheses",
        ),
        Operation(
            "hypotheses-begin",
            q.NewBoard,
            BoardBody,
            "act",
            "write-case",
            begin,
            lambda at: q.NewBoard(case=at.home, title="من نقل الحمولة؟"),
            group="hypotheses",
        ),
        Operation(
            "hypotheses-change",
            q.NextBoard,
            BoardBody,
            "act",
            "write-case",
            change,
            _next_board,
            group="hypotheses",
        ),
        Operation(
            "hypotheses-add",
            q.AddedHypothesis,
            BoardBody,
            "act",
            "write-case",
            add,
            lambda at: q.AddedHypothesis(case=at.home, board=_begun(at).paper.id, text="نقلها اثنان"),
            group="hypotheses",
        ),
        Operation(
            "hypotheses-cite",
            q.NewEvidence,
            BoardBody,
            "act",
            "write-case",
            cite,
            _evidence,
            group="hypotheses",
        ),
        Operation(
            "hypotheses-judge",
            q.NextEvidence,
            BoardBody,
            "act",
            "write-case",
            judge,
            _marked,
            group="hypotheses",
        ),
        Operation(
            "hypotheses-set-aside",
            q.AsideEvidence,
            BoardBody,
            "act",
            "write-case",
            aside,
            _to_put_aside,
            group="hypotheses",
        ),
        Operation(
            "hypotheses-put-away",
            q.AwayBoard,
            WorksheetHead,
            "act",
            "write-case",
            away,
            lambda at: q.AwayBoard(case=at.home, board=_begun(at).paper.id, version=2),
            group="hypotheses",
        ),
        Operation(
            "hypotheses-file",
            q.BoardFile,
            SheetFile,
            "act",
            "export",
            board_file,
            lambda at: q.BoardFile(case=at.home, board=_cited(at).paper.id, form="csv"),
            "product",
            group="hypotheses",
        ),
        Operation(
            "scripts-list",
            q.OfCase,
            Worksheets,
            "look",
            "read-case",
            scripts,
            lambda at: q.OfCase(case=at.home),
            group="scripts",
        ),
        Operation(
            "scripts-show",
            q.OneScript,
            ScriptBody,
            "look",
            "read-case",
            script,
            lambda at: q.OneScript(case=at.home, script=_scripted(at).paper.id),
            group="scripts",
        ),
        Operation(
            "scripts-versions",
            q.OfScript,
            Worksheets,
            "look",
            "read-case",
            script_versions,
            lambda at: q.OfScript(case=at.home, script=_scripted(at).paper.id),
            group="scripts",
        ),
        Operation(
            "scripts-begin",
            q.NewScript,
            ScriptBody,
            "act",
            "write-case",
            begin_script,
            lambda at: q.NewScript(case=at.home, title="تهريب", acts=_acts(at)),
            group="scripts",
        ),
        Operation(
            "scripts-change",
            q.NextScript,
            ScriptBody,
            "act",
            "write-case",
            change_script,
            _next_script,
            group="scripts",
        ),
        Operation(
            "scripts-put-away",
            q.AwayScript,
            WorksheetHead,
            "act",
            "write-case",
            away_script,
            lambda at: q.AwayScript(case=at.home, script=_scripted(at).paper.id, version=1),
            group="scripts",
        ),
        Operation(
            "scripts-file",
            q.ScriptFile,
            SheetFile,
            "act",
            "export",
            script_file,
            lambda at: q.ScriptFile(case=at.home, script=_scripted(at).paper.id, form="html"),
            "product",
            group="scripts",
        ),
    ),
)
