"""Invented runs in the formats of instruments, written by hand for the tests."""

import base64
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.io import netcdf_file

Scans = Sequence[tuple[float, Sequence[tuple[float, int]]]]
SCANS: Scans = (
    (60.0, ((44.0, 120), (91.0, 40))),
    (60.5, ((44.0, 900), (65.0, 300), (91.0, 2000))),
    (61.0, ((91.0, 80),)),
)


def andi(
    path: Path,
    scans: Scans = SCANS,
    *,
    scale: float = 1.0,
    ionisation: str = "Electron Impact",
    times: bool = True,
    gap: int = 0,
) -> Path:
    """A classic ANDI file; ``gap`` points of nonsense stand after each scan, which scan_index jumps over."""
    points: list[tuple[float, int]] = []
    index = []
    for _, peaks in scans:
        index.append(len(points))
        points += [*peaks, *[(5.0, 1)] * gap]
    with netcdf_file(path, "w") as file:
        file.test_ionization_mode = ionisation.encode()
        file.createDimension("point_number", len(points))
        file.createDimension("scan_number", len(scans))
        masses = file.createVariable("mass_values", "d", ("point_number",))
        masses.scale_factor = scale
        masses[:] = np.array([mz / scale for mz, _ in points])
        file.createVariable("intensity_values", "i", ("point_number",))[:] = np.array(
            [height for _, height in points]
        )
        file.createVariable("scan_index", "i", ("scan_number",))[:] = np.array(index)
        file.createVariable("point_count", "i", ("scan_number",))[:] = np.array(
            [len(peaks) for _, peaks in scans]
        )
        if times:
            file.createVariable("scan_acquisition_time", "d", ("scan_number",))[:] = np.array(
                [time for time, _ in scans]
            )
    return path


def andi_marked(path: Path, marks: int = 1) -> Path:
    """Two scans of three points; behind the second stands a mark: its last point is saturated (bit 6). Beside
    them what an instrument is called."""
    with netcdf_file(path, "w") as file:
        file.test_ionization_mode = b"Electron Impact"
        for name, size in (
            ("point_number", 7),
            ("scan_number", 2),
            ("instrument_number", 1),
            ("_32_byte_string", 32),
        ):
            file.createDimension(name, size)
        file.createVariable("mass_values", "d", ("point_number",))[:] = np.array(
            [41, 43, 57, 41, 43, 57, 2.0]
        )
        file.createVariable("intensity_values", "f", ("point_number",))[:] = np.array(
            [5, 9, 7, 50, 90, 70, 64.0]
        )
        for name, kind, values in (
            ("scan_index", "i", [0, 3]),
            ("point_count", "i", [3, 3]),
            ("flag_count", "i", [0, marks]),
            ("scan_acquisition_time", "d", [60.0, 61.0]),
            ("resolution", "d", [-9999.0, -9999.0]),
            ("scan_duration", "d", [0.9, 0.9]),
        ):
            file.createVariable(name, kind, ("scan_number",))[:] = np.array(values)
        named = file.createVariable("instrument_name", "c", ("instrument_number", "_32_byte_string"))
        named[:] = np.array([list("Invented 1".ljust(32, "\0"))], "S1")
    return path


def andi_library(path: Path, named: Sequence[str] = ("invented", "second")) -> Path:
    """A library: a spectrum of three and one of two points."""
    with netcdf_file(path, "w") as file:
        for name, size in (("point_number", 5), ("scan_number", 2), ("_64_byte_string", 64)):
            file.createDimension(name, size)
        file.createVariable("mass_values", "i", ("point_number",))[:] = np.array([31, 45, 46, 57, 58])
        file.createVariable("intensity_values", "i", ("point_number",))[:] = np.array(
            [999, 500, 210, 30, 999]
        )
        for name, values in (("scan_index", [0, 3]), ("point_count", [3, 2]), ("CAS_number", [64175, -9999])):
            file.createVariable(name, "i", ("scan_number",))[:] = np.array(values)
        for name, texts in (
            ("entry_name", named),
            ("chemical_formula", ("C2H6O", "")),
            ("other_name_0", ("one more name", "")),
        ):
            held = file.createVariable(name, "c", ("scan_number", "_64_byte_string"))
            held[:] = np.array([list(text.ljust(64, "\0")) for text in texts], "S1")
    return path


def data_ms(scans: Scans = SCANS, *, stated: int | None = None, sample: str = "invented") -> bytes:
    """The bytes of a DATA.MS."""
    head = bytearray(0x1688)
    head[:4] = b"\x012\x00\x00"
    for at, text in ((24, sample), (148, "AB"), (178, "01 Jan 26  09:00 am"), (228, "invented.M")):
        head[at] = len(text)
        head[at + 1 : at + 1 + len(text)] = text.encode("latin-1")
    head[264:268] = (0x1688 // 2 + 1).to_bytes(4, "big")
    head[278:282] = (len(scans) if stated is None else stated).to_bytes(4, "big")
    body = b""
    for time, peaks in scans:
        pairs = b"".join(struct.pack(">HH", round(mz * 20), packed(height)) for mz, height in peaks)
        record = struct.pack(">IHHHHHH", round(time * 1000), 0, 1, 0, len(peaks), 0, 0) + pairs
        record += struct.pack(">HHHI", 5, 4, 0, min(sum(height for _, height in peaks), 2**32 - 1))
        body += struct.pack(">H", (len(record) + 2) // 2) + record
    return bytes(head) + body


def packed(height: int) -> int:
    """An intensity as 14 bits and a power of 8."""
    power = 0
    while height > 0x3FFF:
        height, power = height // 8, power + 1
    return height | power << 14


def folder(path: Path, scans: Scans = SCANS, *, sample: str = "invented") -> Path:
    """A .D folder with what lies beside the data."""
    path.mkdir(parents=True)
    (path / "DATA.MS").write_bytes(data_ms(scans, sample=sample))
    (path / "acqmeth.txt").write_bytes("Oven 110 °C\nTune file : stune.u\n".encode("utf-16"))
    (path / "CumulativeAuditTrail.xml").write_text(
        "<Set><AuditTrailEntry><User>AB</User><Comment>collected</Comment></AuditTrailEntry></Set>"
    )
    return path


def mzml(scans: Scans = SCANS, *, small: bool = True, minutes: bool = True, level: int = 1) -> str:
    """An mzML file."""
    spectra = ""
    for number, (time, peaks) in enumerate(scans):
        arrays = ""
        for code, values in (
            ("MS:1000514", [mz for mz, _ in peaks]),
            ("MS:1000515", [height for _, height in peaks]),
        ):
            data = np.array(values, "<f8").tobytes()
            text = base64.b64encode(zlib.compress(data) if small else data).decode()
            said = "".join(
                f'<cvParam accession="{one}"/>'
                for one in ("MS:1000523", "MS:1000574" if small else "MS:1000576", code)
            )
            arrays += f"<binaryDataArray>{said}<binary>{text}</binary></binaryDataArray>"
        unit, shown = ("UO:0000031", time / 60) if minutes else ("UO:0000010", time)
        spectra += (
            f'<spectrum id="scan={number + 1}"><cvParam accession="MS:1000511" '
            f'value="{level}"/><scanList><scan>'
            f'<cvParam accession="MS:1000016" value="{shown}" '
            f'unitAccession="{unit}"/></scan></scanList>{arrays}</spectrum>'
        )
    return (
        '<mzML xmlns="http://psi.hupo.org/ms/mzml"><cvParam '
        f'accession="MS:1000389"/><run><spectrumList>{spectra}</spectrumList></run></mzML>'
    )


def mzxml(scans: Scans = SCANS) -> str:
    """An mzXML file."""
    inner = ""
    for number, (time, peaks) in enumerate(scans, 1):
        data = base64.b64encode(
            np.array([value for peak in peaks for value in peak], ">f4").tobytes()
        ).decode()
        inner += (
            f'<scan num="{number}" msLevel="1" retentionTime="PT{time}S"><peaks precision="32" '
            f'byteOrder="network">{data}</peaks></scan>'
        )
    return f'<mzXML><msRun><msInstrument><msIonisation value="EI"/></msInstrument>{inner}</msRun></mzXML>'
