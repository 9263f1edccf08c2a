"""Every act of the core with an example: what is ready before somebody asks for it, and how it is asked for.

The acts are found in the source: whatever enters an act in the log. An act without an example here fails
``test_core_units.py``.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tahqiq
from tahqiq.access.door import Door
from tahqiq.model.source import Authority
from tahqiq.workbench import Workbench

PASSWORD = "correct horse battery"
CASE = "Harbour"
ABOVE = ("tahqiq.desk.", "tahqiq.desks.", "tahqiq.casework.vault.", "tahqiq.casework.record_writer")
"""Desks and what they write with: ``test_units.py`` fails each writing of each of their operations."""
ELSEWHERE = {
    "tahqiq.access.exported_files.enter_export": "writes the log alone: tests/access and tests/products",
    "tahqiq.workbench.administration.Administration.new_signing_key": "writes keys and the log alone",
    "tahqiq.casework.backing_up._without_expired": "removes files, and writes nothing to the database",
    "tahqiq.casework.erasure_run._erased_again": "restoring: tests/attack/test_erasure_restored.py",
    "tahqiq.casework.erasure_run._shredded": "restoring: tests/attack/test_erasure_restored.py",
    "tahqiq.casework.upgrade._attested": "upgrading, killed in tests/operations/test_upgrade.py",
    "tahqiq.casework.left_over.sweep_originals": "removes files, and writes nothing to the database",
    "tahqiq.casework.masking.mask_due": "clocks of desks: tests/desks/passengers/test_retention.py",
    "tahqiq.casework.masking._mask": "clocks of desks: tests/desks/passengers/test_retention.py",
    "tahqiq.casework.retention.empty_over": "confirming the end of a term, an operation of desks",
    "tahqiq.casework.retention._emptied": "confirming the end of a term, an operation of desks",
    "tahqiq.casework.foreign.take_judgements": "one statement: tests/products",
}
"""Acts that are no act of a person in an open workspace, and what tries them."""


@dataclass
class Core:
    """A workspace with two files, an order and people; acts are asked for through its door."""

    door: Door
    files: Path

    def bench(self, login: str) -> Workbench:
        """The workbench of one of the people."""
        return Workbench(self.door, self.door.people.get(login))

    def source(self, name: str) -> str:
        """The id of a document by its name."""
        return next(item.id for item in self.bench("analyst").sources() if item.name == name)

    def things(self, words: str) -> list[str]:
        """The ids of what a search finds."""
        return [hit.id.hex() for hit in self.bench("analyst").search(words).hits]


Act = Callable[[], object]
EXAMPLES: dict[str, Callable[[Core], Act]] = {}


def example(ready: Callable[[Core], Act]) -> Callable[[Core], Act]:
    EXAMPLES[ready.__name__] = ready
    return ready


@cache
def sites() -> frozenset[str]:
    """Every function of the core that enters an act in the log, by its full name."""
    root = Path(tahqiq.__file__).parent
    found = set()
    for path in root.rglob("*.py"):
        module = ".".join(("tahqiq", *path.relative_to(root).with_suffix("").parts))
        if not f"{module}.".startswith(ABOVE) and module not in ABOVE:
            found |= {f"{module}.{name}" for name in _acting(ast.parse(path.read_text("utf-8")), "")}
    return frozenset(found)


def _acting(node: ast.AST, within: str) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield from _acting(child, f"{child.name}.")
        elif isinstance(child, ast.FunctionDef) and any(_enters(one) for one in ast.walk(child)):
            yield within + child.name


def _enters(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("act", "acts")
        and ast.unparse(node.func.value).endswith("audit")
    )


def filled(root: Path, url: str, files: Path) -> None:
    """Make the workspace of :class:`Core`."""
    door = Door.found(root, url, owner="owner")
    people = {
        "analyst": "analyst",
        "chief": "supervisor",
        "second": "supervisor",
        "admin": "administrator",
        "outsider": "supervisor",
    }
    for login, role in people.items():
        door.people.add(login, login.title(), frozenset({role}), PASSWORD, "test")
    core = Core(door, files)
    case = core.bench("chief").open_case(CASE)
    for login in ("analyst", "second"):
        door.cases.add_member(case.id, door.people.get(login).id, "test")
    core.bench("chief").team.open_compartment("inner", "Inner")
    collected(core, "people.csv", "name,phone\nSara Omar,07430000002\nHuda Karim,07430000003\n")
    collected(core, "copy.csv", "name,phone\nSara Omer,07430000002\nHuda Kareem,07430000003\n")
    calls = "Calling number,Called number,Start time,Duration,Cell ID,IMEI\n" + "".join(
        f"9647500000001,9647500000002,2024-0{month}-05 10:00:00,60,,\n" for month in (2, 3)
    )
    order = Authority("12/2024", numbers=("+9647500000001",), start="2024-03-01", end="2024-03-31")
    collected(core, "calls.csv", calls, order)
    door.close()


def collected(core: Core, name: str, data: str, authority: Authority | None = None) -> str:
    """Read a file into the case; the id of its source."""
    bench, path = core.bench("analyst"), core.files / name
    path.write_text(data, "utf-8")
    deposit = bench.deposit(CASE, zone="Asia/Baghdad", authority=authority)
    return bench.collect([path], deposit)[0].source
