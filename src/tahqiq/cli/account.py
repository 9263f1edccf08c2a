"""The account of fields of a source, as lines for the terminal."""

from collections.abc import Sequence

from tahqiq.cli.context import locale
from tahqiq.model.account import Aside, Fields, together

SHOWN_ASIDE = 8


def account_lines(fields: Fields | None, set_aside: Sequence[Aside]) -> list[str]:
    """What became of the fields of a source, and the names of those set aside, the most frequent first."""
    if fields is None or not fields.read:
        return []
    lines = [
        (
            f"  {fields.read} fields = {fields.used} used + {fields.set_aside} set aside + "
            f"{fields.problems} problems"
        )
    ]
    aside = together(set_aside)
    lines += [
        f"    set aside: {item.field} ({item.count}): {item.say(locale()).sentence}"
        for item in aside[:SHOWN_ASIDE]
    ]
    if len(aside) > SHOWN_ASIDE:
        lines.append(f"    and {len(aside) - SHOWN_ASIDE} further names; all of them with --json")
    return lines
