"""Each golden sample cut, flipped and filled at random places, through the real intake: told, balanced,
verified."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench

from .test_collect import GOLDEN, STATUS, balanced

SAMPLES = sorted(path for path in GOLDEN.glob("*/sample*") if not path.name.endswith(".expected.json"))
JUNK = (
    b"",
    b"\x00",
    b"\xff\xfe",
    b"\n",
    b'"',
    b"<",
    b"&x;",
    b"{",
    b"]",
    b"9" * 400,
    "\u202e".encode(),
    b"PK\x03\x04",
    b"\x1a",
    b"'; DROP TABLE source; --",
)
Change = tuple[str, float, float, bytes]
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["cut", "flip", "insert", "remove", "repeat"]),
        st.floats(0, 1),
        st.floats(0, 0.05),
        st.sampled_from(JUNK),
    ),
    min_size=1,
    max_size=3,
)
PATIENT = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


def changed(data: bytes, changes: list[Change]) -> bytes:
    """``data`` with the changes made one after the other."""
    for kind, where, much, junk in changes:
        at = int(where * len(data))
        end = min(len(data), at + 1 + int(much * len(data)))
        if kind == "cut":
            data = data[:at]
        elif kind == "flip":
            data = data[:at] + bytes(byte ^ 0x55 for byte in data[at:end]) + data[end:]
        elif kind == "insert":
            data = data[:at] + junk + data[at:]
        elif kind == "remove":
            data = data[:at] + data[end:]
        else:
            data = data[:end] + data[at:end] + data[end:]
    return data


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    root = tmp_path_factory.mktemp("mutations") / "ws"
    Door.found(root).close()
    with Workbench.opened(root) as opened:
        yield opened


def collected(bench: Workbench, folder: Path, sample: Path, changes: list[Change]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / sample.name).write_bytes(changed(sample.read_bytes(), changes))
    results = bench.collect([folder], bench.deposit(zone="Asia/Baghdad"))
    assert results
    assert {item.status for item in results} <= STATUS, results
    balanced(bench, results, verify=False)


@settings(max_examples=25, deadline=None, suppress_health_check=PATIENT)
@given(sample=st.sampled_from(SAMPLES), changes=CHANGES)
def test_a_damaged_sample_is_told_and_balances(
    bench: Workbench, tmp_path: Path, sample: Path, changes: list[Change]
) -> None:
    collected(bench, tmp_path / "in", sample, changes)


def test_everything_that_came_of_it_verifies(bench: Workbench) -> None:
    assert bench.verify().holds


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES, ids=[f"{path.parent.name}-{path.name}" for path in SAMPLES])
def test_many_damaged_samples(bench: Workbench, tmp_path: Path, sample: Path) -> None:
    @settings(max_examples=80, deadline=None, suppress_health_check=PATIENT)
    @given(changes=CHANGES)
    def many(changes: list[Change]) -> None:
        collected(bench, tmp_path / "in", sample, changes)

    many()
    assert bench.verify().holds
