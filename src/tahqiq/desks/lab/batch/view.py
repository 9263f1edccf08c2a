"""What is told of a sequence."""

from pydantic import Field

from tahqiq.desk.answers import ProblemView, Strict
from tahqiq.desks.lab.library.hits import LibraryQueryView


class ReportingObstacleView(Strict):
    """Why something may not be reported: a code, what it says, what to do. ``params`` stand in the sentence,
    so that it can be said in another language."""

    code: str
    sentence: str
    next_step: str
    params: dict[str, str | int] = Field(default_factory=dict)


class UnusedDataView(ProblemView):
    """What could not be used, with the ``params`` of its sentence."""

    params: dict[str, str | int] = Field(default_factory=dict)


class BreachView(Strict):
    """A limit that was broken: ``what`` in short, ``found`` there (percent, or the quantity itself),
    ``limit`` as it is written ("" : none is to be told). ``code`` and ``params`` let ``what`` be said in
    another language ("" : of a sequence that was held before they were kept)."""

    run: str
    what: str
    found: float | None
    code: str = ""
    params: dict[str, str] = Field(default_factory=dict)
    limit: str = ""


class TuneRatioView(Strict):
    """One limit of a tune: an ion in percent of another one (null where that is absent), the ``limit`` as it
    is written, and whether it ``holds``."""

    ion: int
    of: int
    found: float | None
    limit: str
    holds: bool


class InstrumentView(Strict):
    """Whether the instrument may report. ``tune`` and ``mix`` name the runs that were looked at ("" = none
    asked for, or none there); ``tuned`` are the limits of the tune with what was found."""

    in_control: bool
    tune: str
    mix: str
    breaches: list[BreachView]
    tuned: list[TuneRatioView] = Field(default_factory=list)


class CalibrationLevelView(Strict):
    """One calibrator or check: the amount stated, the amount read off the curve (null where it has none), its
    distance from the stated one in percent."""

    run: str
    stated: float
    read: float | None
    off: float | None


class CurveView(Strict):
    """The calibration of one substance. ``coefficients`` with the constant first, amounts in ``unit``;
    ``r2``; limits of ``detection`` and ``quantitation``, null where too few levels let the spread be
    known."""

    target: str
    unit: str
    model: str
    weights: str
    coefficients: list[float]
    r2: float
    lowest: float
    highest: float
    levels: list[CalibrationLevelView]
    checks: list[CalibrationLevelView]
    detection: float | None
    quantitation: float | None
    bars: list[ReportingObstacleView]


class TargetView(Strict):
    """One substance in one injection. ``found``: yes = retention and ions are those of the reference material
    in this sequence, no = they are not. ``failed`` names the criteria not met. ``amount`` with the expanded
    ``uncertainty`` (k = 2) in ``unit``, null where none may be told. ``bars`` keep it from being reported.
    ``carried``: in a blank, its response over that of the injection before."""

    target: str
    found: str
    failed: list[str]
    time: float | None
    response: float | None
    ratio: float | None
    relative: dict[int, float]
    amount: float | None
    uncertainty: float | None
    unit: str
    carried: float | None
    reportable: bool
    says: str
    next_step: str
    bars: list[ReportingObstacleView]


class ComponentHitView(Strict):
    """A component that the library has something like. ``blank``: its area in the blank before over that
    here, null where the blank does not hold it. ``led``: where ``index`` stands on another ladder than the
    library's and was led over to it, the index there, by how much more it may differ, and how many of its
    units one is; null otherwise."""

    time: float
    index: float | None
    blank: float | None
    query: LibraryQueryView
    led: list[float] | None = None


class InjectionView(Strict):
    """One injection. ``standard`` is the area of the internal standard over its median in the sequence, null
    where it was not found or none is used; ``signal_sha256`` is that of what was measured, without the names
    in the file ("" : of sequences that were evaluated before it was recorded)."""

    row: int
    run: str
    kind: str
    sample: str
    sha256: str
    acquired: str | None
    components: int
    standard: float | None
    blank: str
    findings: list[TargetView]
    hits: list[ComponentHitView]
    bars: list[ReportingObstacleView]
    signal_sha256: str = ""


class SequenceView(Strict):
    """A sequence held against its method. Digests tie each result to method, library, runs and the program's
    version. ``library_version`` is what the house calls the library ("" : it is no version of the house
    library). ``quantities`` are those that are followed from day to day."""

    method: str
    method_version: str
    method_sha256: str
    approved_by: list[str]
    library: str
    library_seal: str
    library_version: str = ""
    tiers_on: str
    software: str
    instrument: InstrumentView
    quantities: dict[str, list[float]]
    curves: list[CurveView]
    injections: list[InjectionView]
    problems: list[UnusedDataView] = Field(default_factory=list)
