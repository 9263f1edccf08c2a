"""Who travels on a booking: travellers named by it, and those of whom only a document or a note speaks.
Nobody is left out in silence."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tahqiq.formats.edifact.segments import Segment
from tahqiq.formats.passengers.airline_names import given, same

Cells = dict[str, str | None]


@dataclass(slots=True, eq=False)
class Traveller:
    """One person of a booking. ``reference`` is what services call them (``1.1``, ``2``), ``first`` the
    segment that speaks of them first."""

    identity: str
    first: Segment
    surname: str
    given: str
    reference: str = ""
    cells: Cells = field(default_factory=dict)
    documents: list[tuple[Segment, Cells]] = field(default_factory=list)

    def says(self, column: str, value: str | None) -> None:
        """A value; where another stands already, both, a line each."""
        if not value:
            return
        before = self.cells.get(column)
        if not before:
            self.cells[column] = value
        elif value not in before.split("\n"):
            self.cells[column] = f"{before}\n{value}"


class People:
    """The travellers of one booking, found by reference, name or place."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.all: list[Traveller] = []

    def __iter__(self) -> Iterator[Traveller]:
        return iter(self.all)

    def add(
        self, first: Segment, surname: str, first_name: str, reference: str = "", made_from: str = "TIF"
    ) -> Traveller:
        """A further traveller."""
        made = Traveller(f"{self.prefix}.{len(self.all) + 1}", first, surname, first_name, reference)
        parted = given(first_name)
        made.cells.update(
            surname=surname or None,
            given=parted.name or None,
            title=parted.title or None,
            made_from=made_from,
            name=" ".join(filter(None, (parted.name, surname))) or None,
            written="/".join(filter(None, (surname, first_name))) or None,
            traveller=reference or None,
        )
        self.all.append(made)
        return made

    def named(self, surname: str, first_name: str) -> Traveller | None:
        """The one whose name can be written so; None where none or several can."""
        found = [one for one in self.all if same(one.surname, one.given, surname, first_name)]
        return found[0] if len(found) == 1 else None

    def referred(self, reference: str) -> Traveller | None:
        """The one that services call so. A reference without a dot also names the traveller whose own begins
        with it."""
        if not reference:
            return None
        if len(self.all) == 1 and self.all[0].reference == reference:
            return self.all[0]
        shown = reference.lstrip("0") or reference
        found = [
            one for one in self.all if one.reference and (one.reference.lstrip("0") or one.reference) == shown
        ]
        if not found:
            found = [
                one
                for one in self.all
                if one.reference.partition(".")[0].lstrip("0") == shown.partition(".")[0]
            ]
        return found[0] if len(found) == 1 else None

    def of_document(self, cells: Cells, reference: str, here: Traveller | None) -> Traveller | None:
        """Whose a travel document is: by the name in it, then by reference, then by where it stands. An
        infant's document is not its companion's."""
        surname, first_name = cells.get("surname") or "", cells.get("given") or ""
        if surname:
            by_name = self.named(surname, first_name)
            if by_name is not None:
                return by_name
            exact = [one for one in self.all if one.surname == surname and one.given == first_name]
            if exact:
                return exact[0]
        found = self.referred(reference) or here
        if found is None and len(self.all) == 1:
            found = self.all[0]
        infant = (cells.get("gender") or "").upper() in ("FI", "MI")
        if (
            found is not None
            and infant
            and surname
            and not same(found.surname, found.given, surname, first_name)
        ):
            return None
        return found
