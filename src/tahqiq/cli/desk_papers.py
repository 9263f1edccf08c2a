"""The papers of a desk as commands: its forms, and its records in print."""

from pathlib import Path
from typing import Annotated

import typer

from tahqiq.casework.forms.answers import Answer, answers_of
from tahqiq.casework.forms.declaration import say as in_words
from tahqiq.casework.forms.filled_form import new_id
from tahqiq.casework.forms.page import page
from tahqiq.casework.forms.paper import sheet
from tahqiq.cli.context import CaseOption, JsonFlag, WorkspaceOption, command, home, locale, print_json, say
from tahqiq.desk import Desk
from tahqiq.desk.entry import enter
from tahqiq.desk.operation_form import form_called
from tahqiq.desk.papers import Papers, Writing
from tahqiq.desk.record_print import printed
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import LOCALES
from tahqiq.workbench import Workbench

LanguageOption = Annotated[
    str,
    typer.Option(
        "--language",
        help="The language of the paper: en, ar, ckb, kmr-Arab; without it that of the terminal.",
    ),
]


def paper_language(tag: str) -> str:
    """The language of a paper. Raises ``WrongUse`` (``language-unknown``)."""
    if tag and tag not in LOCALES:
        raise WrongUse("language-unknown", value=tag[:40], known=", ".join(LOCALES))
    return tag or locale()


def add_prints(group: typer.Typer, declared: Desk) -> None:
    """Add the command that prints a record."""

    @group.command("print")
    @command
    def print_(
        name: Annotated[str, typer.Argument(help="The print; without it, which there are.")] = "",
        record: Annotated[str, typer.Argument(help="The record, by its id.")] = "",
        to: Annotated[
            Path | None,
            typer.Option("--to", help="The .html file to write; it opens in any browser and prints as A4."),
        ] = None,
        language: LanguageOption = "",
        case: CaseOption = "",
        workspace: WorkspaceOption = None,
    ) -> None:
        """A record on paper (A4), or which papers the desk has."""
        with Workbench.opened(home(workspace)) as bench:
            at = enter(bench, declared, case)
            if not name:
                say(
                    *(
                        f"{one.name}  {one.kind}  {in_words(one.title, locale())}"
                        for one in declared.prints.values()
                    )
                )
                return
            made = page(printed(at, name, record, paper_language(language)))
        target = to or Path(f"{name}-{record}.html")
        target.write_text(made, "utf-8")
        say(str(target))


def add_forms(group: typer.Typer, declared: Desk) -> None:
    """Add the command that shows and fills in forms."""

    @group.command("form")
    @command
    def form(
        name: Annotated[
            str, typer.Argument(help="The form, or a command of the desk; without it, which forms there are.")
        ] = "",
        sheet_file: Annotated[
            Path | None, typer.Option("--sheet", help="Write a blank sheet for A4 to this .html file.")
        ] = None,
        answers: Annotated[
            Path | None,
            typer.Option(
                "--answers",
                help='Fill it in from a JSON file: {"field": "value", …} or {"field": ["unknown", [], ""]}.',
            ),
        ] = None,
        seal: Annotated[bool, typer.Option("--seal", help="Seal it when nothing stands against it.")] = False,
        case: CaseOption = "",
        language: LanguageOption = "",
        workspace: WorkspaceOption = None,
        as_json: JsonFlag = False,
    ) -> None:
        """A form of the desk: what it asks, a blank sheet, or filling it in."""
        with Workbench.opened(home(workspace)) as bench:
            at = enter(bench, declared, case, "write-case" if answers else "read-case")
            if not name:
                told = [
                    {"name": one, "title": in_words(versions[max(versions)].title, locale())}
                    for one, versions in declared.forms.items()
                ]
                print_json({"forms": told}) if as_json else say(
                    *(f"{one['name']}  {one['title']}" for one in told)
                )
                return
            found = form_called(declared, name)
            if sheet_file is not None:
                blank = sheet(found, paper_language(language), id=new_id() if found.version else "")
                sheet_file.write_text(page(blank), "utf-8")
                say(str(sheet_file))
                return
            if answers is None:
                asked = [
                    {
                        "name": one.name,
                        "label": in_words(one.label, locale()),
                        "type": one.type,
                        "required": one.required,
                    }
                    for _, one in found.fields()
                ]
                print_json({"form": found.code, "fields": asked}) if as_json else say(
                    f"{found.code}  {in_words(found.title, locale())}",
                    *(f"  {one['name']}  {one['label']}" for one in asked),
                )
                return
            papers = Papers(at)
            draft = papers.start(name, Writing(_read(answers)))
            if seal and not draft.problems:
                draft = papers.seal(draft.id, draft.version)
        faults = [{"path": one.field, "sentence": one.say(locale()).sentence} for one in draft.problems]
        if as_json:
            print_json(
                {
                    "id": draft.id,
                    "version": draft.version,
                    "paper": draft.paper,
                    "sealed": draft.sealed,
                    "sources": list(draft.sources),
                    "problems": faults,
                }
            )
            return
        say(
            f"{found.code} {draft.paper}: {'sealed' if draft.sealed else 'draft'} ({draft.id})",
            *(f"  {one['path']}: {one['sentence']}" for one in faults),
        )


def _read(path: Path) -> dict[str, Answer]:
    """The answers of a JSON file. Raises ``WrongUse`` (``form-answer-unreadable``)."""
    try:
        return answers_of(path.read_text("utf-8"))
    except (ValueError, OSError):
        raise WrongUse("form-answer-unreadable") from None
