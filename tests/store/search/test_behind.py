"""The search index is a job of its own: collecting does not wait for it, and what is left to do is said."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic

import numpy as np
import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.access.door import Door
from tahqiq.products.found import results_json
from tahqiq.store.fact_catalogue import SqlCatalogue
from tahqiq.store.search import Search, terms
from tahqiq.store.search.facts import FactFeed
from tahqiq.store.search.folder import Folder
from tahqiq.store.touched_nodes import Touched, TouchedFiles
from tahqiq.store.workspace import Workspace
from tahqiq.workbench import Workbench

from .conftest import Row, put, seeing

ASKED = ("Hasan", "0770 111 2223", "0770111", "Karim", "9647701112223")


def people(tag: str, name: str) -> list[Row]:
    return [("Person", tag, "name", f"Hasan {name}"), ("Person", tag, "phone>PhoneNumber", "+9647701112223")]


def answers(workspace: Workspace) -> list[object]:
    return [results_json(Search(workspace).search(seeing(workspace), asked, limit=200)) for asked in ASKED]


def indexed(workspace: Workspace) -> list[str]:
    return sorted(Folder(workspace.root / "index").state().sources)


def test_one_source_after_the_other_and_what_is_left_is_said(workspace: Workspace) -> None:
    for number in range(3):
        put(workspace, people(str(number), "Karim"))
    put(workspace, people("hidden", "Karim"), "c2")
    search, scope = Search(workspace), seeing(workspace)
    told: list[tuple[int, int]] = []
    for left in (2, 1, 0):
        assert search.search(scope, "Hasan", patience=0.0).behind == left + 1
        search.refresh(0.0, show=lambda done, total: told.append((done, total)))
        found = search.search(scope, "Hasan", patience=0.0)
        assert (found.total, found.behind, found.complete) == (3 - left, left, left == 0)
    assert told == [(0, 4), (0, 3), (0, 2)]
    assert search.search(seeing(workspace, "c2"), "Hasan", patience=0.0).behind == 1
    assert search.refresh(0.0)
    assert search.search(seeing(workspace, "c2"), "Hasan", patience=0.0).behind == 0


def test_added_one_by_one_is_the_same_as_made_at_once(workspace: Workspace) -> None:
    for number, name in enumerate(("Karim", "Salim", "كريم")):
        put(workspace, people(str(number), name))
        Search(workspace).refresh()
    grown = answers(workspace)
    Search(workspace).rebuild()
    assert answers(workspace) == grown
    for path in (workspace.root / "manifests").glob("*.nodes"):
        path.unlink()
    Search(workspace).rebuild()
    assert answers(workspace) == grown


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 cut", None])
def test_what_a_source_touched_is_looked_for_again_when_the_file_is_gone(
    workspace: Workspace, damage: bytes | None
) -> None:
    source = put(workspace, people("1", "Karim"))
    put(workspace, people("2", "Salim"))
    files = TouchedFiles(workspace.root / "manifests")
    files.save(source.no, Touched(np.array([999]), {}))
    if damage is None:
        files.drop(source.no)
    else:
        files.path(source.no).write_bytes(damage)
    assert files.load(source.no) is None
    assert Search(workspace).search(seeing(workspace), "Hasan").total == 2
    assert files.load(source.no) is not None


REFRESHING = """
import sys, time
from pathlib import Path
from tahqiq.store.search import Search
from tahqiq.store.workspace import Workspace
def show(done, total):
    if done == int(sys.argv[2]):
        print("here", flush=True)
        time.sleep(60)
Search(Workspace.open(Path(sys.argv[1]))).refresh(show=show)
"""


@pytest.mark.parametrize("done", [0, 2])
def test_a_job_killed_between_two_sources_is_taken_up_again(workspace: Workspace, done: int) -> None:
    for number in range(4):
        put(workspace, people(str(number), f"Karim {number}"))
    kept = REFRESHING.replace(
        "def show", "import tahqiq.store.search.writer as w\nw._COMMIT_SECONDS = 0.0\ndef show"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", kept, str(workspace.root), str(done)],
        stdout=subprocess.PIPE,
        env=dict(os.environ),
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"here\n"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert len(indexed(workspace)) == done
    assert Search(workspace).search(seeing(workspace), "Hasan", patience=0.0).behind == 4 - done
    assert Search(workspace).refresh()
    grown = answers(workspace)
    Search(workspace).rebuild()
    assert answers(workspace) == grown
    assert Search(workspace).search(seeing(workspace), "Hasan").total == 4


CALLS = "caller,callee,start,duration,cell\n" + "".join(
    (
        f"96474300{number % 7:05d},96474301{number % 5:05d},2024-03-01 10:{number:02d}:00,60,"
        f"4180{number % 3:04d}\n"
    )
    for number in range(40)
)


def test_collecting_does_not_wait_for_the_index_and_events_are_found_afterwards(tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    file.write_text(CALLS, "utf-8")
    door = Door.found(tmp_path / "ws")
    bench = Workbench(door, door.here())
    workspace = door.workspace
    collected = bench.collect([file], bench.deposit(zone="Asia/Baghdad"))
    assert (collected[0].facts, indexed(workspace)) == (40, [])
    source = workspace.sources.all(bench.scope())[0]
    kept = TouchedFiles(workspace.root / "manifests").load(source.no)
    assert kept is not None
    read = FactFeed(workspace.database, workspace.root / "facts").mentioned(source.no)
    assert {no: nodes.tolist() for no, nodes in kept.mentioned.items()} == {
        no: nodes.tolist() for no, nodes in read.items()
    }
    assert len(read[source.data_class]) == 7 + 5 + 3
    assert bench.search("00964 743 0000 003", patience=0.0).behind == 1
    assert [hit.caption for hit in bench.search("00964 743 0000 003").hits] == ["+9647430000003"]
    assert bench.search("7430100").total == 5
    assert SqlCatalogue(workspace.database).published("Call", "by_row")
    door.close()


@given(
    st.lists(
        st.text(alphabet=st.characters(codec="ascii"), max_size=80)
        | st.from_regex(r"\+?[0-9]{3,15}", fullmatch=True),
        min_size=1,
        max_size=3,
    )
)
def test_many_identifiers_have_the_terms_of_each(texts: list[str]) -> None:
    texts = texts * terms.MANY
    one_by_one = [terms.joined(11, terms.code_terms(text)).split() for text in texts]
    assert [list(dict.fromkeys(field.split())) for field in terms.code_fields(11, texts)] == one_by_one


@pytest.mark.postgres
def test_the_same_on_postgresql(postgres_server: str, tmp_path: Path) -> None:
    with psycopg.connect(f"{postgres_server} dbname=postgres", autocommit=True) as connection:
        connection.execute(b"CREATE DATABASE behind")
    workspace = Workspace.create(tmp_path / "ws", f"{postgres_server} dbname=behind")
    try:
        test_added_one_by_one_is_the_same_as_made_at_once(workspace)
    finally:
        workspace.close()


def test_a_question_does_not_wait_for_whoever_is_at_it(workspace: Workspace) -> None:
    """While the worker of a server adds a large document, everybody who searches meanwhile is answered at
    once from what is there."""
    put(workspace, people("1", "Karim"))
    with workspace.database.transaction() as transaction:
        transaction.execute("UPDATE source SET statements=100000000")  # longer than anybody's patience
    search = Search(workspace)
    with Folder(workspace.root / "index").writing(0.0):
        began = monotonic()
        assert search.search(seeing(workspace), "Hasan", patience=60.0).behind == 1
        assert monotonic() - began < 30, "the question waited for the writer"
