"""The main job on real files: collected with proposed mappings, searched, shown, walked, verified. Skipped
where the test data is not there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.collect.collection_result import Collected
from tahqiq.collect.mapping.known import ReadingHints
from tahqiq.workbench import Workbench

WANTED = (
    "networks/caviar_matrix.csv",
    "watchlists/UN_consolidated.xml",
    "watchlists/ofac_sdn.csv",
    "calls/bandicoot_ego.csv",
    "calls/bandicoot_A.csv",
    "bank/mt940/betterplace/sepa_snippet.sta",
    "bank/mt940/jejik/abnamro.sta",
    "bank/mt940/cmxl/mt940.sta",
    "bank/mt940/betterplace/sepa_mt9401.sta",
    "bank/mt940/betterplace/with_binary_character.sta",
)


@pytest.fixture(scope="module")
def job(
    tmp_path_factory: pytest.TempPathFactory, shared_data: Callable[[str], Path]
) -> Iterator[tuple[Workbench, dict[str, Collected]]]:
    wanted = [shared_data(name) for name in WANTED]
    root = tmp_path_factory.mktemp("main") / "ws"
    Door.found(root).close()
    with Workbench.opened(root) as bench:
        results = bench.collect(wanted, bench.deposit(zone="Asia/Baghdad"))
        waiting = [item for item in results if item.status == "needs-mapping"]
        assert {item.path for item in waiting} == {"bandicoot_ego.csv", "bandicoot_A.csv"}
        assert all(
            next(problem.code for problem in bench.problems(item.source)) == "ask-target" for item in waiting
        )
        for number, item in enumerate(waiting):
            results.remove(item)
            results += bench.reread(
                item.source, None, "the letter names him", said=ReadingHints(target=f"0743111000{number}")
            )
        yield bench, {item.path: item for item in results}


Job = tuple[Workbench, dict[str, Collected]]


def count(bench: Workbench, source: str, schema: str) -> int:
    """Entities of a type that a source says something about."""
    number = bench.source(source).no
    sql = (
        "SELECT COUNT(DISTINCT s.entity) FROM statement s JOIN node n ON n.no = s.entity WHERE "
        "s.source=? AND n.schema=?"
    )
    return int(str(bench.workspace.database.query(sql, (number, schema))[0][0]))


def test_all_came_in_and_balances(job: Job) -> None:
    bench, came = job
    assert {item.status for item in came.values()} == {"published"}
    for item in came.values():
        lost = sum(problem.records for problem in bench.problems(item.source, 10_000))
        assert item.records == item.mapped + lost


def test_the_caviar_matrix(job: Job) -> None:
    bench, came = job
    caviar = came["caviar_matrix.csv"]
    assert (
        caviar.mapping,
        count(bench, caviar.source, "Person"),
        count(bench, caviar.source, "UnknownLink"),
    ) == ("matrix", 110, 295)
    ids = {}
    for name in ("1", "12", "3", "87", "76"):
        sql = (
            "SELECT DISTINCT n.id FROM node n JOIN statement s ON s.entity = n.no JOIN value v ON "
            "v.no = s.value "
            "WHERE s.source=? AND n.schema='Person' AND v.text=?"
        )
        rows = bench.workspace.database.query(sql, (bench.source(caviar.source).no, name))
        assert len(rows) == 1
        assert isinstance(rows[0][0], bytes)
        ids[name] = rows[0][0].hex()
    degree = {
        name: len({item.entity.id for item in bench.neighbours(node).neighbours})
        for name, node in ids.items()
    }
    assert degree == {"1": 60, "12": 28, "3": 27, "87": 16, "76": 15}
    around = bench.neighbours(ids["1"])
    assert all(item.link.weight > 0 for item in around.neighbours)
    way = bench.path(ids["76"], ids["12"])
    assert way.found.path is not None
    assert 2 <= len(way.entities) <= 4
    assert (way.entities[0].id.hex(), way.entities[-1].id.hex()) == (ids["76"], ids["12"])


def test_the_lists(job: Job) -> None:
    bench, came = job
    un, ofac = came["UN_consolidated.xml"], came["ofac_sdn.csv"]
    assert count(bench, un.source, "Person") == 730
    assert count(bench, un.source, "Organization") + count(bench, un.source, "LegalEntity") == 273
    assert (ofac.records, ofac.mapped) == (8_976, 8_976)
    assert count(bench, ofac.source, "Person") == 4_620


def test_a_listed_name_is_found_in_arabic_script_with_its_source(job: Job) -> None:
    bench, came = job
    sql = (
        "SELECT v.text FROM statement s JOIN node n ON n.no = s.entity JOIN value v ON v.no = s.value "
        "WHERE s.source=? AND n.schema='Person' AND v.text BETWEEN 'ا' AND 'ي' ORDER BY v.text LIMIT 5"
    )
    names = [
        str(row[0])
        for row in bench.workspace.database.query(sql, (bench.source(came["UN_consolidated.xml"].source).no,))
    ]
    assert len(names) == 5
    for name in names:
        hits = bench.search(name).hits
        assert hits, name
        entity = bench.show(hits[0].id.hex())
        assert all(item.source_name and item.place.label() for item in entity.statements)


@pytest.mark.parametrize(
    ("name", "entries", "off"),
    [
        ("sepa_mt9401.sta", 97, 0),
        ("with_binary_character.sta", 4, 0),
        ("sepa_snippet.sta", 11, 1),
        ("abnamro.sta", 10, None),
        ("mt940.sta", 16, None),
    ],
)
def test_bank_statements_against_their_own_figures(
    job: Job, name: str, entries: int, off: int | None
) -> None:
    """``off``: how many statements of the file do not add up by their own figures; None: not asked."""
    bench, came = job
    assert (came[name].format, came[name].facts) == ("mt940", entries)
    if off is not None:
        assert len([item for item in bench.problems(came[name].source) if "balance" in item.code]) == off


def test_calls_of_the_ordered_numbers(job: Job) -> None:
    bench, came = job
    assert (came["bandicoot_ego.csv"].records, came["bandicoot_ego.csv"].facts) == (314, 314)
    assert (came["bandicoot_A.csv"].records, came["bandicoot_A.csv"].facts) == (42, 42)
    rows = bench.workspace.database.query("SELECT id FROM node WHERE schema='PhoneNumber'")
    told = [bench.happenings(row[0].hex(), limit=1_000) for row in rows if isinstance(row[0], bytes)]
    assert {314, 42, 66 + 12} <= {
        item.records for item in told
    }  # both targets, and correspondent B in both files
    assert all(item.total <= item.records for item in told)
    assert all(records and records[0].statements[0].source_name for item in told for records in item.events)


def test_all_verifies(job: Job) -> None:
    verdict = job[0].verify()
    assert verdict.holds, [finding.say("en").sentence for finding in verdict.findings]
