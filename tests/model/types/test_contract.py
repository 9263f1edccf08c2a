"""What holds for every property type, ours or a stranger's: cleaning never raises, is idempotent, loses
nothing silently."""

import ast
import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tahqiq.model.types as types
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import LOCALES, catalogue
from tahqiq.kit.text import tidy_code
from tahqiq.model.types import OURS, Context, PropertyType, Unit, property_type, property_types

NOW = datetime(2026, 11, 24, tzinfo=UTC)
CONTEXTS = (
    Context(now=NOW),
    Context(now=NOW, zone="Asia/Baghdad", date_order="dmy", bank="RAFB", operator="Zain", currency="IQD"),
    Context(now=NOW, zone="Europe/Berlin", date_order="mdy", calendar="hijri", country="DE", decimal=","),
    Context(now=NOW, serials="excel1900", units=(("ورقة", Unit(Decimal(100), "USD")),)),
)
NAMES = sorted(OURS)

PIECES = st.sampled_from(
    "0 00 07 7 770 1234567 9647701234567 +964 123456789012345 35 E+ 1.5 . .0 , - / ( ) : ' = \" ٠ "
    "٧٧٠ ۱۲۳ ٫ ٬ IQ IQD USD $ دينار الف مليون ورقة "
    "بغداد أ A AB خصوصي العراق iq آذار كانون الثاني Mar محرم هـ م ص AM Z T 2024 1445 24 12 31 01 00 "
    "UTC +03:00 45352 N E ° 33.3 44.4 @ example.com "
    "http:// javascript: www. علي Ali مجهول N/A \u200f \u202e \u200c \u0640 \x00 \n \t \u00a0 🔥 é "
    "e\u0301 ﷲ m s h دقيقة".split(" ")
)
TEXTS = st.one_of(
    st.text(max_size=30),
    st.lists(PIECES, max_size=8).map("".join),
    st.lists(PIECES, max_size=6).map(" ".join),
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

HOSTILE = (
    "",
    " ",
    "\x00",
    "\u202e\u202d\u2066",
    "\ud800",
    "🔥" * 50,
    "9" * 10_000,
    "+" * 10_000,
    "a" * 10_000,
    "1," * 5_000,
    "1 " * 5_000,
    "tel:" * 2_500,
    "'=" * 5_000,
    "(" * 5_000 + "1" + ")" * 5_000,
    "ا" * 10_000,
    "1:" * 5_000,
    "a@" * 5_000,
    "a." * 5_000 + "@b.com",
    "http://" + "a" * 10_000,
    "1/2/" * 2_500,
    "12 آذار " * 1_500,
    "33.3 N " * 1_500,
    "5 m " * 2_500,
    "=1+1|cmd",
    "'; DROP TABLE x; --",
    "<script>alert(1)</script>",
    "{value}{0}%s",
)


@pytest.fixture(params=NAMES)
def kind(request: pytest.FixtureRequest) -> PropertyType:
    return property_type(request.param)


@pytest.mark.parametrize("name", NAMES)
@given(value=TEXTS, context=st.sampled_from(CONTEXTS))
@QUICK
def test_cleaning_is_idempotent_and_says_why(name: str, value: str, context: Context) -> None:
    kind = property_type(name)
    once = kind.clean(value, context)
    if once.note is not None:
        assert once.note in catalogue()
    if once.value is None:
        assert once.note is not None or not tidy_code(value), f"{value!r} was dropped silently"
        return
    assert once.value, "an empty value is None"
    again = kind.clean(once.value, context)
    assert again.value == once.value
    assert kind.compare(once.value, once.value) == 1.0
    assert kind.key(once.value)
    for locale in LOCALES:
        assert kind.display(once.value, locale)


@pytest.mark.parametrize("name", NAMES)
@given(left=TEXTS, right=TEXTS)
@settings(QUICK, max_examples=20)
def test_comparison_is_symmetric_and_bounded(name: str, left: str, right: str) -> None:
    kind = property_type(name)
    one, two = kind.clean(left).value, kind.clean(right).value
    if one is not None and two is not None:
        score = kind.compare(one, two)
        assert 0.0 <= score <= 1.0
        assert score == kind.compare(two, one)
        if kind.key(one) == kind.key(two):
            assert score == 1.0


@pytest.mark.parametrize("name", NAMES)
@given(
    values=st.lists(st.one_of(st.none(), TEXTS), max_size=12, unique=True), context=st.sampled_from(CONTEXTS)
)
@settings(QUICK, max_examples=30)
def test_a_column_in_arrow_gives_what_the_list_gives(
    name: str, values: list[str | None], context: Context
) -> None:
    kind = property_type(name)
    cleaned, notes = kind.clean_array(pa.array(values, pa.string()), context)
    given_texts = [value for value in values if value is not None]
    expected = kind.clean_many(given_texts, context)
    at = [place for place, value in enumerate(values) if value is not None]
    assert [cleaned.to_pylist()[place] for place in at] == expected.values
    assert [notes.to_pylist()[place] for place in at] == expected.notes
    assert len(cleaned) == len(notes) == len(values)
    for place, value in enumerate(values):
        if value is None:
            assert cleaned.to_pylist()[place] is notes.to_pylist()[place] is None


@pytest.mark.parametrize("name", [name for name in NAMES if property_type(name).exact])
@given(data=st.data())
@settings(QUICK, max_examples=40)
def test_what_skips_the_slow_path_would_pass_it_unchanged(name: str, data: st.DataObject) -> None:
    kind = property_type(name)
    value = data.draw(st.from_regex(kind.exact, fullmatch=True))
    assert kind.clean(value, CONTEXTS[0]) == (value, None)


@pytest.mark.parametrize("hostile", HOSTILE, ids=[str(at) for at in range(len(HOSTILE))])
def test_hostile_texts_neither_raise_nor_hang(hostile: str) -> None:
    start = time.process_time()
    for name in NAMES:
        kind = property_type(name)
        cleaned = kind.clean(hostile, CONTEXTS[1])
        if cleaned.value is not None:
            assert "\x00" not in cleaned.value
            assert "\u202e" not in cleaned.value
            assert kind.clean(cleaned.value, CONTEXTS[1]).value == cleaned.value
    assert time.process_time() - start < 4, "a text of 10,000 signs may not take seconds"


def test_slices_and_chunks_of_a_column_are_read_in_place(kind: PropertyType) -> None:
    texts = ["0", "07701234567", None, "٠٧٧٠١٢٣٤٥٦٨", "490154203237518", "418050123456789", "x", "1/2/2024"]
    whole, notes = kind.clean_array(pa.array(texts, pa.string()), CONTEXTS[1])
    sliced, _ = kind.clean_array(pa.array(["@", *texts], pa.string()).slice(1), CONTEXTS[1])
    chunked, _ = kind.clean_array(
        pa.chunked_array([pa.array(texts[:3], pa.string()), pa.array(texts[3:], pa.string())]), CONTEXTS[1]
    )
    assert whole.to_pylist() == sliced.to_pylist() == chunked.to_pylist()
    assert kind.clean_array(pa.array([], pa.string()), CONTEXTS[1])[0].to_pylist() == []
    assert len(notes) == len(texts)


def test_every_note_in_the_code_is_in_the_catalogue_in_four_languages() -> None:
    folder = Path(types.__file__).parent
    found = {code for path in folder.glob("*.py") for code in _notes(ast.parse(path.read_text("utf-8")))}
    assert {"phone-invalid", "date-default-day", "number-in-scientific-notation", "zone-missing"} <= found
    for code in sorted(found):
        texts = catalogue()[code]
        assert set(texts) == set(LOCALES), code
        assert all(len(text) == 2 and text[0] for text in texts.values()), code


def _notes(tree: ast.AST) -> set[str]:
    """Constants given to Clean, NoDateError, give, or named note, as far as they look like codes."""
    found = set()
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("Clean", "NoDateError", "WrongUse")
        ):
            found |= {
                part.value
                for part in ast.walk(node)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            }
        if isinstance(node, ast.Assign) and any(
            isinstance(item, ast.Name) and item.id in ("note", "missing") for item in node.targets
        ):
            found |= {
                part.value
                for part in ast.walk(node.value)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            }
    return {
        code
        for code in found
        if "-" in code and code.strip("-") == code and code.replace("-", "").isalpha() and code.islower()
    }


def test_registry_knows_names_and_aliases_and_refuses_others() -> None:
    assert set(OURS) <= set(property_types())
    assert property_type("checksum") is property_type("hash")
    assert property_type("point").name == "geo"
    with pytest.raises(WrongUse) as caught:
        property_type("horoscope")
    assert caught.value.code == "unknown-property-type"
    assert "phone" in caught.value.say("en").next_step


def test_entry_points_say_what_the_table_says(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint, entry_points

    declared = {
        point.name: point.value
        for point in entry_points(group=types.GROUP)
        if point.value.startswith("tahqiq.model.types.")
    }
    assert declared in ({}, OURS), "the table and pyproject.toml disagree; install the package again"
    other = EntryPoint("phone", "elsewhere:Phone", types.GROUP)
    monkeypatch.setattr(types, "entry_points", lambda group: [other])
    types.property_types.cache_clear()
    try:
        with pytest.raises(ValueError, match="defined twice"):
            property_types()
    finally:
        monkeypatch.undo()
        types.property_types.cache_clear()


def test_a_strangers_type_comes_through_the_same_door(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint

    point = EntryPoint("shoe", f"{Path(__file__).stem}_stranger:ShoeType", types.GROUP)
    import sys
    from types import ModuleType

    class ShoeType(types.PropertyType):
        name = "shoe"

        def clean_one(self, value: str, context: Context) -> types.Clean:
            return types.Clean(value.strip() or None)

    module = ModuleType(f"{Path(__file__).stem}_stranger")
    module.ShoeType = ShoeType  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(types, "entry_points", lambda group: [point])
    types.property_types.cache_clear()
    try:
        assert property_type("shoe").clean(" 43 ").value == "43"
    finally:
        monkeypatch.undo()
        types.property_types.cache_clear()
