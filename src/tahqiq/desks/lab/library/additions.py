"""Adding spectra to a library, as a stream: memory does not grow with what is added."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import IO

import numpy as np

from tahqiq.desks.lab.library.bins import of
from tahqiq.desks.lab.library.retention import column_of, phase_of
from tahqiq.desks.lab.library.store import (
    BINS,
    ENTRIES,
    MANIFEST,
    PEAKS,
    ROWS,
    Brought,
    Library,
    Manifest,
    digest,
    manifest_of,
    save,
    seal_of,
)
from tahqiq.desks.lab.readers import recognised, spectra
from tahqiq.desks.lab.spectrum import Spectrum
from tahqiq.kit.errors import Conflict
from tahqiq.model.problem import Problem


def create(folder: Path) -> None:
    """An empty library. Raises ``Conflict`` (``lab-library-there``) where something lies there already."""
    if folder.exists() and any(folder.iterdir()):
        raise Conflict("lab-library-there", name=folder.name)
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*PEAKS, *BINS, *ROWS, ENTRIES):
        (folder / name).touch()
    save(
        folder,
        Manifest(seals={name: hashlib.sha256().hexdigest() for name in (*PEAKS, *BINS, *ROWS, ENTRIES)}),
    )


def add(
    folder: Path, paths: Sequence[Path], most_problems: int = 1000
) -> tuple[list[Brought], list[tuple[str, Problem]]]:
    """Read the spectra of files into the library; one that is there already with the same name, fields and
    peaks is counted (``known``) and not added again. What could not be read is told with the name of its
    file, the first ``most_problems``; all are counted. Raises as :func:`recognised` before anything is
    written, ``NotFound``, ``Damaged``."""
    manifest = manifest_of(folder)
    formats = [recognised(path) for path in paths]
    writer = _Writer(folder, manifest)
    problems: list[tuple[str, Problem]] = []
    brought: list[Brought] = []
    with writer:
        for path, form in zip(paths, formats, strict=True):
            before, count, known = writer.spectra, 0, 0
            for item in spectra(path):
                if isinstance(item, Problem):
                    count += 1
                    if len(problems) < most_problems:
                        problems.append((path.name, item))
                elif not writer.add(item, len(manifest.sources) + len(brought)):
                    known += 1
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            brought.append(Brought(path.name, sha256, form, writer.spectra - before, known, count))
    grown = writer.manifest(brought)
    seals = {name: digest(folder / name, size) for name, size in grown.lengths().items()}
    save(folder, replace(grown, seals=seals))
    return brought, problems


class _Writer:
    """Writes behind what counts; nothing counts before the manifest says so."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.before = manifest
        self.spectra, self.peaks, self.bins, self.entry_bytes = (
            manifest.spectra,
            manifest.peaks,
            manifest.bins,
            manifest.entry_bytes,
        )
        self.compounds: dict[str, int] = {}
        self.formulas: dict[str, int] = {}
        self.known: set[bytes] = set()
        for entry in _entries(folder, manifest):
            self.compounds.setdefault(entry["compound"], len(self.compounds))
            if entry["formula"]:
                self.formulas.setdefault(entry["formula"], len(self.formulas))
            self.known.add(bytes.fromhex(entry["digest"]))

    def __enter__(self) -> "_Writer":
        self.stack = ExitStack()
        self.files: dict[str, IO[bytes]] = {}
        for name, size in self.before.lengths().items():
            file = self.stack.enter_context((self.folder / name).open("r+b"))
            file.truncate(size)
            file.seek(size)
            self.files[name] = file
        return self

    def __exit__(self, *_: object) -> None:
        self.stack.close()

    def add(self, spectrum: Spectrum, source: int) -> bool:
        """Write one spectrum; False when the same is there."""
        view = json.dumps([spectrum.name, spectrum.fields], ensure_ascii=False).encode()
        mark = hashlib.blake2b(
            view + spectrum.mz.tobytes() + spectrum.intensity.tobytes(), digest_size=16
        ).digest()
        if mark in self.known:
            return False
        self.known.add(mark)
        entry = {
            "name": spectrum.name,
            "id": spectrum.id,
            "inchikey": spectrum.inchikey,
            "formula": spectrum.formula,
            "compound": spectrum.compound,
            "source": source,
            "row": spectrum.row,
            "digest": mark.hex(),
            "fields": spectrum.fields,
        }
        line = json.dumps(entry, ensure_ascii=False).encode() + b"\n"
        found = of(spectrum)
        weights = found.weights
        norm = float(np.linalg.norm(weights)) or 1.0
        self.peaks += len(spectrum.mz)
        self.bins += len(found.bins)
        self.entry_bytes += len(line)
        index = spectrum.retention_index
        row = {
            "ends": self.peaks,
            "bin_ends": self.bins,
            "entry_ends": self.entry_bytes,
            "norms": norm,
            "lows": found.low,
            "indices": np.nan if index is None else index,
            "phases": phase_of(column_of(spectrum)),
            "compounds": self.compounds.setdefault(spectrum.compound, len(self.compounds)),
            "formulas": self.formulas.setdefault(spectrum.formula, len(self.formulas))
            if spectrum.formula
            else -1,
        }
        for name, value in row.items():
            self._write(name, ROWS[name], [value])
        self._write("mz", PEAKS["mz"], spectrum.mz)
        self._write("heights", PEAKS["heights"], spectrum.intensity)
        self._write("bins", BINS["bins"], found.bins)
        self._write("weights", BINS["weights"], weights / norm)
        self.files[ENTRIES].write(line)
        self.spectra += 1
        return True

    def manifest(self, brought: Iterable[Brought]) -> Manifest:
        """What counts from now on; tiers measured before hold no longer."""
        return Manifest(
            version=self.before.version + 1,
            spectra=self.spectra,
            peaks=self.peaks,
            bins=self.bins,
            entry_bytes=self.entry_bytes,
            compounds=len(self.compounds),
            formulas=len(self.formulas),
            sources=(*self.before.sources, *brought),
            before=seal_of(self.before),
        )

    def _write(self, name: str, kind: str, values: object) -> None:
        self.files[name].write(np.asarray(values, kind).tobytes())


def _entries(folder: Path, manifest: Manifest) -> Iterator[dict[str, str]]:
    if manifest.spectra and (folder / MANIFEST).is_file():
        yield from Library(folder).entries()
