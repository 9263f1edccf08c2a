"""Exercises for trainees: make one, list them, show what each trainee found."""

from pathlib import Path
from typing import Annotated

import typer

from tahqiq.cli.context import JsonFlag, command, locale, print_json, say
from tahqiq.desk import desks
from tahqiq.desk.exercises.declaration import LEVELS
from tahqiq.desk.exercises.kept import CORE, desk_called, exercise_called
from tahqiq.desk.exercises.making import SIGN_IN, make
from tahqiq.desk.exercises.results import COLUMNS, OUTCOMES, results, results_json, sheet
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import message
from tahqiq.workbench import Workbench

exercise_app = typer.Typer(
    help="Exercises: invented cases for trainees, in workspaces of their own.", no_args_is_help=True
)
Root = Annotated[Path, typer.Argument(help="The folder of the exercise.", metavar="DIR")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.add_typer(exercise_app, name="exercise")


@exercise_app.command("make")
@command
def make_exercise(
    desk: Annotated[str, typer.Argument(help="The desk, or case for the analyst's exercises.")],
    directory: Root,
    seed: Annotated[int, typer.Option(help="Another seed plants other people and numbers.")] = 1,
    level: Annotated[
        int, typer.Option(min=min(LEVELS), max=max(LEVELS), help="1 easy, 2 middling, 3 hard.")
    ] = 1,
    exercise: Annotated[
        str, typer.Option("--exercise", help="Which one (see exercise list); without it, the first.")
    ] = "",
    trainee: Annotated[
        list[str] | None, typer.Option("--trainee", help="Sign-in name of a trainee (repeatable).")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Make an exercise in a workspace of its own."""
    declared = desk_called(desk)
    chosen = exercise_called(declared, exercise)
    passwords = make(directory, declared, chosen, seed, level, trainee or ["trainee"])
    words = message(f"exercise-{declared.name}-{chosen.name}", locale(), {})
    if as_json:
        print_json(
            {
                "desk": desk,
                "exercise": chosen.name,
                "title": words.sentence,
                "seed": seed,
                "level": level,
                "accounts": [{"login": login, "password": password} for login, password in passwords.items()],
            }
        )
        return
    say(
        f"Exercise: {words.sentence} (seed {seed}, level {level})",
        *(f"Sign in as {login}, password {password}" for login, password in passwords.items()),
        f"The passwords are in {directory / SIGN_IN} too. Hand each trainee their own.",
        f"Start it: tahqiq serve -w {directory}",
    )


@exercise_app.command("list")
@command
def list_exercises(as_json: JsonFlag = False) -> None:
    """List the exercises of every desk."""
    found = [
        {
            "desk": CORE if declared.general else declared.name,
            "exercise": one.name,
            **message(f"exercise-{declared.name}-{one.name}", locale(), {})._asdict(),
        }
        for declared in desks().values()
        for one in declared.exercises
    ]
    if as_json:
        print_json(
            {
                "exercises": [
                    {
                        "desk": one["desk"],
                        "exercise": one["exercise"],
                        "title": one["sentence"],
                        "task": one["next_step"],
                    }
                    for one in found
                ]
            }
        )
        return
    say(*(f"{one['desk']}  {one['exercise']}  {one['sentence']}" for one in found))


@exercise_app.command("result")
@command
def show_result(
    directory: Root,
    sheet_file: Annotated[
        Path | None,
        typer.Option("--sheet", help="Also write a table: .csv or .xlsx.", dir_okay=False),
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Show what each trainee found, missed and claimed."""
    if sheet_file is not None and sheet_file.suffix.lower() not in (".csv", ".xlsx"):
        raise WrongUse("export-format-unknown", value=sheet_file.suffix, known=".csv, .xlsx")
    with Workbench.opened(directory) as bench:
        found = results(bench, locale())
        if sheet_file is not None:
            data = sheet(bench, found, "csv" if sheet_file.suffix.lower() == ".csv" else "xlsx", locale())
            sheet_file.write_bytes(data)
    if as_json:
        print_json(results_json(found))
        return
    say(f"{found.title} (seed {found.seed}, level {found.level})")
    words = {one: message(f"exercise-outcome-{one}", locale(), {}).sentence for one in OUTCOMES}
    claimed = message(f"exercise-column-{COLUMNS[3]}", locale(), {}).sentence
    for name, counts in found.counts().items():
        say("", f"{name}: {', '.join(f'{words[one]} {counts[one]}' for one in OUTCOMES)}")
        for line in found.lines:
            if line.trainee == name and line.outcome == "mistake":
                say(f"  {words[line.outcome]} ({line.count}): {line.truth} [{line.about}, {line.first}]")
            elif line.trainee == name:
                say(f"  {words[line.outcome]}: {line.truth} {claimed}: {line.claimed}.")
