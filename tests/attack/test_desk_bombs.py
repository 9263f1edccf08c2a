"""Files that made the desks' own parsers take gigabytes or minutes in the server's process: each is a located
problem or a designed error, and the server's memory stays as it is."""

import io
import os
import resource
import struct
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy.io import netcdf_file

from tahqiq.collect.exchange_judgement import judgements_in
from tahqiq.desks.cargo.arrivals.tables import headed
from tahqiq.desks.custody.imports.tables import read_table
from tahqiq.desks.lab.batch.archive import unpacked
from tahqiq.desks.lab.batch.instrument import history_of
from tahqiq.desks.lab.batch.method import method_of
from tahqiq.desks.lab.batch.sheet import sheet
from tahqiq.desks.lab.readers import read, spectra
from tahqiq.desks.passengers.airline_messages.messages import read_messages
from tahqiq.desks.passengers.watchlists.list_files import read_list_file
from tahqiq.formats.cargo.papers import papers
from tahqiq.formats.confined import task
from tahqiq.formats.confined.known import choose
from tahqiq.formats.confined.task import Stopped, Task
from tahqiq.formats.etsi.product import retained, warrant
from tahqiq.formats.pictures import size, square, within
from tahqiq.formats.plain_table import plain_table
from tahqiq.formats.reader import Limits
from tahqiq.kit.errors import WrongUse
from tahqiq.model.problem import Problem
from tahqiq.products.briefing.file import briefing_of
from tahqiq.products.bundle.checker import check

ROOM = 160 << 20
"""Bytes by which the memory of the process that asks may grow: a bomb gives gigabytes."""


def taken() -> int:
    """Bytes of memory of this process now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize()


def outcome(work: Callable[[], object]) -> list[str]:
    """The codes that reading something ends with: of a designed error, or of its problems. Fails where memory
    of this process grew."""
    before = taken()
    try:
        found = codes(work())
    except WrongUse as error:
        found = [error.code]
    assert taken() - before < ROOM
    return found


def codes(answer: object) -> list[str]:
    if isinstance(answer, Problem):
        return [answer.code]
    if isinstance(answer, list | tuple):
        return [code for one in answer for code in codes(one)]
    found = [one.code for one in getattr(answer, "problems", ())]
    return found + [code for one in getattr(answer, "messages", ()) for code in codes(one)]


def scan(times: int, packed: bool = True, size: int = 1 << 20) -> str:
    data = np.zeros(size // 8).tobytes()
    text = b64encode(zlib.compress(data, 9)).decode()
    array = (
        '<binaryDataArray><cvParam accession="MS:1000523"/><cvParam accession="MS:1000574"/><cvParam '
        'accession="MS:{}"/><binary>{}</binary></binaryDataArray>'
    )
    one = (
        '<spectrum><cvParam accession="MS:1000511" '
        f'value="1"/>{array.format(1000514, text)}{array.format(1000515, text)}</spectrum>'
    )
    return one * times


def test_a_small_archive_does_not_fill_the_disk(tmp_path: Path) -> None:
    """2.1 MB wrote 1.9 GB: members of just the size below which their ratio was not asked."""
    path = tmp_path / "sequence.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(40):
            made.writestr(f"r{number}.cdf", bytes(15 << 20))
    assert path.stat().st_size < 1 << 20
    assert outcome(lambda: unpacked(path, "0" * 64, tmp_path / "scratch")) == ["lab-archive-wrong"]
    assert [one for one in (tmp_path / "scratch").rglob("*") if one.is_file()] == []


def test_members_that_lie_in_one_another_count_as_often_as_they_are_listed(tmp_path: Path) -> None:
    once = io.BytesIO()
    with zipfile.ZipFile(once, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.cdf", bytes(10 << 20))
    data = once.getvalue()
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[at:end]
    many = entry * 500
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 500, 500, len(many), at, 0)
    path = tmp_path / "o.zip"
    path.write_bytes(data[:at] + many + tail)
    assert path.stat().st_size < 50_000
    assert outcome(lambda: unpacked(path, "1" * 64, tmp_path / "scratch")) == ["lab-archive-wrong"]


def test_what_a_task_writes_is_watched(tmp_path: Path) -> None:
    path = tmp_path / "sequence.zip"
    with zipfile.ZipFile(path, "w") as made:
        for number in range(3):
            made.writestr(f"r{number}.cdf", os.urandom(3 << 20))
    narrow = Task[int]("tahqiq.desks.lab.readers.archives:unpack", int, Limits(max_written=1 << 20))
    with pytest.raises(WrongUse):
        narrow.once(path, tmp_path / "into", fills=tmp_path / "into")


def test_a_run_that_unpacks_to_gigabytes_has_bad_scans_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "r.mzML"
    good = scan(1, size=80).replace("MS:1000574", "MS:1000576")
    path.write_text(f"<mzML><run><spectrumList>{scan(150)}</spectrumList></run></mzML>", "utf-8")
    assert path.stat().st_size < 500_000
    assert "lab-scan-unreadable" in outcome(lambda: read(path))
    assert good


def test_groups_that_are_named_again_and_again_do_not_multiply(tmp_path: Path) -> None:
    """148 kB took 5.2 GB: a group of parameters in every one of some thousand elements."""
    group = "".join(f'<userParam name="n{number:04d}" value="{"v" * 40}"/>' for number in range(900))
    uses = '<sample name="s"><referenceableParamGroupRef ref="g"/></sample>' * 1_500
    path = tmp_path / "r.mzML"
    path.write_text(
        (
            "<mzML><referenceableParamGroup "
            f'id="g">{group}</referenceableParamGroup>{uses}{scan(1, size=800)}</mzML>'
        ),
        "utf-8",
    )
    assert path.stat().st_size < 200_000
    found = outcome(lambda: read(path))
    assert "limit-reached" in found or "lab-run-empty" in found


def test_one_bad_scan_does_not_end_a_run(tmp_path: Path) -> None:
    def made(value: str) -> str:
        mz, heights = (b64encode(np.array([91.0, 92.0]).tobytes()).decode() for _ in range(2))
        return (
            f'<spectrum><cvParam accession="MS:1000511" value="{value}"/><binaryDataArray><cvParam '
            'accession="MS:1000523"/><cvParam '
            f'accession="MS:1000514"/><binary>{mz}</binary></binaryDataArray>'
            '<binaryDataArray><cvParam accession="MS:1000523"/><cvParam '
            f'accession="MS:1000515"/><binary>{heights}</binary></binaryDataArray></spectrum>'
        )

    path = tmp_path / "r.mzML"
    path.write_text(f"<mzML>{made('1')}{made('nine')}{made('9' * 5_000)}{made('1')}</mzML>", "utf-8")
    found = read(path)
    assert found.run is not None
    assert len(found.run) == 2
    assert [(one.code, one.place.row) for one in found.problems if one.code == "lab-scan-unreadable"] == [
        ("lab-scan-unreadable", 2),
        ("lab-scan-unreadable", 3),
    ]


@pytest.mark.parametrize("place", [4, 28, 36])
def test_a_netcdf_head_that_claims_what_is_not_there(tmp_path: Path, place: int) -> None:
    path = tmp_path / "r.cdf"
    with netcdf_file(path, "w") as made:
        made.createDimension("point_number", 10)
        made.createDimension("scan_number", 2)
        for name, kind, size in (
            ("mass_values", "f4", "point_number"),
            ("intensity_values", "f4", "point_number"),
            ("scan_index", "i4", "scan_number"),
            ("point_count", "i4", "scan_number"),
        ):
            made.createVariable(name, kind, (size,))[:] = 5
    data = bytearray(path.read_bytes())
    data[place : place + 4] = b"\x7f\xff\xff\xff"
    path.write_bytes(data)
    assert outcome(lambda: read(path))


NESTED = {
    "xml": ("n.xml", b"<a>" * 60_000),
    "json": ("n.json", b"[" * 300_000),
    "objects": ("n.json", b'{"a":' * 300_000),
    "yaml": ("n.yaml", b"[" * 300_000),
    "lines": ("n.txt", b"\n" * 900_000),
    "quotes": ("n.csv", b'"' * 900_000),
    "columns": ("n.csv", b"," * 1_000_000 + b"\n"),
    "digits": ("n.csv", b"run,kind,sample,when,name,value\n" + b"9" * 900_000),
    "entities": (
        "n.xml",
        b'<!DOCTYPE a [<!ENTITY b "' + b"b" * 1_000 + b'">]><a>' + b"&b;" * 100_000 + b"</a>",
    ),
    "mzml": ("n.mzML", b"<mzML>" + b"<run>" * 60_000),
    "warrant": ("n.xml", b"<HI1Message>" + b"<Payload>" * 40_000),
    "sad": ("n.xml", b"<ASYCUDA>" + b"<Item>" * 40_000),
    "pnr": ("n.edi", b"UNB+UNOA:1+A+B'UNH+1+PNRGOV:13:1:IA'" + b"SRC'" * 10_000),
    "nothing": ("n.bin", bytes(900_000)),
    "msp": ("n.msp", b"Name: a\n" + b"a\n" * 450_000),
    "jcamp": ("n.jdx", b"##TITLE=a\n" + b"a\n" * 450_000),
    "jcamp labels": ("n.jdx", b"##A=\n" * 180_000),
    "picture": (
        "n.png",
        b"\x89PNG\r\n\x1a\n"
        + b"\x00\x00\x00\x0dIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x06\x00\x00\x00"
        + bytes(4),
    ),
}
PARSERS: dict[str, Callable[[Path], object]] = {
    "choose": lambda path: choose(path, path.name),
    "plain table": plain_table,
    "cargo table": lambda path: headed(plain_table(path)),
    "custody": lambda path: read_table(path, path.name),
    "lab": read,
    "lab library": lambda path: list(spectra(path)),
    "sheet": sheet,
    "controls": history_of,
    "method": method_of,
    "archive": lambda path: unpacked(path, "2" * 64, path.parent / "scratch"),
    "passengers": read_messages,
    "list": lambda path: read_list_file(path, path.name),
    "cargo": papers,
    "warrant": warrant,
    "retained": retained,
    "briefing": briefing_of,
    "bundle": check,
    "exchange": lambda path: list(judgements_in(path)),
    "picture": lambda path: (size(path), square(path, 64), within(path, 64)),
}


SLOW = ("plain table", "cargo table", "custody", "list")
"""Parsers that read any text as a table, however long."""


@pytest.mark.parametrize(
    "parser", [pytest.param(one, marks=pytest.mark.slow if one in SLOW else ()) for one in PARSERS]
)
def test_pathological_files_end_in_a_designed_way(tmp_path: Path, parser: str) -> None:
    """Nothing but errors that a person can be told, within the limits of a task, and the memory of this
    process unchanged."""
    for name, data in NESTED.values():
        path = tmp_path / name
        path.write_bytes(data)
        outcome(lambda path=path: PARSERS[parser](path))  # type: ignore[misc]


def test_time_memory_and_what_comes_back_are_limited(tmp_path: Path) -> None:
    path = tmp_path / "n.json"
    path.write_bytes(b"x" * 1_000)
    for function, limits, most, code in (
        ("tests.attack.greedy:computes", Limits(max_cpu=1.0), None, "reader-too-long"),
        ("tests.attack.greedy:sleeps", Limits(max_silence=0.5), None, "reader-too-slow"),
        ("tests.attack.greedy:grows", Limits(max_memory=64 << 20), None, "reader-stopped"),
        ("tests.attack.greedy:dies", Limits(), None, "reader-stopped"),
        ("tests.attack.greedy:fails", Limits(), None, "reader-stopped"),
        ("tests.attack.greedy:tells", Limits(), 4 << 20, "reader-too-much"),
        ("tests.attack.greedy:writes", Limits(max_written=4 << 20), None, "reader-too-much"),
        ("tests.attack.greedy:scatters", Limits(max_written=4 << 20), None, "reader-too-much"),
    ):
        asked = Task[str](function, str, limits, most)
        before = taken()
        with pytest.raises(Stopped) as stopped:
            list(asked.each(tmp_path, fills=tmp_path))
        assert stopped.value.code == code, function
        assert taken() - before < ROOM, function
        for left in tmp_path.glob("part*"):
            left.unlink()
    assert Task[str]("tests.attack.greedy:answers", str).once(path) == "n.json"
    assert task.ORDINARY.max_memory <= 2 << 30
