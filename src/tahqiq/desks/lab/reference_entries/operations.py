"""What is asked of the house library."""

import hashlib
from datetime import date
from io import BytesIO

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desks.lab.in_house_library.record import ENTRY, VERSION, HouseRow, HouseVersion
from tahqiq.desks.lab.in_house_library.versions import (
    LibraryIssueRequest,
    LibraryVersionRequest,
    LibraryVersionView,
    fetch,
    issue,
    text_of,
)
from tahqiq.desks.lab.reference_entries.entries import (
    InHouseLibraryRequest,
    InHouseLibraryView,
    ReferenceRequest,
    ReferenceVerificationRequest,
    ReferenceView,
    enter,
    listed,
    verify,
)
from tahqiq.desks.lab.sequences.examples import loaded
from tahqiq.desks.lab.sequences.record import sequence_of
from tahqiq.kit import clock

CAFFEINE = 194


def number_of(at: Desktop, sequence: str, run: str, ion: int = CAFFEINE) -> int:
    """The number of the component of a run that is highest in an ion."""
    parts = sequence_of(at, sequence)[1].run(run)[1]
    heights = [dict(zip(one.mz.tolist(), one.heights.tolist(), strict=True)).get(ion, 0.0) for one in parts]
    return heights.index(max(heights)) + 1


def entering(at: ActingDesktop, sequence: str = "") -> ReferenceRequest:
    """Caffeine of the invented sequence, with an invented certificate."""
    bench = at.bench
    known = sequence or loaded(at)
    sealed = bench.seal(BytesIO(f"Certificate RM-CAF-07 {clock.stamp()}".encode()), "certificate.txt")
    certificate = bench.deposit_later([(sealed, "certificate.txt")], bench.deposit(at.home))[0].id
    return ReferenceRequest(
        case=at.home,
        sequence=known,
        run="08",
        number=number_of(at, known, "08"),
        substance="caffeine",
        formula="C8H10N4O2",
        supplier="Invented Standards",
        lot="RM-CAF-07",
        purity="99.2 % m/m, as base",
        expires=date(2030, 1, 1),
        certificate=certificate,
    )


def verifying(at: ActingDesktop) -> ReferenceVerificationRequest:
    """An entry of the invented sequence and another run of the same material."""
    asked = entering(at)
    there = [one for one in at.records(ENTRY).every() if one.body.substance == asked.substance]
    kept = there[0].id if there else enter(at, asked, None).reference
    version = at.records(ENTRY).get(kept).version
    return ReferenceVerificationRequest(
        case=at.home,
        sequence=asked.sequence,
        run="09",
        number=number_of(at, asked.sequence, "09"),
        reference=kept,
        version=version,
    )


def _issued(at: ActingDesktop) -> LibraryVersionRequest:
    """An invented version."""
    kept = at.records(ENTRY).save(ENTRY.example)
    line = HouseRow(
        entry=kept.id,
        version=kept.version,
        substance=kept.body.substance,
        lot=kept.body.material.lot,
        signed=["A 2026-02-04", "B 2026-02-04"],
    )
    sha256 = hashlib.sha256(text_of([line], [kept.body]).encode()).hexdigest()
    at.records(VERSION).save(
        HouseVersion(
            name="House library",
            number=1,
            sha256=sha256,
            before="",
            entries=[line],
            by="chief",
            at=clock.stamp(),
        )
    )
    return LibraryVersionRequest(number=1)


OPERATIONS = (
    Operation(
        "house-enter",
        ReferenceRequest,
        ReferenceView,
        "act",
        "write-case",
        enter,
        entering,
        group="house",
        leaves=True,
    ),
    Operation(
        "house-verify",
        ReferenceVerificationRequest,
        ReferenceView,
        "act",
        "write-case",
        verify,
        verifying,
        group="house",
        leaves=True,
    ),
    Operation(
        "house-list",
        InHouseLibraryRequest,
        InHouseLibraryView,
        "look",
        "read-case",
        listed,
        lambda _at: InHouseLibraryRequest(),
        group="house",
    ),
    Operation(
        "house-issue",
        LibraryIssueRequest,
        LibraryVersionView,
        "act",
        "write-case",
        issue,
        lambda _at: LibraryIssueRequest(),
        group="house",
    ),
    Operation(
        "house-version",
        LibraryVersionRequest,
        LibraryVersionView,
        "look",
        "read-case",
        fetch,
        _issued,
        group="house",
    ),
)
