"""Good samples swollen by one sign repeated: a reader whose time grows with the square of its file is found
before a file of a megabyte stops a server.

    .venv/bin/python -m tests.attack.swollen READER [--most 900000] [--keep FOLDER]

``READER`` is an installed reader, or a name of :data:`PARSERS`. Each sign is put before, into and behind each
sample, 750 times, then four times as often, and so on up to ``--most``. Where the file is four times as large
and the CPU time more than :data:`GROWTH` times as long (and longer than :data:`FLOOR`), the combination is
printed and 1 given back. Only CPU time counts, so that a busy machine fails nothing.
"""

import argparse
import contextlib
import importlib
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tahqiq.formats.reader import Limits
from tahqiq.formats.registry import reader as installed_reader
from tahqiq.kit.errors import TahqiqError

from .mutants import GOLDEN, MEMORY, name_of, samples

GROWTH = 8.0
FLOOR = 0.35
"""CPU seconds below which nothing is said: garbage collection and the first import of a module cost some."""
FIRST = 750
SIGNS = (
    "\n",
    "\r\n",
    " ",
    "\t",
    '"',
    "'",
    "<",
    ">",
    "</a>",
    "<a ",
    "<!--",
    "[",
    "(",
    "{",
    "}",
    "]",
    "9",
    "0",
    "-",
    ",",
    ";",
    ":",
    "+",
    "=",
    "&",
    "&amp;",
    "a",
    "A ",
    "a\n",
    "\n ",
    "\n\t",
    ".",
    "/",
    "\\",
    "#",
    "##",
    "\x00",
    "?",
    "'\n",
    "~",
    "é",
    "ه",
    "%41",
    "=41",
    "- ",
    "..",
    "\n\n9",
    "a:",
    "9.",
    "9,",
    "A9",
    "SSR+",
    "x='",
    '="',
)
FEW = ("\n", " ", '"', "'", "<", "[", "(", "{", "9", ",", ";", ":", "+", "a\n", "\n ", "##", "A ")
"""The signs that have found something."""
TEXTS = {
    "x.msp": b'Name: Caffeine\nFormula: C8H10N4O2\nComment: seen\nNum Peaks: 2\n55 10\n194 999 "M"\n\n',
    "x.jdx": (
        b"##TITLE=Caffeine\n##JCAMP-DX=5.01\n##DATA TYPE=MASS SPECTRUM\n##NPOINTS=2\n##PEAK "
        b"TABLE=(XY..XY)\n55,10\n194,999\n##END=\n"
    ),
    "run.jdx": (
        b"##TITLE=Run\n##DATA TYPE=MASS SPECTRUM\n##SCAN_NUMBER=1\n##RETENTION_TIME=1.0\n##NPOINTS=1\n"
        b"##DATA TABLE=(XY..XY), PEAKS\n55,10\n##SCAN_NUMBER=2\n##RETENTION_TIME=2.0\n##NPOINTS=1\n"
        b"##DATA TABLE=(XY..XY), PEAKS\n55,11\n##END=\n"
    ),
    "x.txt": (
        b"ACCESSION: X1\nRECORD_TITLE: Caffeine\nCH$NAME: Caffeine\nCH$LINK: CAS 58-08-2\nPK$NUM_PEAK: "
        b"1\nPK$PEAK: m/z int. rel.int.\n  194.1 10 999\n//\n"
    ),
    "x.mzML": b'<mzML><run startTimeStamp="2026-01-01T00:00:00Z"><spectrumList count="1"><spectrum><cvParam '
    b'accession="MS:1000511" value="1"/><scanList><scan><cvParam accession="MS:1000016" '
    b'value="1"/></scan></scanList>'
    b'<binaryDataArrayList><binaryDataArray><cvParam accession="MS:1000523"/><cvParam '
    b'accession="MS:1000514"/><binary>AAAAAAAAWUA=</binary></binaryDataArray><binaryDataArray><cvParam '
    b'accession="MS:1000523"/>'
    b"<cvParam "
    b'accession="MS:1000515"/><binary>AAAAAAAAWUA=</binary></binaryDataArray></binaryDataArrayList></spectrum></spectrumList></run></mzML>',
    "x.mzXML": (
        b'<mzXML><msRun scanCount="1"><msInstrument><msIonisation value="EI"/></msInstrument><scan '
        b'num="1" msLevel="1" retentionTime="PT1S"><peaks '
        b'precision="32">QrgAAEEgAAA=</peaks></scan></msRun></mzXML>'
    ),
    "sequence.csv": b"run,kind,sample,amount\nr1,blank,solvent,\nr2,calibrator,C1,50 ug/mL\nr3,case,X1,\n",
    "controls.csv": b"when,name,value\n2026-01-02,istd,1.5\n2026-01-03,istd,1.6\n",
    "method.yaml": (
        b"name: Amines\nversion: '1'\ninstrument: GCMS-1\ntargets:\n- {name: a, ion: 58}\napproved:\n  "
        b"sha256: x\n"
    ),
    "w.xml": b"<HI1Message><Header><Timestamp>2026-01-01T00:00:00Z</Timestamp></Header><Payload><RequestPayload><ActionRequests><ActionRequest><ActionIdentifier>0</ActionIdentifier></ActionRequest></ActionRequests></RequestPayload></Payload></HI1Message>",  # noqa: E501
    "briefing.yaml": b"title: One\nlanguage: en\nblocks:\n- text: a\n",
    "e.csv": b"id,tahqiq:judgements\na,[]\n",
    "e.json": b'{"id": "a", "statements": [{"tahqiq:judgements": "[]"}]}\n',
    "p.edi": b"UNB+UNOA:1+A+B+260101:0000+1'UNH+1+PNRGOV:13:1:IA'MSG+:22'EQN+1'SRC'RCI+ZZ:SMP4L1'SSR+MOML:HK:1:ZZ'IFT+4:28::ZZ+TEXT'TIF+SAMPLE+JOHN:A:1'FOP+CC::10:VI:4111111111119876:0128'UNT+10+1'UNZ+1+1'",  # noqa: E501
    "p.xml": (
        b'<IATA_PNRGOV_NotifRQ><PNR BookingRefID="A"><SSR '
        b'SSR_Code="MOML">x</SSR><OSI>text</OSI><Passenger/></PNR></IATA_PNRGOV_NotifRQ>'
    ),
    "DATA.D/acqmeth.txt": b"Ion source : EI\n",
}
"""A small good file of each kind that desks read by themselves."""
RUN = Path("DATA.D/DATA.MS")


def _agilent() -> bytes:
    head = bytearray(0x11A)
    head[:4] = b"\x012\x00\x00"
    head[264:268] = ((0x11A + 2) // 2).to_bytes(4, "big")
    head[278:282] = (1).to_bytes(4, "big")
    return (
        bytes(head)
        + b"\x00\x0b"
        + (1000).to_bytes(4, "big")
        + b"\x00" * 6
        + b"\x00\x01"
        + b"\x00" * 4
        + b"\x04\x4c\x00\x64"
        + b"\x00" * 4
    )


def _read(path: Path) -> None:
    module = importlib.import_module("tahqiq.desks.lab.readers.recognition")
    module.read(path.parent if path.parent.suffix == ".D" else path)


def _streamed(path: Path) -> None:
    for _ in importlib.import_module("tahqiq.desks.lab.readers.recognition").spectra(path):
        pass


def _called(function: str, *more: object) -> Callable[[Path], None]:
    module, _, name = function.partition(":")

    def call(path: Path) -> None:
        answer = getattr(importlib.import_module(module), name)(path, *more)
        if isinstance(answer, Iterator):
            for _ in answer:
                pass

    return call


def _guarded(path: Path) -> None:
    importlib.import_module("tahqiq.formats.guard_run").guarded(path, path.name, path.with_name("kept"))


PARSERS: dict[str, tuple[Callable[[Path], None], tuple[str, ...]]] = {
    "lab": (_read, ("x.msp", "x.jdx", "run.jdx", "x.txt", "x.mzML", "x.mzXML", "DATA.D/acqmeth.txt")),
    "lab-library": (_streamed, ("x.msp", "x.jdx", "x.txt")),
    "lab-sheet": (_called("tahqiq.desks.lab.batch.tables.sheet:sheet"), ("sequence.csv",)),
    "lab-controls": (_called("tahqiq.desks.lab.batch.tables.sheet:history_of"), ("controls.csv",)),
    "lab-method": (_called("tahqiq.desks.lab.batch.tables.method:method_of"), ("method.yaml",)),
    "warrant": (_called("tahqiq.formats.etsi.whole:warrant"), ("w.xml",)),
    "briefing": (_called("tahqiq.formats.written:document"), ("briefing.yaml",)),
    "exchange": (_called("tahqiq.formats.exchange_column:judged", "tahqiq:judgements"), ("e.csv", "e.json")),
    "guard": (_guarded, ("p.edi", "p.xml", "x.msp")),
    "recognition": (
        _called("tahqiq.formats.registry:asked", "file"),
        ("p.edi", "p.xml", "x.msp", "x.mzML", "e.csv", "e.json"),
    ),
}


def target(name: str) -> tuple[Callable[[Path], None], list[tuple[str, bytes]]]:
    """What reads, and named samples."""
    if name in PARSERS:
        work, names = PARSERS[name]
        return work, [(one, TEXTS[one]) for one in names]
    installed = installed_reader(name)

    def read(path: Path) -> None:
        installed.sniff(path.read_bytes()[:65_536], path.name)
        for _ in installed.read(path, path.name, Limits()):
            pass

    smallest = sorted(samples(name), key=len)[:2]
    return read, [(name_of(name), data[:20_000]) for data in smallest] if (GOLDEN / name).is_dir() else [
        ("x", b"")
    ]


def swollen(data: bytes, sign: bytes, count: int) -> Iterator[bytes]:
    """The sample with the sign before it, in its first half, near its end, and behind it."""
    for at in dict.fromkeys((0, len(data) // 3, max(0, len(data) - len(data) // 8 - 1), len(data))):
        yield data[:at] + sign * count + data[at:]


def faults(
    name: str, most: int, signs: tuple[str, ...] = SIGNS
) -> Iterator[tuple[str, str, int, float, float]]:
    """Each sample, sign and size at which time grows too fast, with the time before and then."""
    work, good = target(name)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / RUN).parent.mkdir()
        (Path(folder) / RUN).write_bytes(_agilent())
        for called, data in good:
            path = Path(folder) / called
            _timed(work, path, data)
            for sign in signs:
                raw = sign.encode()
                for where in range(4):
                    before, count = 0.0, FIRST
                    while count * len(raw) <= most:
                        made = list(swollen(data, raw, count))
                        try:
                            took = _timed(work, path, made[where]) if where < len(made) else 0.0
                        except Exception as error:  # noqa: BLE001 (whatever a parser raises is what is looked for)
                            yield f"{called} at {where} raises {error!r:.150}", sign, count, before, 0.0
                            break
                        if _grows(before, took) and _grows(
                            *(
                                _timed(work, path, each)
                                for each in (list(swollen(data, raw, count // 4))[where], made[where])
                            )
                        ):
                            yield f"{called} at {where}", sign, count, before, took
                            break
                        before, count = took, count * 4


def _grows(before: float, took: float) -> bool:
    """Whether time grows faster than it may; asked twice, since what is needed for the first time is loaded
    then."""
    return took > FLOOR and (took > GROWTH * before if before > 0.02 else took > 5.0)


def _timed(work: Callable[[Path], None], path: Path, data: bytes) -> float:
    path.write_bytes(data)
    began = time.process_time()
    with contextlib.suppress(TahqiqError):  # a designed error
        work(path)
    return time.process_time() - began


def main() -> int:
    """Run and print; 1 when something grows too fast or raises what it may not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reader")
    parser.add_argument("--most", type=int, default=900_000)
    parser.add_argument("--few", action="store_true", help="Only the signs that have found something.")
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    found = list(faults(given.reader, given.most, FEW if given.few else SIGNS))
    for sample, sign, count, before, took in found:
        print(
            f"{given.reader}: {sample}: {sign!r} x {count}: {before:.2f} s, then {took:.2f} s",
            file=sys.stderr,
        )
    print(json.dumps({"reader": given.reader, "found": len(found), "cpu": round(time.process_time(), 1)}))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
