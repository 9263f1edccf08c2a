"""The desk's part of the invented case: a sequence with its blank, tune and ladder, and four exhibits of two
seizures: one that is established, one that wants a second technique, one whose isomer is not told from it,
and one of another seizure that looks like the first. The infrared spectrum that settles the third lies in the
case, for whoever enters it. Everything is invented."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from io import BytesIO

import numpy as np

from tahqiq.desk import ActingDesktop, Desktop, Sample, sample_day
from tahqiq.desks.lab.examinations.ledger import Result
from tahqiq.desks.lab.examinations.lookup import working
from tahqiq.desks.lab.examinations.operations import ExhibitRequest, ResultRequest, changed, enter, open_
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.desks.lab.exhibit_acts.weighings import WeighingRequest, weigh
from tahqiq.desks.lab.findings.operations import FindingUptakeRequest, take_up
from tahqiq.desks.lab.findings.record import RUN_USE
from tahqiq.desks.lab.instruments.record import DAY
from tahqiq.desks.lab.sample_task import ACCOUNT, TASK
from tahqiq.desks.lab.sampling_plans.operations import SamplingPlanRequest, plan
from tahqiq.desks.lab.sampling_plans.record import Picked
from tahqiq.desks.lab.sequences.evaluation import SequenceImportRequest, load
from tahqiq.desks.lab.sequences.record import SEQUENCE
from tahqiq.desks.lab.synthetic_sequence import CAME, archive
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
UNITS = {"4/1": 20, "7/1": 15}
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
    measured = archive(
        seed=at.records(RUN_USE).count()[None], shift=shift
    )  # a run is of one exhibit: each sample has its own
    source = bench.deposit_later(
        [(bench.seal(measured, "sequence.zip"), "sequence.zip")], bench.deposit(at.home)
    )[0]
    sequence = load(at, SequenceImportRequest(case=at.home, source=source.id), None).sequence
    bench.deposit_later([(bench.seal(BytesIO(infrared()), INFRARED), INFRARED)], bench.deposit(at.home))
    for exhibit, (run, targets) in TAKEN.items():
        view = open_(at, _opened(at, exhibit, shift), None)
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
                    grams=f"{0.1702 * UNITS[exhibit]:.4f}",
                    balance="ميزان 2",
                    readability="0.0001",
                    repeatability="0.0002",
                ),
                None,
            )
    return {SEQUENCE.name: 1, EXAMINATION.name: len(TAKEN), DAY.name: 1}


def _drawn(
    at: ActingDesktop, view: ExaminationView, units: int, came: datetime
) -> tuple[ExaminationView, int]:
    """One unit of an exhibit drawn on the day on which it came, before its run; the number of the unit."""
    made = plan(SamplingPlanRequest(units=units, proportion=LEAST, seed=f"sample {view.exhibit}"))
    picked = Picked(
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
