"""Source bundles and briefings: prepare one, read its pages, review and release it, write its file, and check
the file of one."""

from pathlib import Path
from typing import Annotated

import typer

from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, locale, print_json, say
from tahqiq.products.briefing.file import briefing_of
from tahqiq.products.bundle.checker import check
from tahqiq.products.bundle.product import Product
from tahqiq.products.bundle.product_json import checked_json, product_json
from tahqiq.workbench import Workbench

CaseArgument = Annotated[str, typer.Argument(help="The case, by id or title.")]
ProductArgument = Annotated[str, typer.Argument(help="The product's id.")]
NoteOption = Annotated[str, typer.Option("--note", help="What is to be said with it.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    group = typer.Typer(
        help=(
            "Source bundles (a chart with all it rests on, signed) and briefings with citations, for a "
            "court or another agency."
        ),
        no_args_is_help=True,
    )
    group.command("prepare")(prepare)
    group.command("brief")(brief)
    group.command("list")(all_of)
    group.command("pages")(pages)
    group.command("review")(review)
    group.command("send-back")(send_back)
    group.command("release")(release)
    group.command("write")(write)
    group.command("check")(check_file)
    app.add_typer(group, name="product")


@command
def prepare(
    case: CaseArgument,
    chart: Annotated[str, typer.Argument(help="The chart's id, as the address of its page says it.")],
    title: Annotated[
        str, typer.Option("--title", help="Its title; that of the chart where none is given.")
    ] = "",
    audience: Annotated[
        str, typer.Option("--for", help="court or agency: what a handling code forbids to it is left out.")
    ] = "court",
    language: Annotated[str, typer.Option("--language", help="en, ar, ckb or kmr-Arab.")] = "",
    originals: Annotated[
        bool, typer.Option("--originals", help="Originals that may leave go along as a whole.")
    ] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Prepare a source bundle of a chart as it is now."""
    with Workbench.opened(home(workspace)) as bench:
        _tell(
            bench,
            bench.products.prepare(case, chart, title, audience, language or locale(), originals),
            as_json,
        )


@command
def brief(
    case: CaseArgument,
    file: Annotated[
        Path, typer.Argument(help="YAML with title, language and blocks (docs/how-to/write-a-briefing.md).")
    ],
    audience: Annotated[
        str, typer.Option("--for", help="court or agency: what a handling code forbids to it is left out.")
    ] = "agency",
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Prepare a briefing of text with citations, saved charts, tables and pictures; it is kept in the case
    and written as PDF, DOCX or PPTX once released."""
    title, body = briefing_of(file)
    with Workbench.opened(home(workspace)) as bench:
        made = bench.documents.make(case, "briefing", title, body)
        _tell(bench, bench.products.brief(case, made.document.id, audience), as_json)


@command
def all_of(case: CaseArgument, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """The products of a case, and what has become of the sources they rest on."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.products.all(case)
        names = bench.names({act.by for one in found for act in one.acts})
    if as_json:
        print_json({"products": [product_json(one, names) for one in found]})
        return
    for one in found:
        say(
            f"{one.id}  {one.state}  {one.recipe.audience}  "
            f"{one.title}{'  (what it rests on has changed)' if one.changed else ''}"
        )


@command
def pages(
    case: CaseArgument,
    product: ProductArgument,
    folder: Annotated[Path, typer.Argument(help="The folder for cover.html and report.html.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Write cover and report (of a briefing the report only) to read them before deciding; drafts say that
    they are drafts. The look stands in the log."""
    with Workbench.opened(home(workspace)) as bench:
        read = bench.products.pages(case, product)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("cover.html", read.cover), ("report.html", read.report)):
        if not text:
            continue
        (folder / name).write_text(text, "utf-8")
        say(str(folder / name))


@command
def review(
    case: CaseArgument,
    product: ProductArgument,
    note: NoteOption = "",
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Say that you read somebody else's product and that it is right."""
    with Workbench.opened(home(workspace)) as bench:
        _tell(bench, bench.products.review(case, product, note), as_json)


@command
def send_back(
    case: CaseArgument,
    product: ProductArgument,
    note: NoteOption = "",
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Say that you read somebody else's product and what is wrong with it."""
    with Workbench.opened(home(workspace)) as bench:
        _tell(bench, bench.products.send_back(case, product, note), as_json)


@command
def release(
    case: CaseArgument,
    product: ProductArgument,
    note: NoteOption = "",
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Let somebody else's product leave, after reading its pages; for supervisors of the case."""
    with Workbench.opened(home(workspace)) as bench:
        _tell(bench, bench.products.release(case, product, note), as_json)


@command
def write(
    case: CaseArgument,
    product: ProductArgument,
    file: Annotated[
        Path, typer.Argument(help="The file to write: .zip of a bundle; .pdf, .docx or .pptx of a briefing.")
    ],
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Write the file of a released product: the same bytes each time."""
    with Workbench.opened(home(workspace)) as bench:
        made = bench.products.write(case, product, file)
    if as_json:
        print_json({"path": str(file), "sha256": made.sha256, "size": made.size})
        return
    say(f"{file}: {made.size} bytes", f"SHA-256 {made.sha256}")


@command
def check_file(
    file: Annotated[Path, typer.Argument(help="The ZIP file of a bundle.")], as_json: JsonFlag = False
) -> None:
    """Whether a bundle is as it was signed, and by which key. Exit code 1 when it is not."""
    found = check(file)
    if as_json:
        print_json(checked_json(found))
    else:
        say(f"{file}: {'as it was signed' if found.sound else 'NOT as it was signed'}", f"key {found.key}")
        for what, names in (
            ("changed", found.differs),
            ("missing", found.missing),
            ("not part of it", found.unknown),
        ):
            say(*(f"{what}: {name}" for name in names))
    if not found.sound:
        raise typer.Exit(1)


def _tell(bench: Workbench, made: Product, as_json: bool) -> None:
    if as_json:
        print_json(product_json(made, bench.names({act.by for act in made.acts})))
        return
    say(f"{made.id}  {made.state}  {made.title}")
