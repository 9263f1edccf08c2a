"""What may not be kept: each entry of the list is dropped, and what is like it stays."""

from pathlib import Path

import pytest
import yaml

from tahqiq.formats.passengers import sensitive
from tahqiq.formats.passengers.reader import READER
from tahqiq.formats.passengers.sensitive import fold, in_code, in_text, terms
from tahqiq.formats.reader import Records
from tahqiq.model.account import Aside

from .test_people import LEG, TIF, booked

TOLD = yaml.safe_load((Path(sensitive.__file__).parent / "sensitive.yaml").read_text("utf-8"))
CODES = [code for some in TOLD["codes"].values() for code in some]
WORDS = [(group, word) for group, some in TOLD["text"].items() for words in some.values() for word in words]


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_dropped(code: str) -> None:
    assert in_code(code) is not None
    assert in_code(code.lower()) is not None
    assert code not in terms().kept


@pytest.mark.parametrize(("group", "word"), WORDS, ids=lambda value: str(value))
def test_a_word_is_dropped_in_any_text_and_is_not_told(group: str, word: str) -> None:
    for text in (word, word.upper(), f"PAX {word}. CALL", f"x\n{word}"):
        found = in_text(text)
        assert found is not None, text
        assert found.group in TOLD["text"]
        assert fold(word) not in fold(found.label)


@pytest.mark.parametrize("code", TOLD["kept"])
def test_what_is_kept_is_kept(code: str) -> None:
    assert in_code(code) is None


def test_each_language_is_in_each_group() -> None:
    assert all({"en", "ar", "ku"} == set(words) and all(words.values()) for words in TOLD["text"].values())


@pytest.mark.parametrize(
    "text",
    [
        "CALL 0770",
        "TICKETED BY AGENT",
        "HALALI STREET",
        "اتصل قبل السفر",
        "UNION STATION HOTEL",
        "THIS PASSENGER IS A VIP",
    ],
)
def test_other_text_stays(text: str) -> None:
    assert in_text(text) is None


def test_arabic_with_article_and_conjunction() -> None:
    assert in_text("والحج") is not None
    assert in_text("مسافر للعمرة") is not None


def test_nothing_of_it_comes_out_of_the_reader_and_it_is_counted(tmp_path: Path) -> None:
    lines = (
        "SSR+MOML:HK:1:ZZ:::::SECRETONE",
        "SSR+OTHS:HK:1:ZZ:::::HAJJ GROUP SECRETTWO",
        TIF,
        "SSR+WCHR:HK:1:ZZ:::::SECRETTHREE+::1.1",
        "IFT+4:28::ZZ+OSI YY KSML SECRETFOUR",
        "IFT+4:28::ZZ+كرسي متحرك SECRETFIVE",
        LEG,
        "SSR+DBML:HK:1:ZZ:::::SECRETSIX",
        "ABI+1+:B",
        "SAC+++X",
        "SSR+MOML:HK:1:ZZ:::::SECRETSEVEN",
        "LTS+NEEDS WHEELCHAIR SECRETEIGHT",
    )
    booked(tmp_path, *lines)
    items = list(READER.read(tmp_path / "a.edi", "a.edi"))
    assert "SECRET" not in "".join(
        str(item.columns.to_pylist()) if isinstance(item, Records) else str(item) for item in items
    )
    counted = {
        item.field: item.count for item in items if isinstance(item, Aside) and item.why == "aside-sensitive"
    }
    assert counted == {
        "SSR MOML": 2,
        "text religion": 1,
        "SSR WCHR": 1,
        "SSR KSML": 1,
        "text health": 2,
        "SSR DBML": 1,
    }


def test_a_title_of_belief_is_dropped_from_a_name(tmp_path: Path) -> None:
    rows, _ = booked(tmp_path, "TIF+SAMPLE+JOHN REV:A:1.1", LEG)
    assert (rows["person"][0]["given"], "REV" in str(rows["person"][0])) == ("JOHN", False)
