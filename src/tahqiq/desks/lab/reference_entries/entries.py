"""Reference materials come into the house library: entered from a run of one, held against an independent run
of it, listed with what they still want."""

import re

import numpy as np
from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.lab.batch.archive import Unpacked
from tahqiq.desks.lab.batch.method import House, Method, method_of
from tahqiq.desks.lab.case_request import CaseRequest
from tahqiq.desks.lab.components.operations import LADDER_RATIO, unknown_of
from tahqiq.desks.lab.examinations.record import Peaks
from tahqiq.desks.lab.in_house_library.record import (
    ENTRY,
    VERSION,
    HouseCheck,
    HouseEntry,
    HouseMaterial,
    HouseVerified,
    HouseVersion,
    MaterialDetails,
    SubstanceDetails,
)
from tahqiq.desks.lab.library.bins import binned
from tahqiq.desks.lab.library.scores import Peaks as Spectra
from tahqiq.desks.lab.library.scores import alike
from tahqiq.desks.lab.readers import read
from tahqiq.desks.lab.reference_entries.checks import MATERIAL_RUNS, checks
from tahqiq.desks.lab.sequences.record import Sequence_, sequence_of
from tahqiq.desks.lab.sequences.run_findings import scaled
from tahqiq.desks.lab.sequences.view import injection_of
from tahqiq.desks.lab.signal.components import Component
from tahqiq.desks.lab.signal.ladder import ladder
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, WrongUse

KEPT = 400
"""The most peaks of a spectrum that are kept in the house library."""
KEY = re.compile(r"[A-Z]{14}-[A-Z]{10}-[A-Z]")


class RunComponentRequest(CaseRequest):
    """A component of a run of reference material."""

    sequence: str = Field(description="The sequence, by the id of its record.")
    run: str = Field(
        min_length=1, max_length=200, description="The run of the reference material, as the sheet calls it."
    )
    number: int = Field(ge=1, description="The component, by its number in the run.")


class ReferenceRequest(MaterialDetails, SubstanceDetails, RunComponentRequest, needs=()):
    """A reference material to enter."""

    certificate: str = Field(
        min_length=4, max_length=16, description="The certificate as a source of the case, by its id."
    )
    note: str = Field(default="", max_length=2_000, description="A remark: solvent, derivative, storage.")


class ReferenceVerificationRequest(RunComponentRequest):
    """An independent measurement of a reference material that is entered."""

    reference: str = Field(
        min_length=4, max_length=32, description="The entry of the house library, by the id of its record."
    )
    version: int = Field(ge=1, description="The version of it that you saw.")


class InHouseLibraryRequest(Strict):
    """Nothing more: the whole house library is told."""


class ReferenceView(Strict):
    """An entry as it stands: ``state`` in its flow, the checks, what it was verified by, and what it
    ``wants`` before it may be signed (codes)."""

    reference: str
    version: int
    state: str
    substance: str
    formula: str
    material: HouseMaterial
    run: str
    time: float
    index: float | None
    peaks: int
    checks: list[HouseCheck]
    verified: list[HouseVerified]
    wants: list[str]


class InHouseLibraryView(Strict):
    """The house library: its entries by substance, its versions, the last first."""

    references: list[ReferenceView]
    versions: list[HouseVersion]


def enter(at: ActingDesktop, asked: ReferenceRequest, _progress: Progress | None) -> ReferenceView:
    """Enter the spectrum of a reference material with its quality checks. A check that fails is kept with
    what was found; it only keeps the entry from being signed.

    Raises ``WrongUse``: ``lab-house-exhibit`` where the run holds no reference material, ``lab-house-limits``
    where the method says no limits, ``lab-house-key`` for what is no InChIKey, ``lab-house-purity`` for a
    purity without unit and form, ``lab-other-case`` for a certificate of another case; ``Conflict``
    (``lab-house-there``) where this very component is entered, ``NotFound``.
    """
    if asked.inchikey and not KEY.fullmatch(asked.inchikey):
        raise WrongUse("lab-house-key", value=asked.inchikey)
    if asked.purity.strip() and not any(letter.isalpha() for letter in asked.purity):
        raise WrongUse("lab-house-purity", value=asked.purity)
    source, _ = at.bench.original(asked.certificate)
    if source.case != at.home:
        raise WrongUse("lab-other-case", name=source.name)
    body, archive, method, limits, part = _measured(at, asked)
    injection = injection_of(body.told, asked.run)
    material = record_of(HouseMaterial, asked, certificate=source.sha256)
    there = at.records(ENTRY).every({"substance": asked.substance})
    if any(one.body.run_sha256 == injection.sha256 and abs(one.body.time - part.time) < 0.5 for one in there):
        raise Conflict("lab-house-there", substance=asked.substance, run=asked.run)
    entry = HouseEntry(
        substance=asked.substance,
        formula=asked.formula,
        inchikey=asked.inchikey,
        cas=asked.cas,
        material=material,
        archive=body.archive,
        run=asked.run,
        run_sha256=injection.sha256,
        acquired=injection.acquired or "",
        instrument=body.instrument,
        method=f"{method.name} {method.version}",
        method_sha256=body.told.method_sha256,
        least=limits.verification,
        time=round(part.time, 3),
        index=_index(archive, body, part),
        peaks=scaled(part, KEPT),
        checks=checks(archive, body.told, limits, injection, part, material, asked.formula),
        note=asked.note,
    )
    return reference_view(at, at.records(ENTRY).save(entry))


def verify(
    at: ActingDesktop, asked: ReferenceVerificationRequest, _progress: Progress | None
) -> ReferenceView:
    """Hold an entry against a measurement of another run; one that differs stays and keeps it from being
    signed. Of one run the component that was chosen last counts (the wrong one may have been pointed at);
    what it was held against before stands in the version before. Raises as :func:`enter`, ``WrongUse``
    (``lab-house-itself``) for the entry's own run."""
    kept = at.records(ENTRY).get(asked.reference)
    body, _, _, _, part = _measured(at, asked)
    injection = injection_of(body.told, asked.run)
    if injection.sha256 == kept.body.run_sha256:
        raise WrongUse("lab-house-itself", run=asked.run)
    cosine = round(cosine_to(part, kept.body.peaks), 4)
    found = HouseVerified(
        archive=body.archive,
        run=asked.run,
        run_sha256=injection.sha256,
        acquired=injection.acquired or "",
        cosine=cosine,
        least=kept.body.least,
        agrees=cosine >= kept.body.least,
        by=at.bench.person.login,
        at=clock.stamp(),
    )
    verified = [*(one for one in kept.body.verified if one.run_sha256 != injection.sha256), found]
    return reference_view(
        at,
        at.records(ENTRY).save(
            kept.body.model_copy(update={"verified": verified}), "", kept.id, asked.version
        ),
    )


def listed(at: Desktop, _asked: InHouseLibraryRequest, _progress: Progress | None) -> InHouseLibraryView:
    """The house library."""
    entries = sorted(at.records(ENTRY).every(), key=lambda one: (one.body.substance.casefold(), one.id))
    versions = sorted((one.body for one in at.records(VERSION).every()), key=lambda one: -one.number)
    return InHouseLibraryView(references=[reference_view(at, one) for one in entries], versions=versions)


def reference_view(at: Desktop, kept: RecordVersion[HouseEntry]) -> ReferenceView:
    """An entry as an answer."""
    body = kept.body
    wants: list[str] = [one.check for one in body.checks if not one.holds]
    wants += [] if body.verified else ["verification"]
    wants += ["differs"] if any(not one.agrees for one in body.verified) else []
    return ReferenceView(
        reference=kept.id,
        version=kept.version,
        state=Lives(at, ENTRY).of(kept).standing.state,
        substance=body.substance,
        formula=body.formula,
        material=body.material,
        run=body.run,
        time=body.time,
        index=body.index,
        peaks=len(body.peaks),
        checks=body.checks,
        verified=body.verified,
        wants=wants,
    )


def cosine_to(part: Component, peaks: Peaks) -> float:
    """The cosine of a component and a spectrum of the house library, over what both scans cover."""
    kept = binned(
        np.array([mass for mass, _ in peaks], np.float64), np.array([height for _, height in peaks])
    )
    held = Spectra(
        np.zeros(len(kept.bins), np.int64), kept.bins, kept.heights, np.array([kept.low], np.int64)
    )
    return float(alike(unknown_of(part), held).cosine[0])


def _measured(
    at: Desktop, asked: RunComponentRequest
) -> tuple[Sequence_, Unpacked, Method, House, Component]:
    kept, archive = sequence_of(at, asked.sequence)
    injection = injection_of(kept.body.told, asked.run)
    if injection.kind not in MATERIAL_RUNS:
        raise WrongUse("lab-house-exhibit", run=asked.run, kinds=", ".join(MATERIAL_RUNS))
    method, _ = method_of(archive.method)
    if method.house is None:
        raise WrongUse("lab-house-limits", method=f"{method.name} {method.version}")
    parts = archive.run(asked.run)[1]
    if asked.number > len(parts):
        raise NotFound("lab-no-such-component", number=asked.number, run=asked.run)
    return kept.body, archive, method, method.house, parts[asked.number - 1]


def _index(archive: Unpacked, body: Sequence_, part: Component) -> float | None:
    """The retention index by the sequence's own ladder; None without one, or outside it."""
    steps = next((one.run for one in body.told.injections if one.kind == "ladder"), "")
    if archive.ladder is None or not steps:
        return None
    try:
        found = ladder(
            [one for one in archive.run(steps)[1] if one.ratio >= LADDER_RATIO], read(archive.ladder).spectra
        ).index(part.time)
    except WrongUse:
        return None
    return None if found is None else round(found, 1)
