"""People, cases and compartments."""

from datetime import timedelta
from typing import Annotated

import typer

from tahqiq.access.people import TOKEN_DAYS, known_roles
from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, print_json, say
from tahqiq.workbench import Workbench
from tahqiq.workbench.rescue import issue_token, restore_administrator

user_app = typer.Typer(help="People who may sign in.", no_args_is_help=True)
case_app = typer.Typer(help="Cases and who belongs to them.", no_args_is_help=True)
compartment_app = typer.Typer(help="Compartments: what only those admitted see.", no_args_is_help=True)
Login = Annotated[str, typer.Argument(help="Sign-in name.")]
ROLES_HELP = ", ".join(sorted(known_roles()))
NewPassword = Annotated[
    str,
    typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when not given."),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.add_typer(user_app, name="user")
    app.add_typer(case_app, name="case")
    app.add_typer(compartment_app, name="compartment")


@user_app.command("add")
@command
def add(
    login: Login,
    name: Annotated[str, typer.Option(help="Name of the person.")],
    role: Annotated[
        list[str],
        typer.Option(help=f"One of: {ROLES_HELP}. May be repeated."),
    ],
    workspace: WorkspaceOption = None,
    password: NewPassword = "",
) -> None:
    """Add a person.

    A role opens no case and no compartment: a supervisor invites the person with `tahqiq case member` and
    admits them with `tahqiq compartment admit`.
    """
    with Workbench.opened(home(workspace)) as bench:
        person = bench.add_person(login, name, frozenset(role), password)
    say(f"{person.login} added.")


@user_app.command("list")
@command
def people(workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """Everybody who may sign in."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.people()
    if as_json:
        print_json(
            {
                "people": [
                    {
                        "id": one.id,
                        "login": one.login,
                        "name": one.name,
                        "roles": sorted(one.roles),
                        "state": one.state,
                    }
                    for one in found
                ]
            }
        )
        return
    for one in found:
        say(f"{one.login}  {one.name}  {', '.join(sorted(one.roles))}  {one.state}")


@user_app.command("password")
@command
def password(
    login: Login,
    workspace: WorkspaceOption = None,
    new: Annotated[
        str,
        typer.Option(
            "--password",
            prompt=True,
            hide_input=True,
            confirmation_prompt=True,
            help="Asked for when not given.",
        ),
    ] = "",
) -> None:
    """Set a new password; ends the person's sessions. For one's own the present one is asked for."""
    with Workbench.opened(home(workspace)) as bench:
        own = bench.asks_password(login)
        bench.set_password(
            login, new, typer.prompt("Present password", hide_input=True, err=True) if own else ""
        )
    say(f"Password of {login} set.")


@user_app.command("close")
@command
def close(login: Login, workspace: WorkspaceOption = None) -> None:
    """Close an account; nobody is ever deleted, since the log names them."""
    with Workbench.opened(home(workspace)) as bench:
        bench.close_person(login)
    say(f"{login} closed.")


@user_app.command("token")
@command
def token(
    login: Annotated[
        str,
        typer.Argument(
            help="Sign-in name; yourself when not given. For others you must be an administrator."
        ),
    ] = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Issue a token for TAHQIQ_TOKEN, shown once.

    For yourself or, as an administrator, for somebody else. The owner of the folder needs no token to issue
    one to an administrator.
    """
    say(issue_token(home(workspace), login, timedelta(days=TOKEN_DAYS)))


@user_app.command("rescue")
@command
def rescue(
    login: Annotated[str, typer.Argument(help="Sign-in name of the administrator.")],
    workspace: WorkspaceOption = None,
    name: Annotated[str, typer.Option(help="Name of the person, for a new account.")] = "",
    password: NewPassword = "",
) -> None:
    """Make or restore an administrator, as owner of the folder.

    Works without a token for the account of this machine that owns the folder of the workspace. The audit log
    records it.
    """
    person = restore_administrator(home(workspace), login, name, password)
    say(f"{person.login} is an administrator and can sign in with the new password.")


@user_app.command("reopen")
@command
def reopen(login: Login, workspace: WorkspaceOption = None) -> None:
    """Open a closed account again."""
    with Workbench.opened(home(workspace)) as bench:
        bench.reopen_person(login)
    say(f"{login} is open again.")


@user_app.command("roles")
@command
def roles(
    login: Login,
    role: Annotated[
        list[str],
        typer.Option(help=f"A role the person has from now on: {ROLES_HELP}. May be repeated."),
    ],
    workspace: WorkspaceOption = None,
) -> None:
    """Change the roles of a person."""
    with Workbench.opened(home(workspace)) as bench:
        person = bench.set_roles(login, frozenset(role))
    say(f"{login}: {', '.join(sorted(person.roles))}.")


@user_app.command("hand-over")
@command
def hand_over(
    login: Annotated[str, typer.Argument(help="Sign-in name of the supervisor who leaves.")],
    to: Annotated[str, typer.Argument(help="Sign-in name of the supervisor who takes over.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Hand over the cases of a supervisor to another.

    Asks the other supervisor to join every case, desk and compartment that has no other supervisor. They
    accept with: tahqiq case join.
    """
    with Workbench.opened(home(workspace)) as bench:
        count = bench.hand_over(login, to)
    say(f"{to} is asked to take over: {count}.")


@case_app.command("open")
@command
def open_case(
    title: Annotated[str, typer.Argument(help="Title.")], workspace: WorkspaceOption = None
) -> None:
    """Open a case; you belong to it."""
    with Workbench.opened(home(workspace)) as bench:
        case = bench.open_case(title)
    say(f"{case.id}  {case.title}")


@case_app.command("list")
@command
def cases(workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """Your cases."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.cases()
    if as_json:
        print_json(
            {
                "cases": [
                    {"id": case.id, "title": case.title, "state": case.state, "opened_at": case.opened_at}
                    for case in found
                ]
            }
        )
        return
    for case in found:
        say(f"{case.id}  {case.title}  {case.state}")


@case_app.command("member")
@command
def member(
    case: Annotated[str, typer.Argument(help="Case, by id or title.")],
    login: Login,
    workspace: WorkspaceOption = None,
) -> None:
    """Ask a person to join a case; they see nothing of it until they do."""
    with Workbench.opened(home(workspace)) as bench:
        bench.invite(case, login)
    say(f"{login} is asked to join {case}.")


@case_app.command("invitations")
@command
def invitations(workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """Cases that you are asked to join."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.team.invitations()
        names = bench.names(item.by for item in found)
    if as_json:
        rows = [
            {"id": item.case.id, "title": item.case.title, "by": names.get(item.by, ""), "at": item.at}
            for item in found
        ]
        print_json({"invitations": rows})
        return
    for item in found:
        say(f"{item.case.id}  {item.case.title}  {names.get(item.by, '')}")


@case_app.command("join")
@command
def join(
    case: Annotated[str, typer.Argument(help="Case, by id.")], workspace: WorkspaceOption = None
) -> None:
    """Join a case that you are asked to join."""
    with Workbench.opened(home(workspace)) as bench:
        bench.team.answer(case, True)
    say(f"You belong to {case}.")


@case_app.command("decline")
@command
def decline(
    case: Annotated[str, typer.Argument(help="Case, by id.")], workspace: WorkspaceOption = None
) -> None:
    """Decline to join a case."""
    with Workbench.opened(home(workspace)) as bench:
        bench.team.answer(case, False)
    say(f"You do not join {case}.")


@compartment_app.command("open")
@command
def open_compartment(
    name: Annotated[str, typer.Argument(help="A short name that says nothing.")],
    title: Annotated[
        str, typer.Argument(help="What it is called, for those inside and those asked to enter.")
    ],
    workspace: WorkspaceOption = None,
) -> None:
    """Open a compartment; you are inside."""
    with Workbench.opened(home(workspace)) as bench:
        made = bench.team.open_compartment(name, title)
    say(f"{made.name}  {made.title}")


@compartment_app.command("list")
@command
def compartments(workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """The compartments you are inside, and those you are asked to enter."""
    with Workbench.opened(home(workspace)) as bench:
        inside, asked = bench.team.compartments(), bench.team.admissions()
        names = bench.names(item.by for item in asked)
    rows = [{"name": item.name, "title": item.title, "inside": True, "by": ""} for item in inside]
    rows += [
        {
            "name": item.compartment.name,
            "title": item.compartment.title,
            "inside": False,
            "by": names.get(item.by, ""),
        }
        for item in asked
    ]
    if as_json:
        print_json({"compartments": rows})
        return
    for row in rows:
        say(f"{row['name']}  {row['title']}" + ("" if row["inside"] else f"  {row['by']} asks you to enter"))


@compartment_app.command("admit")
@command
def admit(
    name: Annotated[str, typer.Argument(help="Name of the compartment.")],
    login: Login,
    workspace: WorkspaceOption = None,
) -> None:
    """Ask a person to enter a compartment; they see its title alone until they do."""
    with Workbench.opened(home(workspace)) as bench:
        bench.team.ask_in(name, login)
    say(f"{login} is asked to enter {name}.")


@compartment_app.command("enter")
@command
def enter(
    name: Annotated[str, typer.Argument(help="Name of the compartment.")], workspace: WorkspaceOption = None
) -> None:
    """Enter a compartment that you are asked to enter."""
    with Workbench.opened(home(workspace)) as bench:
        bench.team.answer_admission(name, True)
    say(f"You are inside {name}.")


@compartment_app.command("decline")
@command
def decline_compartment(
    name: Annotated[str, typer.Argument(help="Name of the compartment.")], workspace: WorkspaceOption = None
) -> None:
    """Decline to enter a compartment."""
    with Workbench.opened(home(workspace)) as bench:
        bench.team.answer_admission(name, False)
    say(f"You do not enter {name}.")
