#!/usr/bin/env python3
"""Write docs/reference/commands.md, formats.md, types.md, analyses.md and log.md from the program itself
(make reference); ``--check`` only compares."""

import sys
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from pathlib import Path

from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from tahqiq.analyse.registry import analyses as installed
from tahqiq.cli.main import app
from tahqiq.formats.registry import readers
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.analysis_json import analysis_json
from tahqiq.web.log_entries import logged

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
Command = TyperCommand | TyperGroup
NOTE = "Written by `make reference` from the program itself; change the program's own texts instead.\n"


def commands() -> str:
    """Every command with its arguments and options."""
    root = get_command(app)
    lines = ["# Commands", "", NOTE]
    for path, command in walk(root, "tahqiq"):
        lines += [f"## `{path}`", "", flat(command.help or ""), "", *table(command)]
    return "\n".join(lines).rstrip() + "\n"


def walk(command: object, path: str) -> Iterator[tuple[str, Command]]:
    """A command and everything below it, in the order of their names."""
    if isinstance(command, TyperCommand | TyperGroup):
        yield path, command
    if isinstance(command, TyperGroup):
        for name in sorted(command.commands):
            if not command.commands[name].hidden:
                yield from walk(command.commands[name], f"{path} {name}")


def table(command: Command) -> list[str]:
    """One line for each argument and option."""
    rows = [f"| {written} | {flat(help_text)} |" for written, help_text in parameters(command)]
    if not rows:
        return []
    return ["| what | meaning |", "|---|---|", *rows, ""]


DESKS = "/api/v1/desks/"
SHELL = ("help", "install_completion", "show_completion")
"""Options that every Typer program has."""


def parameters(command: Command) -> Iterator[tuple[str, str]]:
    """How each argument and option is written on the command line, and its help text (empty when it has
    none)."""
    for one in command.params:
        if isinstance(one, TyperOption):
            if one.hidden or one.name in SHELL:
                continue
            names = ", ".join([*one.opts, *one.secondary_opts])
            value = (one.metavar or one.name or "").upper()
            yield (f"`{names}`" if one.is_flag else f"`{names} {value}`"), one.help or ""
        else:
            yield (
                f"`{(one.name or '').upper()}{'…' if one.nargs == -1 else ''}`",
                str(getattr(one, "help", None) or ""),
            )


def flat(text: str) -> str:
    """One paragraph that cannot break a table."""
    return " ".join(text.replace("|", "\\|").split())


def formats() -> str:
    """Every installed reader."""
    lines = ["# Formats", "", NOTE, "A file is recognised by its content; the endings are only a hint.", ""]
    lines += ["| format | name | version | usual endings |", "|---|---|---|---|"]
    lines += [
        f"| {flat(one.title)} | `{one.name}` | {one.version} | {' '.join(one.suffixes)} |"
        for one in readers()
    ]
    return "\n".join(lines) + "\n"


def types() -> str:
    """Every type of thing with its own properties, and every property type with where it is used."""
    words = vocabulary()
    lines = [
        "# Types",
        "",
        NOTE,
        (
            f"{len(words.schemata)} types. Names without a star are FollowTheMoney's, with a star ours; "
            "abstract types only lend their"
        ),
    ]
    lines += [
        "properties. A type also has the properties of those it extends.",
        "",
        "| type | meaning | extends | own properties |",
        "|---|---|---|---|",
    ]
    used: dict[str, int] = {}
    for name, one in sorted(words.schemata.items()):
        own = [prop for prop in one.properties.values() if prop.schema == name]
        for prop in own:
            used[prop.type] = used.get(prop.type, 0) + 1
        title = f"`{name}`{'' if one.standard else ' *'}{' (abstract)' if one.abstract else ''}"
        shown = ", ".join(
            f"{prop.name} ({prop.type}{' → ' + prop.range if prop.range else ''})" for prop in own
        )
        lines.append(f"| {title} | {flat(one.label('en'))} | {', '.join(one.extends)} | {flat(shown)} |")
    lines += [
        "",
        "## Property types",
        "",
        "How a value is cleaned, compared and shown (entry-point group `tahqiq.types`).",
        "",
        "| property type | properties |",
        "|---|---|",
    ]
    lines += [
        f"| `{name}` | {used.get(name, 0)} |"
        for name in sorted(entry.name for entry in entry_points(group="tahqiq.types"))
    ]
    return "\n".join(lines) + "\n"


def analyses() -> str:
    """Every installed analysis: what it does, what its figures mean and do not mean, its settings, columns,
    limits and the work it is from."""
    lines = [
        "# Analyses",
        "",
        NOTE,
        "`tahqiq analyse NAME --set PARAMETER=VALUE` runs one (entry-point group `tahqiq.analyses`).",
        "",
    ]
    for one in installed():
        told = analysis_json(one, "en")
        lines += [
            f"## `{one.id}`: {told['title']}",
            "",
            f"{told['help']}",
            "",
            f"**It means:** {told['means']} **It does not mean:** {told['means_not']}",
            "",
        ]
        lines += ["| setting | kind | default | bounds | meaning |", "|---|---|---|---|---|"]
        for item in one.parameters:
            words = item.label("en")
            default = "must be given" if item.required else flat(plain(item.default)) or "-"
            bounds = (
                ", ".join(item.choices)
                or " to ".join(f"{value:g}" for value in (item.low, item.high) if value is not None)
                or "-"
            )
            lines.append(
                f"| `{item.name}` | {item.kind} | {default} | {bounds} | "
                f"{flat(f'{words.sentence}. {words.next_step}')} |"
            )
        columns = ", ".join(f"`{item.name}` ({item.kind})" for item in one.columns)
        lines += ["", f"Columns: {columns}.", ""]
        limits = told["limits"]
        lines += [" ".join(str(item) for item in limits), ""] if isinstance(limits, list) and limits else []
        lines += [f"Reference: {one.reference}", ""] if one.reference else []
    return "\n".join(lines).rstrip() + "\n"


def plain(value: object) -> str:
    """A default as it is written on the command line."""
    return (
        ",".join(str(item) for item in value)
        if isinstance(value, tuple)
        else ""
        if value is None
        else str(value)
    )


def log() -> str:
    """What each route of the API writes into the log."""
    lines = ["# What each address logs", "", NOTE]
    lines += [
        (
            "Every address of the API under `/api/v1` with the acts that it enters into the log: a look one "
            "entry, an act one before and one after it, each with who, when, about which id and in which "
            "case. What is refused is"
        ),
        (
            "entered under the name of what was asked for, and a question about what is not there (or "
            "hidden) as `look`. The commands of the terminal enter the same, since they go the same way."
        ),
        (
            "A page's repeated look at the same is one entry for a while. "
            "`tests/web/test_reads_logged.py` asks every look and holds what is entered against this "
            "list."
        ),
        "",
        "| method | address | enters |",
        "|---|---|---|",
    ]
    for (method, path), acts in sorted(logged().items(), key=lambda item: (item[0][1], item[0][0])):
        if not path.startswith(DESKS) or "{" in path:
            lines.append(f"| {method} | `{path.removeprefix('/api/v1')}` | {flat(acts)} |")
    lines.append(
        "| GET, POST | `/desks/DESK/OPERATION`, an operation of a desk | DESK.OPERATION, and what it "
        "reads and keeps |"
    )
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "formats.md": formats,
    "types.md": types,
    "analyses.md": analyses,
    "log.md": log,
}


def main(check: bool) -> int:
    """Write the pages, or with ``check`` say which are not what they would be; 1 when one is not."""
    stale = []
    for name, make in PAGES.items():
        path, text = FOLDER / name, make()
        if check and (not path.is_file() or path.read_text("utf-8") != text):
            stale.append(name)
        elif not check:
            path.write_text(text, "utf-8")
    for name in stale:
        sys.stderr.write(f"docs/reference/{name} is out of date: run make reference\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
