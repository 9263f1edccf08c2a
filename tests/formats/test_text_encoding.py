"""From bytes to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.formats.text_encoding import decode, guess

ARABIC = "تقرير عن حركة الشاحنات في منفذ زرباطية"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "utf-32"]
)
def test_arabic_comes_back(encoding: str) -> None:
    assert decode(ARABIC.encode(encoding)).text == ARABIC


def test_a_guess_is_told_and_a_mark_is_not() -> None:
    guessed = decode(ARABIC.encode("cp1256"))
    assert guessed.problem is not None
    assert guessed.problem.code == "encoding-guessed"
    assert guessed.problem.params == {"encoding": "cp1256"}
    assert decode(ARABIC.encode("utf-16")).problem is None


def test_latin_with_accents_is_not_taken_for_arabic() -> None:
    assert guess("Café à côté".encode("cp1252")) == ("cp1252", False)


def test_a_declared_encoding_is_used_when_it_fits_and_never_runs_a_codec_that_is_no_text() -> None:
    assert decode("é".encode("latin-1"), "iso-8859-1").text == "é"
    assert decode(b"abc", "zlib").text == "abc"
    assert decode(b"abc", "no-such").encoding == "utf-8"


@given(st.binary(max_size=300))
def test_any_bytes_become_text(data: bytes) -> None:
    decode(data).text.encode("utf-8", "surrogatepass")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_utf8_is_exact(text: str) -> None:
    decoded = decode(text.encode("utf-8"))
    if decoded.encoding == "utf-8":
        assert decoded.text == text
