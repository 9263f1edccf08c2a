"""Reading a file or folder: recognised by what it holds, sealed by its digest, read whole or as a stream."""

import hashlib
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tahqiq.desks.lab.readers import agilent, andi, jcamp, massbank, msp, mzxml
from tahqiq.desks.lab.readers.text_lines import lines
from tahqiq.desks.lab.spectrum import Member, Reading, Run, Spectrum
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.model.problem import Problem

_RUNS = {"agilent": agilent.run, "mzml": mzxml.run, "mzxml": mzxml.run}
_LIBRARIES = {"jcamp": jcamp.spectra, "msp": msp.spectra, "massbank": massbank.spectra}
_HEAD = 65_536
_JCAMP = re.compile(r"[\ufeff\s]*##[\w .$/&-]{1,60}=")
_MSP = re.compile(
    r"^[\ufeff\t ]*(?:num[ _]*peaks?[ \t]*[:=][ \t]*\d|(?:compound_?)?name[ \t]*:)",
    re.IGNORECASE | re.MULTILINE,
)
"""How a line of an entry begins; that somebody writes about peaks makes no library of a text."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound document begins; GCMSsolution's .qgd is one."""


def recognised(path: Path) -> str:
    """The format, by content. Raises ``NotFound`` (``lab-no-such-file``), ``WrongUse``: ``lab-file-empty``,
    ``lab-is-archive`` for a ZIP whatever it is called, ``lab-needs-export`` for a .qgd, ``lab-unknown``."""
    if path.is_dir():
        if agilent.data_file(path) is None:
            raise WrongUse("lab-folder-unknown", name=path.name)
        return "agilent"
    if not path.is_file():
        raise NotFound("lab-no-such-file", name=path.name)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\x00 \t\r\n\x1a"):
        raise WrongUse("lab-file-empty", name=path.name, size=path.stat().st_size)
    if head.startswith((*andi.CLASSIC, andi.HDF5)):
        return "andi"
    if head.startswith(agilent.MAGIC):
        return "agilent"
    if head.startswith(OLE) and path.suffix.casefold() == ".qgd":
        raise WrongUse("lab-needs-export", name=path.name)
    if head.startswith(b"PK\x03\x04") or zipfile.is_zipfile(path):
        raise WrongUse("lab-is-archive", name=path.name)
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    if "<mzML" in text or "<indexedmzML" in text:
        return "mzml"
    if "<mzXML" in text or "<msRun" in text:
        return "mzxml"
    if _JCAMP.match(text):
        return "jcamp"
    if text.lstrip("\ufeff \t\r\n").startswith("ACCESSION:"):
        return "massbank"
    if _MSP.search(text):
        return "msp"
    raise WrongUse("lab-unknown", name=path.name)


def spectra(path: Path) -> Iterator[Spectrum | Problem]:
    """The spectra of a library, one after the other, each after its problems; memory does not grow with the
    file (of ANDI it does). Raises as :func:`recognised`, and ``WrongUse`` (``lab-no-library``) for a run."""
    kind = recognised(path)
    if kind == "andi":
        _, found, problems = andi.contents(path)
        if not found:
            raise WrongUse("lab-no-library", name=path.name)
        yield from problems
        yield from found
        return
    if kind not in _LIBRARIES or (kind == "jcamp" and jcamp.holds_run(lines(path))):
        raise WrongUse("lab-no-library", name=path.name)
    yield from _LIBRARIES[kind](lines(path))


def read(path: Path) -> Reading:
    """A file or folder read whole and sealed. A folder is one exhibit: every file in it is in the manifest.
    Raises as :func:`recognised`, ``WrongUse`` (``lab-cut-short``, ``lab-needs-netcdf4``)."""
    kind = recognised(path)
    manifest = _manifest(path)
    seal = manifest[0].sha256 if path.is_file() else _sealed(manifest)
    run: Run | None = None
    found: list[Spectrum] = []
    problems: list[Problem] = []
    if kind == "andi":
        run, found, problems = andi.contents(path)
    elif kind in _RUNS:
        run, problems = _RUNS[kind](path)
    elif kind == "jcamp" and jcamp.holds_run(lines(path)):
        run, problems = jcamp.run(lines(path))
    else:
        for item in _LIBRARIES[kind](lines(path)):
            if isinstance(item, Spectrum):
                found.append(item)
            else:
                problems.append(item)
    return Reading(kind, seal, manifest, problems, run, found)


def _manifest(path: Path) -> list[Member]:
    files = (
        [path]
        if path.is_file()
        else sorted(item for item in path.rglob("*") if item.is_file() and not item.is_symlink())
    )
    found = []
    for item in files:
        with item.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        found.append(
            Member(
                item.name if path.is_file() else item.relative_to(path).as_posix(),
                item.stat().st_size,
                digest,
            )
        )
    return found


def _sealed(manifest: Sequence[Member]) -> str:
    """The digest of a folder: of its lines ``sha256  size  path``, in the order of the paths."""
    text = "".join(
        f"{item.sha256}  {item.size}  {item.path}\n" for item in sorted(manifest, key=lambda item: item.path)
    )
    return hashlib.sha256(text.encode()).hexdigest()
