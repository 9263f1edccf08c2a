"""Merging changes how many files there are and nothing that is seen; a crash at any step shows no half of
it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tahqiq.kit.errors import Conflict
from tahqiq.store.facts.catalogue import FactFile
from tahqiq.store.facts.merge import MOST_FILES, merge, plan, sweep
from tahqiq.store.facts.verify import differing

from .conftest import House, call, scope, shrink


def answers(house: House, *classes: int) -> list[object]:
    """Everything the reads say about a dozen nodes."""
    store, allowed = house.store, scope(*classes)
    return [
        (
            store.records_of(allowed, node),
            store.contacts(allowed, node),
            store.neighbours(allowed, node),
            store.co_located(allowed, node),
            store.at_place(allowed, node),
            store.counts(allowed, node),
            store.occasions_of(allowed, node),
        )
        for node in range(12)
    ] + [store.records(allowed)]


_node = st.one_of(st.none(), st.integers(1, 6))
_rows = st.lists(
    st.builds(
        lambda a, b, when, place, side: call(a, b, when, place=place, side=side),
        _node,
        _node,
        st.one_of(st.none(), st.integers(0, 60)),
        st.one_of(st.none(), st.integers(7, 9)),
        st.sampled_from([0, 0, 1]),
    ),
    max_size=30,
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_rows, min_size=4, max_size=11), st.booleans())
def test_merging_changes_no_answer(
    fresh: Callable[[], House], sources: list[list[dict[str, object]]], tiny: bool
) -> None:
    house = fresh()
    with pytest.MonkeyPatch.context() as patch:
        if tiny:
            shrink(patch)
        for number, rows in enumerate(sources, 1):
            house.put(number, rows, class_no=number % 2 + 1)
        before = [answers(house, *classes) for classes in ((1,), (2,), (1, 2))]
        merge(house.root, house.catalogue, "Call")
    assert [answers(house, *classes) for classes in ((1,), (2,), (1, 2))] == before
    for layout in ("by_row", "by_party", "by_place", "pairs"):
        assert len(house.catalogue.published("Call", layout)) <= MOST_FILES
    assert list(differing(house.root, house.catalogue.published(None, "by_party"))) == []
    sweep(house.root, house.catalogue)
    assert {path.relative_to(house.root).as_posix() for path in house.root.glob("*/*")} == {
        file.path for file in house.catalogue.listed()
    }
    assert answers(house, 1, 2) == before[2]


def test_a_busy_number_in_many_files(house: House, small_ranges: None) -> None:
    for number in range(1, 6):
        house.put(
            number,
            [call(3 if n % 4 else None, n % 5 + 4 if n % 7 else None, 997 * n + number) for n in range(300)],
        )
    before = answers(house, 1)
    merge(house.root, house.catalogue, "Call")
    assert answers(house, 1) == before
    assert len(house.catalogue.published("Call", "by_party")) == 1


def test_many_sources_of_many_classes_end_in_few_files(house: House) -> None:
    for number in range(1, 31):
        house.put(number, [call(1, number + 1, 0)], class_no=number)
    merge(house.root, house.catalogue, "Call")
    assert len(house.catalogue.published("Call", "by_party")) == MOST_FILES
    assert [item.other for item in house.store.contacts(scope(17), 1)] == [18]


def test_crash_before_publication_leaves_the_old_files(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 6):
        house.put(number, [call(1, 2, number)])
    before = answers(house, 1)
    listed = {file.path for file in house.catalogue.listed()}

    def crash(*_: object) -> list[FactFile]:
        raise KeyboardInterrupt

    monkeypatch.setattr(type(house.catalogue), "replace", crash)
    with pytest.raises(KeyboardInterrupt):
        merge(house.root, house.catalogue, "Call")
    assert answers(house, 1) == before
    assert len(sweep(house.root, house.catalogue)) == 1
    assert {path.relative_to(house.root).as_posix() for path in house.root.glob("*/*")} == listed


def test_stopping_a_merge_leaves_no_half_file(house: House) -> None:
    for number in range(1, 6):
        house.put(number, [call(1, 2, number)])

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merge(house.root, house.catalogue, "Call", stop)
    assert not list(house.root.glob("*/*.tmp"))


def test_two_merges_at_once_do_not_publish_twice(house: House) -> None:
    files = [
        file
        for number in range(1, 5)
        for file in house.put(number, [call(1, 2, number)])
        if file.layout == "by_party"
    ]
    house.catalogue.replace(files[:1], [])
    with pytest.raises(Conflict):
        house.catalogue.replace(files, [])
    assert len(house.catalogue.published("Call", "by_party")) == 3


def test_sweep_keeps_live_sources_and_strangers(house: House) -> None:
    house.put(1, [call(1, 2, 0)], publish=False)
    house.put(2, [call(1, 2, 0)], publish=False)
    (house.root / "Call" / "notes.txt").write_text("x")
    (house.root / "tmp" / "s2-abc").mkdir(parents=True)
    (house.root / "tmp" / "s3-abc").mkdir(parents=True)
    removed = sweep(house.root, house.catalogue, frozenset({2}))
    assert {file.source for file in house.catalogue.listed()} == {2}
    assert len([name for name in removed if name.startswith("Call/")]) == 3
    assert "tmp/s3-abc" in removed
    assert (house.root / "tmp" / "s2-abc").is_dir()
    assert (house.root / "Call" / "notes.txt").exists()


def test_plan_merges_by_tier() -> None:
    def file(no: int, rows: int, class_no: int = 1) -> FactFile:
        return FactFile(
            no, "Call", "by_party", f"Call/{no}", "", rows, 0, no, frozenset({class_no}), 0, 1, "published"
        )

    assert plan([file(no, 1000) for no in range(3)]) == []
    assert [len(group) for group in plan([file(no, 1000) for no in range(5)] + [file(9, 10**7)])] == [5]
    assert plan([file(no, 1000, no) for no in range(8)]) == []
    assert [len(group) for group in plan([file(no, 1000, no) for no in range(10)])] == [3]


def test_verification_names_the_file(house: House) -> None:
    files = house.put(1, [call(1, 2, 0, place=5)])
    assert list(differing(house.root, files)) == []
    changed = next(file for file in files if file.layout == "by_party")
    gone = next(file for file in files if file.layout == "pairs")
    path: Path = house.root / changed.path
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    (house.root / gone.path).unlink()
    found = {(item.file.path, item.code) for item in differing(house.root, files)}
    assert found == {(changed.path, "facts-file-differs"), (gone.path, "facts-file-missing")}


def test_reading_goes_on_while_files_are_merged_and_swept(house: House) -> None:
    for number in range(1, 13):
        house.put(number, [call(1, n % 5 + 2, 60 * n + number * 10_000, place=50) for n in range(30)])
    before = answers(house, 1)
    with ThreadPoolExecutor(3) as readers:
        running = [readers.submit(lambda: [answers(house, 1) for _ in range(4)]) for _ in range(3)]
        merge(house.root, house.catalogue, "Call")
        sweep(house.root, house.catalogue)
        for task in running:
            assert all(found == before for found in task.result())
    assert answers(house, 1) == before
