"""What a person may not see changes neither what they find, nor how many, nor in which order."""

import json
from pathlib import Path

import pytest

from tahqiq.products.found import results_json
from tahqiq.store.search import Search
from tahqiq.store.workspace import Workspace

from .conftest import Row, put, seeing

GIVEN = ["Mohammed", "Hasan", "Ali", "Omar", "Salim", "محمد", "حسن", "عمر"]


def people(tag: str, count: int) -> list[Row]:
    rows: list[Row] = []
    for number in range(count):
        first, second = GIVEN[number % len(GIVEN)], GIVEN[(number * 5 + 3) % len(GIVEN)]
        rows.append(("Person", f"{tag}{number}", "name", f"{first} {second}"))
        rows.append(("Person", f"{tag}{number}", "phone>PhoneNumber", f"+96477012{number:05d}"))
        rows.append(("PlainText", f"{tag}{number}t", "bodyText", f"red lorry {number} of {first}"))
    return rows


ASKED = [
    "Mohammed Hasan",
    "Mohamed Hassan",
    "محمد عمر",
    "0770120",
    "07701200007",
    "red lorry",
    '"red lorry 7"',
    "Salim",
]


@pytest.fixture
def bare(tmp_path: Path) -> Workspace:
    opened = Workspace.create(tmp_path / "bare")
    put(opened, people("a", 60), "open")
    return opened


@pytest.fixture
def loaded(tmp_path: Path) -> Workspace:
    """The same visible source between hidden ones, one before and one after, of the same names and numbers,
    and a refresh in between."""
    opened = Workspace.create(tmp_path / "loaded")
    put(opened, people("h", 200), "secret")
    Search(opened).rebuild()
    put(opened, people("a", 60), "open")
    Search(opened).refresh()
    put(opened, people("k", 90), "secret")
    return opened


def answers(workspace: Workspace, limit: int) -> list[str]:
    search, scope = Search(workspace), seeing(workspace, "open")
    return [
        json.dumps(results_json(search.search(scope, asked, limit=limit, begun=begun)), ensure_ascii=False)
        for asked in ASKED
        for begun in (False, True)
    ]


def without_sources(answer: str) -> object:
    """The random id of a source differs between any two workspaces; everything else must not."""
    loaded = json.loads(answer)
    for hit in loaded["hits"]:
        for why in hit["why"]:
            assert why.pop("source")
    return loaded


@pytest.mark.parametrize("few", [False, True])
def test_hidden_documents_change_nothing(
    bare: Workspace, loaded: Workspace, monkeypatch: pytest.MonkeyPatch, few: bool
) -> None:
    if few:  # so few are looked at that every limit is reached and the choice among equals shows
        for name, value in (("LOOKED", 12), ("LOOKED_ACROSS", 6), ("COMPARED", 4)):
            monkeypatch.setattr(f"tahqiq.store.search.candidates.{name}", value)
        monkeypatch.setattr("tahqiq.store.search.search.MOST_USES", 8)
        monkeypatch.setattr("tahqiq.store.search.match.ENOUGH", 5)
    seen, control = answers(bare, limit=50), answers(loaded, limit=50)
    assert [json.dumps(without_sources(item)) for item in seen] == [
        json.dumps(without_sources(item)) for item in control
    ]
    assert all(json.loads(item)["total"] for item in seen)
    assert any(json.loads(item)["truncated"] for item in seen) == few


def test_the_hidden_documents_are_really_there(loaded: Workspace) -> None:
    search = Search(loaded)
    assert search.search(seeing(loaded, "secret"), "Mohammed Hasan").total > 0
    assert (
        search.search(seeing(loaded, "open", "secret"), "red lorry").total
        > search.search(seeing(loaded, "open"), "red lorry").total
    )


def test_a_scope_without_classes_finds_nothing(bare: Workspace) -> None:
    found = Search(bare).search(seeing(bare, "nowhere"), "Mohammed")
    assert (found.hits, found.total, found.truncated, found.facets) == ((), 0, False, {})
