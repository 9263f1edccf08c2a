"""The papers and exhibits of an exercise: what the court wrote, what lies on the bench."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from random import Random

from tahqiq.casework.clocks import ZONE
from tahqiq.desk import ActingDesktop
from tahqiq.desks.lab.examinations.operations import ExhibitRequest, open_
from tahqiq.desks.lab.exhibit_acts.opening import open_at_bench
from tahqiq.kit import clock
from tahqiq.model.kind import day_of

LOOKS = ("أقراص صفراء اللون", "مسحوق أبيض في كيس", "بلورات شفافة", "أقراص بيضاء اللون", "مسحوق بني")
DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def paper(at: ActingDesktop, name: str, lines: Iterable[str]) -> None:
    """Put a paper into the case."""
    text = "\n".join(lines) + "\n"
    at.bench.collect_made(text.encode(), f"{name}.txt", at.bench.deposit(at.home, zone=ZONE))


def numbers(dice: Random, count: int) -> list[str]:
    """Numbers of so many exhibits of one seizure."""
    seizure = dice.randrange(11, 90)
    return [f"{seizure}/{number}" for number in range(1, count + 1)]


def booked_in(at: ActingDesktop, dice: Random, exhibits: Sequence[str]) -> None:
    """Book exhibits in that came yesterday and whose seals were opened at the bench."""
    came = clock.now() - timedelta(days=1)
    for number in exhibits:
        asked = ExhibitRequest(
            case=at.home,
            exhibit=number,
            seal=f"S-{dice.randrange(1_000, 9_999)}",
            appearance=dice.choice(LOOKS),
            received=came,
            customer="محكمة تحقيق التمرين",
            request=f"كتاب المحكمة {number.partition('/')[0]}17",
            question="ما المواد التي في المبرز؟",
            seized_on=day_of(came) - timedelta(days=3),
            brought_by="مفوض الضبط",
        )
        open_at_bench(at, open_(at, asked, None), came)
