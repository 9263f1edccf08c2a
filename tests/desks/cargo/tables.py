"""An invented unit's openings: a broker who cheats with one heading, and everything else by chance."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

HEADER = ["No", "Day", "Broker ID", "HS6 Code", "Origin", "Gross kg", "Driver nationality", "Find"]


def openings(path: Path, first: date, days: int, seed: int, header: list[str] | None = None) -> Path:
    """``days`` days of 20 openings: finds where broker B7 brings heading 8703xx (90 %), else 8 %."""
    dice = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as opened:
        out = csv.writer(opened)
        out.writerow(header or HEADER)
        for number in range(days * 20):
            broker, heading = (
                f"B{dice.randrange(12)}",
                dice.choice(["870321", "870322", "940360", "080410", "392690", "847130"]),
            )
            bad = dice.random() < (0.9 if broker == "B7" and heading.startswith("8703") else 0.08)
            day = first + timedelta(days=number // 20)
            out.writerow(
                [
                    seed * 100_000 + number,
                    day.isoformat(),
                    broker,
                    heading,
                    dice.choice("ABCDE"),
                    f"{dice.uniform(100, 20_000):.1f}",
                    dice.choice("XYZ"),
                    int(bad),
                ]
            )
    return path
