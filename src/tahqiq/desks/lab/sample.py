"""The desk's part of the invented case: a sequence with its blank, tune and ladder, and four exhibits of two
seizures: one that is established, one that wants a second technique, one whose isomer is not told from it,
and one of another seizure that looks like the first. The infrared spectrum that settles the third lies in the
case, for whoever enters it. Everything is invented."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from io import BytesIO

import numpy as np

from tahqiq.desk import ActingDesktop, Desktop, Sample, sample_day
from tahqiq.desks.lab.balances.operations import BalanceCheckRequest, BalanceRequest, check
from tahqiq.desks.lab.balances.operations import enter as enter_balance
from tahqiq.desks.lab.balances.record import BALANCE, CHECK
from tahqiq.desks.lab.balances.standing import last_check
from tahqiq.desks.lab.examinations.ledger import Result
from tahqiq.desks.lab.examinations.lookup import working
from tahqiq.desks.lab.examinations.operations import ExhibitRequest, changed, open_
from tahqiq.desks.lab.examinations.record import EXAMINATION, Draw
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.desks.lab.exhibit_acts.opening import open_at_bench
from tahqiq.desks.lab.exhibit_acts.purities import PurityRequest, purity
from tahqiq.desks.lab.exhibit_acts.weighings import WeighingRequest, weigh
from tahqiq.desks.lab.findings.operations import FindingUptakeRequest, take_up
from tahqiq.desks.lab.findings.record import RUN_USE
from tahqiq.desks.lab.instruments.record import DAY
from tahqiq.desks.lab.results.operations import ResultRequest, enter
from tahqiq.desks.lab.sample_task import ACCOUNT, TASK
from tahqiq.desks.lab.sampling_plans.operations import SamplingPlanRequest, plan
from tahqiq.desks.lab.sampling_plans.record import Picked
from tahqiq.desks.lab.sequences.evaluation import SequenceImportRequest, load
from tahqiq.desks.lab.sequences.record import SEQUENCE
from tahqiq.desks.lab.synthetic_sequence import CAME, archive
from tahqiq.kit import clock
from tahqiq.model.kind import day_of
from tahqiq.samples.truth import Json

STORY_DAY = date(2026, 2, 9)
"""The day of the case as its dates are written down: a week after the exhibits came."""
INFRARED = "infrared 4-3.jdx"
TAKEN: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "4/1": ("12", ("amphetamine", "caffeine", "fenethylline")),
    "4/2": ("14", ("amphetamine",)),
    "4/3": ("16", ("methamphetamine",)),
    "7/1": ("18", ("amphetamine", "caffeine", "fenethylline")),
}
"""The run of each exhibit and the substances that are taken up from it."""
LOOKS = {
    "4/1": "عشرون قرصاً صفراء اللون",
    "4/2": "مسحوق أبيض في كيس",
    "4/3": "بلورات شفافة",
    "7/1": "خمسة عشر قرصاً صفراء اللون",
}
DUE_IN = {"4/1": 2, "4/2": -1, "7/1": 9}
"""Days until the report of an exhibit is wanted; one is late on purpose, for one nobody named a day."""
UNITS = {"4/1": 20, "7/1": 15}
TARE = 11.6904
"""Grams of the dish that the tablets were weighed in."""
DISSOLVED = {"4/1": "25.0"}
"""Milligrams of an exhibit that were dissolved in 100 mL for its run."""
BALANCE_USED, BALANCE_FAILED, BALANCE_WAITS = "ميزان 2", "ميزان 1", "ميزان 3"
"""Balances: one that was checked today, one whose check failed, one that nobody has checked today and whose
calibration is near."""
LEAST = "0.05"
"""The share of the units that is to be shown positive: one unit shows it."""
SECOND = (
    Result(technique="colour-test", substance="amphetamine", outcome="positive", basis="reference-material"),
    Result(
        technique="thin-layer",
        substance="caffeine",
        outcome="positive",
        basis="reference-material",
        reference="RM-CAF-07",
    ),
)
"""What was measured beside the run of tablets: a run is one measurement."""


def records(at: ActingDesktop, truth: Mapping[str, Json]) -> dict[str, int]:
    """Seal the sequence and the infrared spectrum, hold the sequence against its method, and open the
    examinations with what was found."""
    bench, shift = at.bench, sample_day(truth) - STORY_DAY
    balances = _balances(at.elsewhere(at.desk.file))
    measured = archive(
        seed=at.records(RUN_USE).count()[None], shift=shift
    )  # a run is of one exhibit: each sample has its own
    source = bench.deposit_later(
        [(bench.seal(measured, "sequence.zip"), "sequence.zip")], bench.deposit(at.home)
    )[0]
    sequence = load(at, SequenceImportRequest(case=at.home, source=source.id), None).sequence
    bench.deposit_later([(bench.seal(BytesIO(infrared()), INFRARED), INFRARED)], bench.deposit(at.home))
    for exhibit, (run, targets) in TAKEN.items():
        view = open_at_bench(at, open_(at, _opened(at, exhibit, shift), None), CAME + shift)
        unit = 1
        if exhibit in UNITS:
            view, unit = _drawn(at, view, UNITS[exhibit], CAME + shift)
        for target in targets:
            view = take_up(
                at,
                FindingUptakeRequest(
                    case=at.home,
                    examination=view.examination,
                    version=view.version,
                    sequence=sequence,
                    run=run,
                    target=target,
                    sampling=unit,
                ),
                None,
            )
        if exhibit in UNITS:
            for result in SECOND:
                asked = ResultRequest(
                    case=at.home, examination=view.examination, version=view.version, result=result
                )
                view = enter(at, asked, None)
            weigh(
                at,
                WeighingRequest(
                    case=at.home,
                    examination=view.examination,
                    version=view.version,
                    gross=f"{TARE + 0.1702 * UNITS[exhibit]:.4f}",
                    tare=f"{TARE:.4f}",
                    balance=BALANCE_USED,
                ),
                None,
            )
        if exhibit in DISSOLVED:
            _purity(at, view.examination, DISSOLVED[exhibit])
    return {SEQUENCE.name: 1, EXAMINATION.name: len(TAKEN), DAY.name: 1, **balances}


def _balances(at: ActingDesktop) -> dict[str, int]:
    """The balances of the laboratory, entered with the first sample, and today's checks of two; how many
    records of each kind were made."""
    now, made = clock.now(), {BALANCE.name: 0, CHECK.name: 0}
    known = {one.body.balance for one in at.records(BALANCE).every()}
    for number, days, read in (
        (BALANCE_FAILED, 210, "20.0009"),
        (BALANCE_USED, 120, "20.0001"),
        (BALANCE_WAITS, 12, ""),
    ):
        if number not in known:
            enter_balance(at, _balance(number, day_of(now) + timedelta(days=days)), None)
            made[BALANCE.name] += 1
        last = last_check(at, number)
        if read and (last is None or day_of(last.at) != day_of(now)):
            check(at, BalanceCheckRequest(balance=number, read=read), None)
            made[CHECK.name] += 1
    return made


def _balance(number: str, until: date) -> BalanceRequest:
    return BalanceRequest(
        balance=number,
        name="غرفة الموازين",
        resolution="0.0001",
        calibrated_until=until,
        weight="W-20",
        nominal="20.0000",
        tolerance="0.0005",
        repeatability="0.0002",
        calibration="0.0001",
    )


def _purity(at: ActingDesktop, examination: str, milligrams: str) -> None:
    asked = PurityRequest(
        case=at.home,
        examination=examination,
        version=working(at, examination).version,
        substance="amphetamine",
        milligrams=milligrams,
        millilitres="100",
        form="base",
        balance=BALANCE_USED,
    )
    purity(at, asked, None)


def _drawn(
    at: ActingDesktop, view: ExaminationView, units: int, came: datetime
) -> tuple[ExaminationView, int]:
    """One unit of an exhibit drawn on the day on which it came, before its run; the number of the unit."""
    made = plan(SamplingPlanRequest(units=units, proportion=LEAST, seed=f"sample {view.exhibit}"))
    picked = Draw(
        **made.model_dump(include=set(Picked.model_fields)),
        at=came.isoformat(),
        by=at.bench.person.login,
    )
    kept = working(at, view.examination)
    return changed(at, kept, view.version, picked=[picked]), made.picks[0]


def _opened(at: Desktop, exhibit: str, shift: timedelta) -> ExhibitRequest:
    seizure = exhibit.partition("/")[0]
    first, ordered = seizure == "4", date(2026, 2, 1) + shift
    return ExhibitRequest(
        case=at.home,
        exhibit=exhibit,
        seal=f"خ-{exhibit}",
        appearance=LOOKS[exhibit],
        received=CAME + shift,
        laboratory="مختبر الأدلة الجنائية، قسم المخدرات",
        address="بغداد",
        customer="محكمة تحقيق الرصافة، بغداد، بريد العينة 12",
        request=f"كتاب المحكمة {seizure}17 في {ordered.day}/{ordered.month}/{ordered.year}",
        question="ما المواد التي في المبرز؟",
        seizure=f"{seizure}/{ordered.year}",
        seizing_unit="مفرزة الحدود" if first else "مفرزة المرور",
        seized_on=date(2026, 1, 30 if first else 31) + shift,
        seized_at="منفذ العينة" if first else "سيطرة العينة",
        brought_by="مفوض الضبط",
        sort="captagon" if exhibit.endswith("/1") else "other",
        condition="الظرف سليم والختم سليم",
        packages=UNITS.get(exhibit, 1),
        due_on=day_of(clock.now()) + timedelta(days=DUE_IN[exhibit]) if exhibit in DUE_IN else None,
        not_examined="لم تُفحص الأملاح ولا المتصاوغات الضوئية",
    )


def infrared() -> bytes:
    """An invented infrared spectrum as JCAMP-DX: bands of an amine salt with a ring."""
    numbers = np.arange(4000, 448, -4)
    bands = (
        (2970, 40, 0.5),
        (2725, 60, 0.7),
        (2460, 45, 0.6),
        (1605, 8, 0.3),
        (1487, 10, 0.5),
        (1455, 12, 0.5),
        (1061, 10, 0.3),
        (749, 9, 0.7),
        (699, 7, 0.9),
    )
    heights = sum(high * np.exp(-0.5 * ((numbers - middle) / wide) ** 2) for middle, wide, high in bands)
    rows = "".join(
        f"{number} {height:.4f}\n"
        for number, height in zip(numbers.tolist(), np.asarray(heights).tolist(), strict=True)
    )
    head = (
        "##TITLE=Exhibit 4/3\n##JCAMP-DX=4.24\n##DATA TYPE=INFRARED SPECTRUM\n##ORIGIN=invented\n"
        "##OWNER=invented\n##XUNITS=1/CM\n##YUNITS=ABSORBANCE\n"
    )
    return (
        f"{head}##FIRSTX={numbers[0]}\n##LASTX={numbers[-1]}\n##NPOINTS={len(numbers)}\n"
        f"##XYPOINTS=(XY..XY)\n{rows}##END=\n"
    ).encode()


SAMPLE = Sample(records=records, accounts=(ACCOUNT,), tasks=(TASK,))
