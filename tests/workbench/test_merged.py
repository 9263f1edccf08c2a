"""Merged entities wherever something is read: shown, linked, found, exported; and nothing is left of them
when they are taken back."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tahqiq.access.door import Door
from tahqiq.kit.errors import WrongUse
from tahqiq.workbench import Workbench
from tests.collected import collected

SHEETS = {
    "arrest.csv": "name,phone,city\nAli Hasan,07901234567,Basra\nSara Ahmed,07907654321,Erbil\n",
    "booking.csv": (
        "name,phone,email\nA. Hasan,07902223344,ali@example.org\nKarim Own,07905556677,karim@example.org\n"
    ),
    "list.csv": "name,phone,city\nعلي حسن,07903334455,البصرة\n",
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with collected(tmp_path_factory.mktemp("merged"), SHEETS) as opened:
        yield opened


def people(bench: Workbench) -> dict[str, str]:
    scanned = bench.workspace.reading.scan(bench.scope())
    return {
        item.value: item.entity.hex()
        for _, said in scanned
        for item in said
        if item.prop == "name" and item.schema == "Person"
    }


def phone(bench: Workbench, key: str) -> str:
    ids = bench.workspace.database.query(
        "SELECT id FROM node WHERE schema='PhoneNumber' AND key LIKE ?", (f"%{key}",)
    )
    assert isinstance(ids[0][0], bytes)
    return ids[0][0].hex()


@pytest.fixture
def one(bench: Workbench) -> Iterator[dict[str, str]]:
    """Three records of one man merged for a test."""
    ids = people(bench)
    made = [
        bench.identity.judge(ids["Ali Hasan"], ids["A. Hasan"], "same", "x"),
        bench.identity.judge(ids["علي حسن"], ids["A. Hasan"], "same", "x"),
    ]
    yield ids
    for item in made:
        bench.identity.undo(item.judgement.id, "end of the test")


def test_an_entity_is_shown_whole_by_any_of_its_ids_each_value_with_its_fragment_and_source(
    bench: Workbench, one: dict[str, str]
) -> None:
    shown = bench.show(one["علي حسن"])
    assert shown == bench.show(one["Ali Hasan"])
    assert shown.id.hex() == one["Ali Hasan"]
    assert {part.hex() for part in shown.fragments} == {
        one[name] for name in ("Ali Hasan", "A. Hasan", "علي حسن")
    }
    assert set(shown.values("name")) == {"Ali Hasan", "A. Hasan", "علي حسن"}
    assert {item.entity.hex(): item.source_name for item in shown.statements}[
        one["A. Hasan"]
    ] == "booking.csv"
    assert bench.captions([bytes.fromhex(one["علي حسن"])]) == {bytes.fromhex(one["علي حسن"]): "Ali Hasan"}


def test_neighbours_and_ways_go_through_the_merged_entity(bench: Workbench, one: dict[str, str]) -> None:
    around = bench.neighbours(one["A. Hasan"])
    assert around.entity.id.hex() == one["Ali Hasan"]
    assert {item.entity.key for item in around.neighbours} >= {
        "+9647901234567",
        "+9647902223344",
        "+9647903334455",
    }
    assert all(around.number in (item.link.a, item.link.b) for item in around.neighbours)
    of_phone = bench.neighbours(phone(bench, "7902223344"))
    assert [item.entity.id.hex() for item in of_phone.neighbours] == [one["Ali Hasan"]]
    way = bench.path(phone(bench, "7901234567"), phone(bench, "7903334455"))
    assert [entity.id.hex() for entity in way.entities] == [
        phone(bench, "7901234567"),
        one["Ali Hasan"],
        phone(bench, "7903334455"),
    ]
    with pytest.raises(WrongUse):
        bench.path(one["Ali Hasan"], one["علي حسن"])


def test_links_are_drawn_at_the_fragment_one_asks_with(bench: Workbench, one: dict[str, str]) -> None:
    number = bench.workspace.reading.resolve(bench.scope(), one["علي حسن"])
    links = bench.links.of(bench.scope(), [number])
    assert len(links) >= 3
    assert all(number in (link.a, link.b) for link in links)


def test_a_search_finds_a_merged_entity_once(bench: Workbench, one: dict[str, str]) -> None:
    found = bench.search("Hasan")
    assert [hit.id.hex() for hit in found.hits] == [one["Ali Hasan"]]
    assert found.total == 1
    assert found.hits[0].caption == "Ali Hasan"


def test_reading_asks_no_question_per_fragment(
    bench: Workbench, one: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many questions to the database for three fragments as for one."""
    counted = 0
    ask = bench.workspace.database.query

    def counting(*given: object) -> object:
        nonlocal counted
        counted += 1
        return ask(*given)  # type: ignore[arg-type]

    def questions(identity: str) -> int:
        nonlocal counted
        bench.show(identity)
        counted = 0
        bench.show(identity)
        return counted

    monkeypatch.setattr(bench.workspace.database, "query", counting)
    assert questions(one["A. Hasan"]) == questions(people(bench)["Sara Ahmed"])


@pytest.mark.parametrize("name", ["ftm", "csv", "graphml", "xlsx"])
def test_an_export_has_the_merged_entity_once(
    bench: Workbench, one: dict[str, str], tmp_path: Path, name: str
) -> None:
    made = bench.export(name, tmp_path / f"out.{name}")
    assert made.size
    if name == "ftm":
        text = (tmp_path / "out.ftm").read_text("utf-8")
        assert text.count('"referents"') == 1
        assert made.entities == 3
        again = Door.found(tmp_path / "again", owner="owner")
        other = Workbench(again, again.people.get("owner"))
        results = other.collect([tmp_path / "out.ftm"], other.deposit())
        assert not other.problems(results[0].source)
        assert people(other) == people(bench)
        again.close()


def exported(bench: Workbench, folder: Path) -> list[bytes]:
    """Every export that is text, sorted by lines."""
    found = []
    for name in ("out.ftm", "statements.csv", "values.csv", "chart.graphml"):
        bench.export({"values.csv": "csv", "chart.graphml": "graphml"}.get(name, "ftm"), folder / name)
        found.append((folder / name).read_bytes())
    return found


NAMES = ("Ali Hasan", "A. Hasan", "علي حسن", "Sara Ahmed", "Karim Own")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from(["same", "same", "different", "unsure"]),
    ),
    max_size=8,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.randoms(use_true_random=False))
def test_any_judgements_taken_back_in_any_order_leave_the_exports_as_they_were(
    bench: Workbench, tmp_path: Path, steps: list[tuple[str, str, str]], random: Random
) -> None:
    ids = people(bench)
    before = exported(bench, tmp_path)
    made = [
        bench.identity.judge(ids[left], ids[right], verdict, "x").judgement
        for left, right, verdict in steps
        if left != right
    ]
    waiting = list(made)
    while waiting:
        live = [item for item in waiting if item.id in bench.entities(bench.scope()).clustering.live]
        taken = random.choice(live)
        bench.identity.undo(taken.id, "back")
        waiting.remove(taken)
    assert exported(bench, tmp_path) == before
