"""Forged papers: reports of the laboratory and source bundles that somebody changed, swapped or sends once
more. What passes a check was not changed."""

import base64
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tahqiq.access.keys import signing_key
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.desks.lab.reports.operations import ReportRequest, check, make
from tahqiq.desks.lab.reports.seal import Seal, checked_bytes, sealed
from tahqiq.desks.lab.reports.verification import ReportCheckRequest
from tahqiq.kit.errors import TahqiqError, WrongUse
from tahqiq.products.bundle.checker import check as checked
from tests.desks.conftest import at, opened_desk, turn  # noqa: F401 (fixtures)
from tests.products.bundle.conftest import office  # noqa: F401 (a fixture)
from tests.products.bundle.test_bundle import bundle  # noqa: F401 (a fixture)
from tests.seat import Seat

SHA = "0" * 64


@pytest.fixture
def desk_name() -> str:
    return "lab"


@pytest.fixture
def lab(at: Seat) -> Seat:  # noqa: F811
    """The desk in a case of its own."""
    case = at.bench.open_case("Harbour").id
    return Seat(at.bench, at.desk, case, "work")


def report(lab: Seat) -> tuple[str, str]:
    """A draft report of a new examination: the digest of its PDF, and its seal."""
    kept = lab.records(EXAMINATION).save(EXAMINATION.example, lab.home)
    made = make(lab, ReportRequest(exhibit=kept.id, case=lab.home, language="en", draft=True), None)
    return made.sha256, made.seal.content.decode()


def refused(lab: Seat, sha256: str, seal: str) -> str:
    """The code with which the laboratory refuses a report."""
    with pytest.raises(TahqiqError) as found:
        check(lab, ReportCheckRequest(case=lab.home, sha256=sha256, seal=seal, name="report.pdf"), None)
    return found.value.code


def last(text: str) -> str:
    """Base64 of the same bytes, written otherwise: the bits of the last letter that carry nothing are set."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    stem = text.rstrip("=")
    other = stem[:-1] + letters[letters.index(stem[-1]) + 1] + "=" * (len(text) - len(stem))
    assert base64.b64decode(other) == base64.b64decode(text)
    return other


FORGERIES: dict[str, Callable[[str], str]] = {
    "another number": lambda seal: seal.replace('"report": "', '"report": "f'),
    "released": lambda seal: seal.replace('"released": false', '"released": true'),
    "a name twice": lambda seal: seal.replace('"exhibit"', '"exhibit": "another exhibit",\n  "exhibit"', 1),
    "the whole seal twice": lambda seal: seal.replace('"seal": {', '"seal": {"report": "x"},\n "seal": {', 1),
    "a name more": lambda seal: seal.replace('"report"', '"result": "pure", "report"', 1),
    "the signature written otherwise": lambda seal: seal.replace(
        json.loads(seal)["signature"], last(json.loads(seal)["signature"])
    ),
    "the key written otherwise": lambda seal: seal.replace(
        json.loads(seal)["key"], last(json.loads(seal)["key"])
    ),
    "a signature of nothing": lambda seal: seal.replace(
        json.loads(seal)["signature"], base64.b64encode(bytes(64)).decode()
    ),
    "no seal": lambda _seal: "[" * 50_000,
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_changed_seal_is_refused(lab: Seat, forgery: str) -> None:
    sha256, seal = report(lab)
    assert check(
        lab, ReportCheckRequest(case=lab.home, sha256=sha256, seal=seal, name="report.pdf"), None
    ).unchanged
    made = FORGERIES[forgery](seal)
    assert made != seal
    assert refused(lab, sha256, made) == "lab-seal-changed"


def test_another_pdf_another_house_another_case_and_an_earlier_version_are_refused(lab: Seat) -> None:
    sha256, seal = report(lab)
    assert refused(lab, SHA, seal) == "lab-report-changed"
    foreign = sealed(Seal.model_validate(json.loads(seal)["seal"]), Ed25519PrivateKey.generate()).decode()
    assert checked_bytes("report.pdf", sha256, foreign.encode(), "seal")[1], (
        "whoever has no fingerprint to compare is told the key"
    )
    assert refused(lab, sha256, foreign) == "lab-seal-key"
    other = Seat(lab.bench, lab.desk, lab.bench.open_case("Elsewhere").id, "work")
    assert refused(other, sha256, seal) == "lab-report-elsewhere"
    kept = lab.records(EXAMINATION).get(json.loads(seal)["seal"]["report"].split(".")[0], lab.home)
    body = kept.body.model_copy(update={"appearance": "another appearance"})
    lab.records(EXAMINATION).save(body, lab.home, kept.id, kept.version)
    assert refused(lab, sha256, seal) == "lab-report-superseded"


def test_a_signature_of_the_same_key_over_something_else_seals_nothing(lab: Seat) -> None:
    sha256, seal = report(lab)
    told, key = json.loads(seal), signing_key(lab.bench.workspace.description.id)
    told["signature"] = base64.b64encode(
        key.sign(b"tahqiq-bundle 1\n" + json.dumps(told["seal"]).encode())
    ).decode()
    assert refused(lab, sha256, json.dumps(told)) == "lab-seal-changed"


def rebuilt(path: Path, to: Path, change: Callable[[zipfile.ZipInfo, bytes], bytes | None]) -> Path:
    """A bundle entry by entry; ``change`` gives what stands there instead, None for nothing."""
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(to, "w") as out:
        for info in book.infolist():
            data = change(info, book.read(info.filename))
            if data is not None:
                out.writestr(info, data)
    return to


def sound(path: Path) -> bool:
    try:
        return checked(path).sound
    except WrongUse:
        return False


def test_a_bundle_that_is_written_anew_without_a_change_is_sound(bundle: Path, tmp_path: Path) -> None:  # noqa: F811
    assert sound(bundle)
    assert sound(rebuilt(bundle, tmp_path / "same.zip", lambda _info, data: data))


SIGNATURES: dict[str, Callable[[str], str]] = {
    "capitals": lambda text: text.replace(
        json.loads(text)["signature"], json.loads(text)["signature"].upper()
    ),
    "blanks": lambda text: text.replace(json.loads(text)["public"], " " + json.loads(text)["public"]),
    "another algorithm": lambda text: text.replace("Ed25519", "none"),
    "a key before the key": lambda text: text.replace(
        '"public"', '"public": "' + "0" * 64 + '",\n "public"', 1
    ),
    "a name more": lambda text: text.replace('"public"', '"signed_by": "The court", "public"', 1),
}


@pytest.mark.parametrize("forgery", SIGNATURES)
def test_a_changed_signature_file_is_found(bundle: Path, tmp_path: Path, forgery: str) -> None:  # noqa: F811
    made = rebuilt(
        bundle,
        tmp_path / "forged.zip",
        lambda info, data: (
            SIGNATURES[forgery](data.decode()).encode() if info.filename == "signature.json" else data
        ),
    )
    assert made.read_bytes() != bundle.read_bytes()
    assert not sound(made)


def test_links_programs_folders_and_remarks_are_found(bundle: Path, tmp_path: Path) -> None:  # noqa: F811
    def link(info: zipfile.ZipInfo, data: bytes) -> bytes:
        if info.filename == "report.html":
            info.external_attr = 0o120777 << 16
        return data

    assert not sound(rebuilt(bundle, tmp_path / "link.zip", link))

    def remark(info: zipfile.ZipInfo, data: bytes) -> bytes:
        info.comment = b"read me" if info.filename == "report.html" else b""
        return data

    assert not sound(rebuilt(bundle, tmp_path / "remark.zip", remark))

    def packed(info: zipfile.ZipInfo, data: bytes) -> bytes:
        info.compress_type = zipfile.ZIP_DEFLATED
        return data

    assert not sound(rebuilt(bundle, tmp_path / "packed.zip", packed))
    folder = rebuilt(bundle, tmp_path / "folder.zip", lambda _info, data: data)
    with zipfile.ZipFile(folder, "a") as out:
        out.writestr("exhibits/E9-planted/", b"")
    assert not sound(folder)
    said = rebuilt(bundle, tmp_path / "said.zip", lambda _info, data: data)
    with zipfile.ZipFile(said, "a") as out:
        out.comment = b"The court knows."
    assert not sound(said)


def test_a_file_that_the_directory_does_not_list_is_found(bundle: Path, tmp_path: Path) -> None:  # noqa: F811
    data = bundle.read_bytes()
    with zipfile.ZipFile(bundle) as book:
        start = book.start_dir
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as ghost:
        ghost.writestr("report.html", "<p>Not guilty</p>")
        size = ghost.fp.tell() if ghost.fp else 0
    hidden, path = out.getvalue()[:size], tmp_path / "ghost.zip"
    end = bytearray(data[start:])
    place = end.rindex(b"PK\x05\x06")
    end[place + 16 : place + 20] = (start + len(hidden)).to_bytes(4, "little")
    path.write_bytes(data[:start] + hidden + bytes(end))
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None, "it reads as well as before"
    assert not sound(path)
    assert not sound(_written(tmp_path / "before.zip", hidden + data))
    assert not sound(_written(tmp_path / "after.zip", data + b"\0" * 100))


def test_swapped_files_and_an_older_manifest_are_found(bundle: Path, tmp_path: Path) -> None:  # noqa: F811
    with zipfile.ZipFile(bundle) as book:
        one, other = book.read("cover.html"), book.read("report.html")
        manifest = json.loads(book.read("manifest.json"))
    swapped = {"cover.html": other, "report.html": one}
    assert not sound(
        rebuilt(bundle, tmp_path / "swapped.zip", lambda info, data: swapped.get(info.filename, data))
    )
    manifest["number"] = "ACDE-FGHL"
    told = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
    assert not sound(
        rebuilt(
            bundle,
            tmp_path / "older.zip",
            lambda info, data: told if info.filename == "manifest.json" else data,
        )
    )


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
