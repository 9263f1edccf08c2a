"""The door: one call makes the whole case."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from tahqiq.samples.analyst import analyst
from tahqiq.samples.calls import Calls
from tahqiq.samples.deliveries import deliver
from tahqiq.samples.documents import documents
from tahqiq.samples.handsets import handsets
from tahqiq.samples.messages import messages
from tahqiq.samples.money import money
from tahqiq.samples.network import STORY_DAY, Case, build, story_shift
from tahqiq.samples.pictures import pictures
from tahqiq.samples.registers import Registers
from tahqiq.samples.story import tell
from tahqiq.samples.truth import Truth

WRITERS: dict[str, Callable[[Case, Calls, Random, Truth], None]] = {
    "handsets": handsets,
    "messages": messages,
    "money": money,
    "documents": documents,
    "analyst": analyst,
    "pictures": pictures,
}
FOLDERS = (
    "01_authority",
    "02_calls",
    "03_subscribers_sites",
    "04_phones",
    "05_chats",
    "06_money",
    "07_registers",
    "08_reports",
    "09_mail",
    "10_analyst",
    "11_pictures",
)


def generate(directory: Path, seed: int = 1, scale: float = 1.0, day: date = STORY_DAY) -> Truth:
    """Write the invented case under ``directory`` and say what is true about it.

    The files to collect go to ``directory/evidence``, the truth to ``directory/truth.json``; both are made,
    existing files of the same names are overwritten. The same seed, scale and day give the same bytes.
    ``day`` is the day on which the case is made: what happens is moved by whole weeks, so that it ended a few
    days before. ``scale`` multiplies the bulk (events, crowd, doubles), never the story; 1.0 is about 45,000
    call records and 3,000 people. Raises ``OSError`` when the folder cannot be written.
    """

    def dice(name: str) -> Random:
        return Random(f"{seed}/{name}")  # noqa: S311  # a seeded stream for invented data, no secret

    truth = Truth(directory, seed, scale)
    truth.story["day"] = day.isoformat()
    for folder in FOLDERS:
        (truth.evidence / folder).mkdir(parents=True, exist_ok=True)
    case = build(dice("case"), scale, story_shift(day))
    doubles = max(40, round(2000 * scale))
    calls = Calls(case, dice("calls"), scale, doubles * 3 // 5)
    tell(case, calls, truth)
    deliver(case, calls, dice("deliveries"), truth, doubles)
    Registers(case, calls, dice("registers"), truth).write()
    for name, write in WRITERS.items():
        write(case, calls, dice(name), truth)
    truth.save()
    return truth
