"""Crime scripts of a case: begin, change, list versions, and take a script out as a file."""

from tahqiq.casework.citations import Citations
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desks.reasoning.crime_scripts.record import ScriptAct
from tahqiq.desks.reasoning.crime_scripts.requests import (
    NewScriptRequest,
    ScriptChangeRequest,
    ScriptFileRequest,
    ScriptRequest,
    ScriptVersionRequest,
    ScriptVersionsRequest,
)
from tahqiq.desks.reasoning.crime_scripts.scripts import Script, Scripts
from tahqiq.desks.reasoning.crime_scripts.sheet import script_for_products, script_sheet, shown_in_script
from tahqiq.desks.reasoning.crime_scripts.view import ScriptView, script_view
from tahqiq.desks.reasoning.worksheets.examples import recorded_value
from tahqiq.desks.reasoning.worksheets.record import Rests
from tahqiq.desks.reasoning.worksheets.requests import WorksheetsRequest
from tahqiq.desks.reasoning.worksheets.sheet import MEDIA
from tahqiq.desks.reasoning.worksheets.view import (
    WorksheetFileView,
    WorksheetsView,
    WorksheetView,
    worksheet_view,
)
from tahqiq.jobs.progress import Progress
from tahqiq.products.export import Exporter

P = Progress | None


def _view(at: Desktop, script: Script) -> ScriptView:
    return script_view(script, at.bench.door.people.names([script.paper.by]))


def scripts(at: Desktop, _asked: WorksheetsRequest, _progress: P) -> WorksheetsView:
    """The crime scripts of a case that rest on nothing hidden from the person, the last changed first."""
    found = Scripts(at).all()
    people = at.bench.door.people.names(item.by for item in found)
    return WorksheetsView(sheets=[worksheet_view(item, people) for item in found])


def script(at: Desktop, asked: ScriptRequest, _progress: P) -> ScriptView:
    """A crime script."""
    return _view(at, Scripts(at).get(asked.script, asked.version))


def begin_script(at: Desktop, asked: NewScriptRequest, _progress: P) -> ScriptView:
    """Begin a crime script."""
    return _view(at, Scripts(at).begin(asked.title, asked.note, asked.acts))


def change_script(at: Desktop, asked: ScriptChangeRequest, _progress: P) -> ScriptView:
    """Save the next version of a crime script."""
    return _view(at, Scripts(at).change(asked.script, asked.version, asked.title, asked.note, asked.acts))


def remove_script(at: Desktop, asked: ScriptVersionRequest, _progress: P) -> WorksheetView:
    """Put a crime script away."""
    return worksheet_view(Scripts(at).put_away(asked.script, asked.version), {})


def script_versions(at: Desktop, asked: ScriptVersionsRequest, _progress: P) -> WorksheetsView:
    """All versions of a crime script, the latest first."""
    found = Scripts(at).versions(asked.script)
    people = at.bench.door.people.names(item.by for item in found)
    return WorksheetsView(sheets=[worksheet_view(item, people) for item in found])


def script_file(at: Desktop, asked: ScriptFileRequest, _progress: P) -> WorksheetFileView:
    """A crime script as a file; refused where a policy or a handling code forbids it."""
    free = Citations(at.bench.workspace, at.bench.scope("product"))
    shown, left_out = script_for_products(Scripts(at).get(asked.script), free)
    codes = Exporter(at.bench.door, at.actor).leave(asked.form, *shown_in_script(shown), "crime-script")
    text = script_sheet(shown, asked.form, left_out, asked.language)
    return WorksheetFileView(
        name=f"crime-script-{asked.script}.{asked.form}",
        media=MEDIA[asked.form],
        text=text,
        codes=list(codes),
    )


def _scripted(at: ActingDesktop) -> Script:
    return Scripts(at).begin("تهريب عبر المعبر", "", _acts(at))


def _acts(at: ActingDesktop) -> list[ScriptAct]:
    entity, statement = recorded_value(at)
    return [ScriptAct(stage="entry", title="شراء هواتف", rests=[Rests(entity=entity, statement=statement)])]


def _next_script(at: ActingDesktop) -> ScriptChangeRequest:
    acts = [
        ScriptAct(key="a1", stage="entry", title="شراء هواتف"),
        ScriptAct(stage="exit", title="بيع الهواتف"),
    ]
    return ScriptChangeRequest(
        case=at.home, script=_scripted(at).paper.id, version=1, title="تهريب", acts=acts
    )


OPERATIONS = (
    Operation(
        "scripts-list",
        WorksheetsRequest,
        WorksheetsView,
        "look",
        "read-case",
        scripts,
        lambda at: WorksheetsRequest(case=at.home),
        group="scripts",
    ),
    Operation(
        "scripts-show",
        ScriptRequest,
        ScriptView,
        "look",
        "read-case",
        script,
        lambda at: ScriptRequest(case=at.home, script=_scripted(at).paper.id),
        group="scripts",
    ),
    Operation(
        "scripts-versions",
        ScriptVersionsRequest,
        WorksheetsView,
        "look",
        "read-case",
        script_versions,
        lambda at: ScriptVersionsRequest(case=at.home, script=_scripted(at).paper.id),
        group="scripts",
    ),
    Operation(
        "scripts-begin",
        NewScriptRequest,
        ScriptView,
        "act",
        "write-case",
        begin_script,
        lambda at: NewScriptRequest(case=at.home, title="تهريب", acts=_acts(at)),
        group="scripts",
    ),
    Operation(
        "scripts-change",
        ScriptChangeRequest,
        ScriptView,
        "act",
        "write-case",
        change_script,
        _next_script,
        group="scripts",
    ),
    Operation(
        "scripts-put-away",
        ScriptVersionRequest,
        WorksheetView,
        "act",
        "write-case",
        remove_script,
        lambda at: ScriptVersionRequest(case=at.home, script=_scripted(at).paper.id, version=1),
        group="scripts",
    ),
    Operation(
        "scripts-file",
        ScriptFileRequest,
        WorksheetFileView,
        "act",
        "export",
        script_file,
        lambda at: ScriptFileRequest(case=at.home, script=_scripted(at).paper.id, form="html"),
        "product",
        group="scripts",
    ),
)
