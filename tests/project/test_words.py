"""The words a person reads: letters, punctuation, plural forms and terms of Arabic and Kurdish, on the page
and from the server."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tahqiq.kit.locale import locales
from tahqiq.kit.messages import LOCALES, catalogue

OTHERS = LOCALES[1:]
FORM = re.compile(r"(zero|one|two|few|many|other): ")
FORMS = {
    "ar": {"zero", "one", "two", "few", "many", "other"},
    "ckb": {"one", "other"},
    "kmr-Arab": {"one", "other"},
}

STRANGE_LETTERS = {
    "ar": "\u06cc\u06a9\u06d5\u06ce\u06c6\u0695\u06b5",  # ی ک ە ێ ۆ ڕ ڵ
    "ckb": "\u064a\u0643\u0629\u0649\u0640\u0623\u0625",  # ي ك ة ى, the stretching ـ, أ إ
    "kmr-Arab": "\u064a\u0643\u0629\u0649\u0640\u0623\u0625\u06b5",  # the same and ڵ, which Badini does not have  # noqa: E501
}
"""Letters that look alike and sort, search and read differently: none may stand in a language that writes
another one."""

ONE_WORD = {
    "ar": {
        "\u062d\u062c\u0631\u0629": "a compartment is حيّز مغلق",
        "\u062d\u062c\u064a\u0631\u0629": "a compartment is حيّز مغلق",
        "\u0645\u062d\u062c\u0648\u0632\u0629": "rows are held back: محجوبة",
        "\u0648\u0627\u0642\u0639\u0629": "an event is حدث",
        "\u0642\u064a\u062f \u0627\u0644\u062a\u062f\u0627\u0648\u0644": "handling is قواعد التداول",
        "\u0627\u0644\u0631\u0628\u0637 ": "a mapping is قواعد القراءة",
        "\u0627\u0644\u0645\u0635\u0627\u062f\u0631": "a document is مستند; a source would be heard as an informant",  # noqa: E501
    },
    "ckb": {
        "\u06a9\u06d5\u06cc\u0633": "a case is دۆسیە",
        "\u0628\u06d5\u0631\u0648\u0627\u0631": "a date is ڕێکەوت",
        "\u067e\u06d5\u0695\u06af\u06d5": "a file is فایل",
    },
    "kmr-Arab": {
        "\u06a9\u06d5\u06cc\u0633": "a case is دۆسیە",
        "\u062f\u06c6\u0632\u06ce": "a case is دۆسیە",
        "\u067e\u0644\u06ce\u062a": "a number plate is تابلۆ",
        "\u0645\u06c6\u0647\u0631": "a seal is مۆر",
        "\u0628\u06d5\u0631\u0648\u0627\u0631": "a date is رێکەفت",
    },
}
"""One thing has one word (see the glossary): words that were used beside it and may not come back."""

LATIN = re.compile(r"[A-Za-z][A-Za-z'’.-]*")
NAMES = frozenset(
    """GraphML WebP FollowTheMoney E Esc Enter Escape Ctrl Shift Tab I Ctrl+K K CSV PNG SVG JSON YAML CAMT ANX XML UTF-8 NUL SHA-256 SHA IMEI IMSI ICCID IBAN SIM WebGL Natural Earth QR
    Analyst's Notebook File Save As PageRank Leiden Louvain PostgreSQL PySpark Java Parquet Asia Baghdad UTC LAT LON METRES BEGIN END CELL USD IQD Person Call
    List Most Connected Visual Search admiralty B C PARAMETER VALUE TAHQIQ TOKEN HOME DIR TAHQIQ_TOKEN TAHQIQ_HOME workspace again engine leave-out
    query-column list-column same different unsure tahqiq cedar policies.cedar audit head version parameters yes no edge property fact how-to ask-over-links
    true false all any value field now name localhost docs reference mappings.md link-on-spark.md neighbours json csv json anb anx .csv .json .anx T Z
    ANDI AIA .cdf .qgd cdf qgd house InChIKey CAS MSP netCDF netCDF-4 Agilent D mzML mzXML MassBank JCAMP JCAMP-DX NIST GC-MS DATA.MS m z lab
    Backspace Home catboost pip install cargo dmy mdy ymd XLSX verify""".split()  # noqa: E501
)
"""Latin words that belong in a sentence of another script: keys, formats, names of programs, commands and
what a person types."""


def page(locale: str, root: Path) -> Iterator[tuple[str, str]]:
    """Every sentence of the page and its glossary in ``locale``, with its key."""
    folder = root / "ui" / "src" / "i18n"
    yield from json.loads((folder / "locales" / f"{locale}.json").read_text("utf-8")).items()
    for key, entry in json.loads((folder / "glossary" / f"{locale}.json").read_text("utf-8")).items():
        yield f"glossary {key}", entry["term"]
        yield f"glossary {key}", entry["text"]


def server(locale: str) -> Iterator[tuple[str, str]]:
    """Every sentence of the server in ``locale``, with its code."""
    for code, texts in catalogue().items():
        for text in texts[locale]:
            yield code, text


def labels(locale: str, root: Path) -> Iterator[tuple[str, str]]:
    """Every label of the vocabulary in ``locale``, with the path of its entry."""

    def below(path: str, node: object) -> Iterator[tuple[str, str]]:
        if isinstance(node, dict):
            for key, value in node.items():
                if (
                    key in ("label", "plural", "description")
                    and isinstance(value, list)
                    and len(value) == len(LOCALES)
                ):
                    yield f"{path}.{key}", str(value[LOCALES.index(locale)])
                else:
                    yield from below(f"{path}.{key}", value)

    for file in sorted((root / "src" / "tahqiq" / "model" / "schema").glob("*.yaml")):
        yield from below(file.stem, yaml.safe_load(file.read_text("utf-8")))


def sentences(locale: str, root: Path) -> list[tuple[str, str]]:
    found = [*page(locale, root), *server(locale), *labels(locale, root)]
    assert len(found) > 3000
    return found


@pytest.mark.parametrize("locale", OTHERS)
def test_each_language_has_its_own_letters(locale: str, root: Path) -> None:
    assert [
        (key, text) for key, text in sentences(locale, root) if set(text) & set(STRANGE_LETTERS[locale])
    ] == []


@pytest.mark.parametrize("locale", OTHERS)
def test_commas_semicolons_and_question_marks_are_those_of_the_script(locale: str, root: Path) -> None:
    wrong = re.compile(r"[\u0620-\u06ff][,;?]")
    assert [(key, text) for key, text in sentences(locale, root) if wrong.search(text)] == []


@pytest.mark.parametrize("locale", OTHERS)
def test_one_thing_has_one_word(locale: str, root: Path) -> None:
    told = [
        *page(locale, root),
        *server(locale),
    ]  # the vocabulary has types of its own for a court's case, an occurrence, a file
    said = [
        (key, text, why)
        for key, text in told
        for word, why in ONE_WORD[locale].items()
        if word in text and not ("covert" in key and "informant" in why)
    ]
    assert said == []


@pytest.mark.parametrize("locale", OTHERS)
def test_no_english_is_left_in_a_sentence(locale: str, root: Path) -> None:
    left = []
    for key, text in [*page(locale, root), *server(locale)]:
        # What a person types or a key that is pressed stands as it is: placeholders, commands, dates with T,
        # options.
        plain = FORM.sub(
            "",
            re.sub(
                r"\{\w+\}|tahqiq( [a-z{}]+)*|https?:\S+|\d{4}-[\dT:+.Z-]+|--[a-z-]+|\b[A-Z][A-Z0-9/@_=-]*\b",
                " ",
                text,
            ),
        )
        if words := [
            word
            for word in LATIN.findall(plain)
            if word.strip(".-'’") and word not in NAMES and word.strip(".-") not in NAMES
        ]:
            left.append((key, words))
    assert left == []


@pytest.mark.parametrize("locale", OTHERS)
def test_a_counted_sentence_has_every_form_of_its_language(locale: str, root: Path) -> None:
    bad = []
    for key, text in page(locale, root):
        if not FORM.match(text):
            continue
        forms = {part.partition(":")[0] for part in text.split(" | ")}
        if forms != {"other"} and not forms >= FORMS[locale]:
            bad.append((key, sorted(FORMS[locale] - forms)))
    assert bad == []


def test_arabic_does_not_put_a_number_of_any_size_before_a_noun() -> None:
    """3 سجلات, 11 سجلاً, 100 سجل: a sentence with one form for all numbers names what is counted first and
    the number after a colon."""
    counted = re.compile(
        r"\{(?:count|items|pairs|events|minutes|days|links|sources|limit|size|leaves)\} (?!من\b|أو\b|"
        r"في\b|على\b|إلى\b)[\u0620-\u064a]"
    )
    assert [(code, text) for code, text in server("ar") if counted.search(text)] == []


def test_no_translation_says_it_was_reviewed_unless_both_tables_do(root: Path) -> None:
    table = (root / "ui" / "src" / "i18n" / "locales.ts").read_text("utf-8")
    for locale in LOCALES:
        found = re.search(rf'^  "?{re.escape(locale)}"?: {{.*reviewed: (true|false)', table, re.MULTILINE)
        assert found is not None, locale
        assert (found[1] == "true") == locales()[locale].reviewed, locale
