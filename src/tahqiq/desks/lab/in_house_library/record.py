"""An entry of the house library and its versions as records of the desk (fields after ASTM WK72630: source of
the material, acquisition, quality checks, verification)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import Details
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desk.operation import PERSON
from tahqiq.desks.lab.examinations.record import Peaks
from tahqiq.model.kind import Key, Kind

Check = Literal[
    "certificate",
    "expiry",
    "control",
    "tune",
    "blank",
    "noise",
    "purity",
    "saturation",
    "replicates",
    "molecule",
]
HEX = r"^[0-9a-f]{64}$"


class HouseCheck(Strict):
    """One quality check: what was ``found`` against the ``limit`` of the signed method, as texts; "" where
    there is none to tell."""

    check: Check
    holds: bool
    found: str
    limit: str


class MaterialDetails(Details):
    """What people state of a certified reference material. ``expires`` is the day until which the certificate
    holds."""

    supplier: str = Field(min_length=1, max_length=200, description="Who made the reference material.")
    lot: str = Field(min_length=1, max_length=100, description="Its lot.")
    purity: str = Field(
        default="",
        max_length=100,
        description="The certified purity or amount as the certificate says it, with unit and form: 99.2 % "
        "m/m, as hydrochloride.",
    )
    expires: Annotated[date, MAY_LIE_AHEAD] = Field(description="The day until which the certificate holds.")


class HouseMaterial(MaterialDetails):
    """The certified reference material. ``certificate`` is the SHA-256 of its certificate as it was sealed in
    the case."""

    certificate: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")


class SubstanceDetails(Details):
    """The substance of a reference material as people name it."""

    substance: str = Field(
        min_length=1, max_length=200, description="The substance, by the name that the library gives it."
    )
    formula: str = Field(
        min_length=1, max_length=100, description="Its molecular formula; nothing may stand beyond its mass."
    )
    inchikey: str = Field(default="", max_length=27, description="Its InChIKey, where it is known.")
    cas: str = Field(default="", max_length=20, description="Its CAS number, where it is known.")


class HouseVerified(Strict):
    """One independent measurement that the entry was held against: its ``cosine`` to the entry against
    ``least``; ``agrees``: it is at least that."""

    archive: str = Field(pattern=HEX)
    run: str
    run_sha256: str
    acquired: str
    cosine: float
    least: float
    agrees: bool
    by: Annotated[str, PERSON]
    at: str


class HouseEntry(SubstanceDetails):
    """A spectrum of the house library with all that it rests on. ``time`` in s after injection, ``index``
    None outside the ladder; the base peak of ``peaks`` is 999."""

    material: HouseMaterial
    archive: str = Field(pattern=HEX)
    run: str
    run_sha256: str
    acquired: str
    instrument: str
    method: str
    method_sha256: str
    least: float
    time: float
    index: float | None
    peaks: Peaks
    checks: list[HouseCheck]
    verified: list[HouseVerified] = Field(default_factory=list)
    note: str = ""


class HouseRow(Strict):
    """One entry in a version of the library: its record and version, the lot, and who signed it when (name
    and day)."""

    entry: str
    version: int
    substance: str
    lot: str
    signed: list[str]


class HouseVersion(Strict):
    """A version of the house library: ``sha256`` of its file, which says what a search was made with;
    ``before`` that of the version before ("" : the first)."""

    name: str
    number: int
    sha256: str = Field(pattern=HEX)
    before: str
    entries: list[HouseRow]
    by: Annotated[str, PERSON]
    at: str


_MATERIAL = HouseMaterial(
    supplier="Invented Standards",
    lot="L-1",
    purity="99.2 % m/m, as base",
    expires=date(2030, 1, 1),
    certificate="0" * 64,
)
ENTRY = Kind(
    "lab-reference",
    HouseEntry,
    lambda body: body.substance,
    "lab",
    HouseEntry(
        substance="caffeine",
        formula="C8H10N4O2",
        inchikey="",
        cas="",
        material=_MATERIAL,
        archive="0" * 64,
        run="09",
        run_sha256="0" * 64,
        acquired="2026-02-03T09:04:00",
        instrument="GCMS-1",
        method="Amines 1",
        method_sha256="0" * 64,
        least=0.95,
        time=172.0,
        index=None,
        peaks=[(109, 580.0), (194, 999.0)],
        checks=[],
    ),
    home="desk",
    keys=(
        Key("substance", "text", lambda body: body.substance),
        Key("lot", "text", lambda body: body.material.lot),
    ),
)
VERSION = Kind(
    "lab-house-version",
    HouseVersion,
    lambda body: f"{body.name} {body.number}",
    "lab",
    HouseVersion(
        name="House library",
        number=1,
        sha256="0" * 64,
        before="",
        entries=[],
        by="chief",
        at="2026-02-04T08:00:00Z",
    ),
    home="desk",
    keys=(
        Key("number", "integer", lambda body: body.number),
        Key("sha256", "text", lambda body: body.sha256),
    ),
)


def guarded(body: HouseEntry) -> dict[str, object]:
    """What the flow of entries asks: ``complete`` is true where every check holds and an independent
    measurement agrees, and none differs."""
    return {
        "complete": bool(body.checks)
        and all(one.holds for one in body.checks)
        and bool(body.verified)
        and all(one.agrees for one in body.verified)
    }
