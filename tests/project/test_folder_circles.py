"""No circles inside a package: its folders and top modules can be read in one order. A lazy import counts,
and so does a function that another process loads by its name (``tahqiq.x.y:function``)."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "tahqiq"
PACKAGES = sorted(
    path.parent.relative_to(SOURCE).as_posix()
    for path in (*SOURCE.glob("desks/*/__init__.py"), SOURCE / "products" / "__init__.py")
)
BY_NAME = re.compile(r"(tahqiq(?:\.\w+)+):\w+")


def imported(tree: ast.AST, package: str) -> Iterator[str]:
    """The dotted names that a module of ``package`` imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: 1 - node.level or None] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and (named := BY_NAME.fullmatch(node.value))
        ):
            yield named[1]


def imports_between(source: Path, package: str) -> dict[str, dict[str, list[str]]]:
    """For each folder or top module of a package those of it that it imports, with the imports themselves.
    What only the package itself holds (its ``__init__.py``) stands for it as ``__init__``."""
    root, prefix = source / package, f"{source.name}.{package.replace('/', '.')}"
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted(root.rglob("*.py")):
        place = path.relative_to(root)
        own = place.parts[0].removesuffix(".py")
        around = ".".join((prefix, *place.parts[:-1]))
        for name in dict.fromkeys(imported(ast.parse(path.read_text("utf-8")), around)):
            if not f"{name}.".startswith(f"{prefix}."):
                continue
            first = name.removeprefix(prefix).lstrip(".").partition(".")[0]
            known = first and ((root / first).is_dir() or (root / f"{first}.py").exists())
            other = first if known else "__init__"
            if other != own:
                found[own][other].append(f"{place.as_posix()} imports {name}")
    return found


def circle(source: Path, package: str) -> list[str]:
    """The imports of one circle between folders and top modules of a package; empty where there is none."""
    between = imports_between(source, package)
    try:
        TopologicalSorter(between).prepare()
    except CycleError as error:
        around: list[str] = error.args[1][::-1]
        return [told for own, other in pairwise(around) for told in between[own][other]]
    return []


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_has_no_circles(package: str) -> None:
    found = circle(SOURCE, package)
    assert not found, "break it where it belongs: move what is shared below, or what joins both above"


def test_all_desks_are_looked_at() -> None:
    assert {"desks/cargo", "desks/covert", "desks/custody", "desks/lab", "products"} <= set(PACKAGES)


@pytest.mark.parametrize(
    "back",
    [
        "from tahqiq.desks.tea.shop.till import pay",
        "import tahqiq.desks.tea.shop.till",
        "from tahqiq.desks.tea import shop",
        "from ..shop import till",
        "from ..shop.till import pay",
        "def late():\n    from tahqiq.desks.tea.shop.till import pay",
        "TASK = Task('tahqiq.desks.tea.shop.till:pay')",
    ],
)
def test_a_planted_circle_is_named(tmp_path: Path, back: str) -> None:
    desk = tmp_path / "tahqiq" / "desks" / "tea"
    for folder in ("shop", "garden"):
        (desk / folder).mkdir(parents=True)
    (desk / "shop" / "till.py").write_text("from tahqiq.desks.tea.weights import GRAM\n")
    (desk / "weights.py").write_text("from tahqiq.desks.tea.garden.leaf import LEAF\n")
    (desk / "garden" / "leaf.py").write_text("from tahqiq.kit import clock\n")
    assert circle(tmp_path / "tahqiq", "desks/tea") == []
    (desk / "garden" / "leaf.py").write_text(f"{back}\n")
    found = circle(tmp_path / "tahqiq", "desks/tea")
    assert {one.partition(" ")[0] for one in found} == {"shop/till.py", "weights.py", "garden/leaf.py"}
    assert any(one.startswith("garden/leaf.py imports tahqiq.desks.tea.shop") for one in found)
