"""What comes with the program: only records that may be passed on, and ions with their source."""

from pathlib import Path

import pytest

from tahqiq.desks.lab.library import store
from tahqiq.desks.lab.library.operations import LibraryRequest, info
from tahqiq.desks.lab.open_records import signatures, unpacked
from tahqiq.desks.lab.open_records.operations import IonsRequest, ShippedLibraryRequest, ions, lines, opened


def test_every_record_says_that_it_may_be_passed_on_and_who_made_it(tmp_path: Path) -> None:
    records = [one for one in unpacked(tmp_path).read_text("utf-8").split("\n//\n") if one.strip()]
    assert len(records) == 1665
    for record in records:
        told = dict(
            line.split(": ", 1)
            for line in record.splitlines()
            if line.startswith(("ACCESSION", "LICENSE", "AUTHORS", "AC$INSTRUMENT_TYPE"))
        )
        assert told["LICENSE"] in ("CC BY", "CC BY-SA"), told["ACCESSION"]
        assert told["AUTHORS"].strip(), told["ACCESSION"]
        assert "EI" in told["AC$INSTRUMENT_TYPE"], told["ACCESSION"]


def test_the_sheet_of_ions_names_its_sources_and_identifies_nothing() -> None:
    assert all(one.ions and one.source.startswith(("MSBNK-", "doi:")) for one in signatures())
    found = ions(IonsRequest(mz=[169, 168, 167, 58]))
    assert found.substances[0].name == "diphenylamine"
    assert found.substances[0].shared == [169, 168, 167]
    assert "identify nothing" in found.next_step
    assert len(ions(IonsRequest()).substances) == len(signatures())
    assert not ions(IonsRequest(mz=[9])).substances
    assert "MSBNK" in lines(found)[1]


@pytest.mark.slow
def test_the_open_library_is_made_measured_and_keeps_its_authors(tmp_path: Path) -> None:
    made = opened(ShippedLibraryRequest(library=tmp_path / "open"))
    assert (made.spectra, made.problems) == (1665, [])
    assert "this library's own compounds" in made.tiers_on
    fields = dict(map(tuple, store.Library(tmp_path / "open").entry(0)["fields"]))
    assert fields["License"] == "CC BY-SA"
    assert fields["Authors"]
    assert not info(LibraryRequest(library=tmp_path / "open")).damaged
