"""Worksheets of a case."""

from collections.abc import Mapping, Sequence

from tahqiq.casework.shelves import Kept, Shelf
from tahqiq.model.kind import B


def records_of_case(
    shelf: Shelf[B], case: str, where: Mapping[str, str] | None = None, *, away: bool = False
) -> list[Kept[B]]:
    """Every record that the person sees, the last written last; put away ones where ``away``."""
    return list(shelf.every(where, case=case, state="put-away" if away else "open"))


def with_version_before(latest_first: Sequence[Kept[B]]) -> list[tuple[Kept[B], Kept[B] | None]]:
    """Each version with the one before it, the first with None."""
    before = [*latest_first[1:], None]
    return list(zip(latest_first, before, strict=True))
