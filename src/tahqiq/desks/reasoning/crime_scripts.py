"""What can be done with crime scripts: the acts of a crime in their order, in versions, and as files."""

from tahqiq.casework.citations import Citations
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desks.reasoning import questions as q
from tahqiq.desks.reasoning.answers import (
    ScriptBody,
    SheetFile,
    WorksheetHead,
    Worksheets,
    head_told,
    script_told,
)
from tahqiq.desks.reasoning.papers import Rests, ScriptAct
from tahqiq.desks.reasoning.sample import invented
from tahqiq.desks.reasoning.scripts import Script, Scripts
from tahqiq.desks.reasoning.sheets import MEDIA, script_for_products, sheet_of, things_of
from tahqiq.jobs.progress import Progress
from tahqiq.products.export import Exporter

P = Progress | None


def _script(at: Desktop, script: Script) -> ScriptBody:
    return script_told(script, at.bench.door.people.names([script.paper.by]))


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
    free = Citations(at.bench.workspace, at.bench.scope("product"))
    shown, left_out = script_for_products(Scripts(at).get(asked.script), free)
    codes = Exporter(at.bench.door, at.actor).leave(asked.form, *things_of(shown), "crime-script")
    text = sheet_of(shown, asked.form, left_out, asked.language)
    return SheetFile(
        name=f"crime-script-{asked.script}.{asked.form}",
        media=MEDIA[asked.form],
        text=text,
        codes=list(codes),
    )


def _scripted(at: ActingDesktop) -> Script:
    return Scripts(at).begin("تهريب عبر المعبر", "", _acts(at))


def _acts(at: ActingDesktop) -> list[ScriptAct]:
    entity, statement = invented(at)
    return [ScriptAct(stage="entry", title="شراء هواتف", rests=[Rests(entity=entity, statement=statement)])]


def _next_script(at: ActingDesktop) -> q.NextScript:
    acts = [
        ScriptAct(key="a1", stage="entry", title="شراء هواتف"),
        ScriptAct(stage="exit", title="بيع الهواتف"),
    ]
    return q.NextScript(case=at.home, script=_scripted(at).paper.id, version=1, title="تهريب", acts=acts)


OPERATIONS = (
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
)
