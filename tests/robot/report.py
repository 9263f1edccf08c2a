"""What the robot found: each fault once, with everywhere it was met."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault: which check it fails, what exactly, on which screen (its pattern) and at which control; "" for
    the screen itself."""

    check: str
    screen: str
    control: str
    detail: str


@dataclass(slots=True)
class Met:
    """Where a fault was met: role and language, one address, a picture of the first time."""

    address: str
    picture: str
    seats: dict[str, None] = field(default_factory=dict)


class Report:
    """Collects findings; pictures go to ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: dict[Finding, Met] = {}

    def add(self, finding: Finding, seat: str, address: str) -> Path | None:
        """Enter a finding; the file that a picture of it is wanted in, the first time."""
        known = self.found.get(finding)
        if known is not None:
            known.seats[seat] = None
            return None
        picture = self.folder / f"{len(self.found) + 1:03}-{finding.check}.png"
        self.found[finding] = Met(address, str(picture), {seat: None})
        return picture

    def lines(self) -> list[str]:
        """The findings as text, by check and screen."""
        lines = []
        for finding, met in sorted(
            self.found.items(), key=lambda item: (item[0].check, item[0].screen, item[0].control)
        ):
            at = f" [{finding.control}]" if finding.control else ""
            lines.append(
                f"{finding.check}: {met.address}{at}: {finding.detail} "
                f"({', '.join(met.seats)}; {met.picture})"
            )
        return lines
