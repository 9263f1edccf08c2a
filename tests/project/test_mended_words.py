"""Words of a review that said something else, or worse, do not come back: of the whole program in one
language, or of single texts."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = {
    r"(?<!\w)کیر(?!\w)": "an obscenity in Badini",
    r"کیراتی": "an obscenity in Badini",
    r"قەرزارەکان": "debtors, for statements that are missing",
    r"تخدم القاعدة جريمة": "the rule serves a crime",
    r"لم يُنشر أحد": "nobody was published",
    r"خڕکراو": "made round like a ball",
    r"بەتاڵ لێبدە": "beat the blank",
    r"من يمسهم من غير": "whom he touches of others",
    r"ئەوانی تر کە دەگرێتەوە": "the others whom it catches",
    r"المختومة ببصمتها": "fingerprints sealed with their fingerprint",
    r"تسحب العينة نفسها": "the seed pulls the sample",
}
"""Patterns that stand in no text of the program."""
CUSTODY = {
    r"شارستانی": "civilised, for civil",
    r"مرۆڤایەتی": "humanity, for kinship",
    r"پشکنینی سەرەکی": "main search, for a frisk",
    r"غير محكوم": "not sentenced, for held on remand",
    r"فەرماندەر": "commander, for who ordered a search",
}
"""Patterns that stand in no text of the custody desk."""
TEXTS = [
    ("ui/src/i18n/locales/kmr-Arab.json", "dialog.close", "گرتن"),
    ("ui/src/i18n/locales/kmr-Arab.json", "briefing.likelihood.likely", "دبیت"),
    ("ui/src/i18n/locales/ckb.json", "command.chart.add", "لە گەڕانەوە"),
    ("ui/src/desks/custody/words/ckb.json", "draw.leave", "بێ پاراستن"),
]
"""A file, a key, and what its text must not hold."""


def texts() -> Iterator[tuple[str, str]]:
    """Every file of words and its text."""
    for folder, ending in (("src/tahqiq", "*.yaml"), ("ui/src", "*.json")):
        for path in sorted((ROOT / folder).rglob(ending)):
            if "node_modules" not in path.parts and "data" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def test_no_text_says_what_a_review_found_wrong() -> None:
    found = []
    for name, text in texts():
        patterns = {**NOWHERE, **(CUSTODY if "desks/custody" in name else {})}
        found += [(name, why) for pattern, why in patterns.items() if re.search(pattern, text)]
    assert found == []


@pytest.mark.parametrize(("path", "key", "wrong"), TEXTS)
def test_single_texts(path: str, key: str, wrong: str) -> None:
    assert wrong not in json.loads((ROOT / path).read_text("utf-8"))[key]


def test_a_chart_is_no_map_in_badini() -> None:
    """``خەریتە`` is a map of the ground."""
    english = json.loads((ROOT / "ui/src/i18n/locales/en.json").read_text("utf-8"))
    badini = json.loads((ROOT / "ui/src/i18n/locales/kmr-Arab.json").read_text("utf-8"))
    assert [
        key for key, words in english.items() if "خەریتە" in badini[key] and "map" not in words.lower()
    ] == []
    for name in ("briefing", "bundle"):
        assert "خەریتە" not in (ROOT / f"src/tahqiq/kit/messages/{name}.yaml").read_text("utf-8")


def test_single_values_of_the_custody_desk() -> None:
    words = (ROOT / "src/tahqiq/desks/custody/messages/values.yaml").read_text("utf-8")
    guardian = re.findall(r"guardian.*", words)
    assert guardian
    assert not any("سەرپەرشتیار" in line for line in guardian)
