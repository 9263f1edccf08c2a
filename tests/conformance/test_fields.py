"""No field of an original is lost in silence (docs/decisions/0021): in each format each field holds a text of
its own, and each text is found again in a value, in an event, or in the account: set aside under the field's
name, or a problem that names it."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tahqiq.access.door import Door
from tahqiq.formats.reader import Records
from tahqiq.formats.registry import reader, readers
from tahqiq.model.source import Source
from tahqiq.workbench import Workbench

from . import planted
from .planted import Planter, Tokens

PLANTERS_MISSING: set[str] = set()
"""Readers that no planter writes a file for: none, and it stays so."""


def planters() -> dict[str, Planter]:
    """Every planter by the name of its case: a reader's name, or reader and variant (``spreadsheet-ods``)."""
    found: dict[str, Planter] = {}
    for module in pkgutil.iter_modules(planted.__path__):
        found.update(importlib.import_module(f"{planted.__name__}.{module.name}").PLANTERS)
    return found


PLANTERS = planters()


def plain(text: object) -> str:
    """Letters and digits of a text, without case."""
    return "".join(sign for sign in str(text).casefold() if sign.isalnum())


def told(bench: Workbench, root: Path) -> Iterator[object]:
    """Every value, original text, identifier and column of an event, and the names of the sources."""
    yield from (text for row in bench.workspace.database.query("SELECT text FROM value") for text in row)
    yield from (text for row in bench.workspace.database.query("SELECT key FROM node") for text in row)
    yield from (
        text
        for row in bench.workspace.database.query(
            "SELECT name FROM source UNION SELECT path FROM source UNION SELECT name FROM part"
        )
        for text in row
    )
    yield from (
        text for row in bench.workspace.database.query("SELECT DISTINCT lang FROM statement") for text in row
    )
    for path in sorted((root / "facts").rglob("*.parquet")):
        for row in pq.read_table(path).to_pylist():
            yield from (value for value in row.values() if value is not None)


def accounted(bench: Workbench) -> Iterator[object]:
    """The names of fields set aside, and what problems name: field, value, parameters."""
    yield from (
        name
        for row in bench.workspace.database.query("SELECT field FROM field_aside WHERE why <> 'aside-header'")
        for name in row
    )
    for source in bench.sources():
        waiting = set()
        for problem in bench.problems(source.id, 10_000):
            yield from (problem.field, problem.value, *problem.params.values())
            if problem.code == "needs-mapping":
                waiting.add(problem.place.part.no)
        if waiting:
            yield from _cells(bench, source, waiting)


def _cells(bench: Workbench, source: Source, parts: set[int]) -> Iterator[object]:
    """The cells of the parts that wait for a mapping: their problem stands for each of them."""
    for item in reader(source.format).read(bench.workspace.originals.path(source.sha256), source.name):
        if isinstance(item, Records) and item.part.no in parts:
            yield from (cell for column in item.columns.columns for cell in column.to_pylist())


@pytest.mark.parametrize("case", sorted(PLANTERS))
def test_every_planted_text_is_found_again(case: str, tmp_path: Path) -> None:
    tokens = Tokens()
    name, data = PLANTERS[case](tokens)
    assert tokens.planted, "nothing was planted"
    (tmp_path / name).write_bytes(data)
    door = Door.found(tmp_path / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    results = bench.collect([tmp_path / name], bench.deposit(zone="Asia/Baghdad"))
    assert results[0].format == case.split("-")[0]
    for result in results:
        assert result.fields is not None
        assert result.fields.read == result.fields.used + result.fields.set_aside + result.fields.problems
        assert sum(item.count for item in result.set_aside) == result.fields.set_aside
        assert result.not_used == result.records - result.mapped
    values = "\n".join(map(plain, told(bench, tmp_path / "ws")))
    names = {plain(item) for item in accounted(bench) if item}
    lost = {
        token: field
        for token, field in tokens.planted.items()
        if plain(token) not in values
        and plain(field) not in names
        and not any(plain(token) in name for name in names)
    }
    door.close()
    assert not lost, f"lost in silence: {lost}"


def test_every_reader_has_a_planter_or_is_named() -> None:
    installed = {item.name for item in readers()}
    assert {case.split("-")[0] for case in PLANTERS} <= installed
    assert installed - {case.split("-")[0] for case in PLANTERS} == PLANTERS_MISSING


def test_a_text_that_is_lost_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A field of which nothing is said fails the test above: the test can fail."""

    def plant(tokens: Tokens) -> tuple[str, bytes]:
        tokens("nowhere")
        return "a.csv", b"name,phone\nSara,07430000001\n"

    monkeypatch.setitem(PLANTERS, "delimited", plant)
    with pytest.raises(AssertionError, match="lost in silence"):
        test_every_planted_text_is_found_again("delimited", tmp_path)
