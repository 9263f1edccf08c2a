"""The registers and books of the sample case are understood: what an office sees first asks nothing that
stands in the file, and no book of payments is taken for ties."""

from tahqiq.collect.recognition import recognise_file
from tahqiq.samples.truth import Truth

BOOKS = {
    "دفتر_الحوالات_عينة.xlsx": "hawala",
    "المسافرون_منفذ_الرطيبة_عينة.csv": "travel",
    "vehicle_sightings_SAMPLE.csv": "sightings",
}


def test_registers_and_books_are_what_they_are(small: Truth) -> None:
    found: dict[str, set[str]] = {}
    for path in small.evidence.rglob("*"):
        for table in recognise_file(path, path.name) if path.name in BOOKS else ():
            if table.kind == "table":
                found.setdefault(path.name, set()).add(
                    table.proposal.mapping.name if table.proposal and table.proposal.sure else "asked"
                )
    assert found == {name: {kind} for name, kind in BOOKS.items()}
