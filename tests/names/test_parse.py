"""Names into slots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.names.parse import Slot, parse

G, F, GF, A, K, L, N, M, T = (
    Slot.GIVEN,
    Slot.FATHER,
    Slot.GRANDFATHER,
    Slot.ANCESTOR,
    Slot.KUNYA,
    Slot.LAQAB,
    Slot.NISBA,
    Slot.MOTHER,
    Slot.TITLE,
)

CASES = [
    ("محمد جاسم كاظم الجبوري", [(G, "محمد"), (F, "جاسم"), (GF, "كاظم"), (N, "الجبوري")]),
    ("علي حسين عباس كريم رشيد", [(G, "علي"), (F, "حسين"), (GF, "عباس"), (A, "كريم"), (A, "رشيد")]),
    ("عبد الرحمن بن محمد", [(G, "عبد الرحمن"), (F, "محمد")]),
    ("ابو علي", [(K, "ابو علي")]),
    ("أم حسين", [(K, "أم حسين")]),
    ("Dr. Ali Hasan", [(T, "Dr"), (G, "Ali"), (F, "Hasan")]),
    ("JUBURI/MOHAMED MR", [(N, "JUBURI"), (G, "MOHAMED"), (T, "MR")]),
    ("JUBURI/MOHAMEDMR", [(N, "JUBURI"), (G, "MOHAMED"), (T, "MR")]),
    ("ALJUBOURI/MOHAMMEDMR", [(N, "ALJUBOURI"), (G, "MOHAMMED"), (T, "MR")]),
    ("AL JUBOURI/MOHAMMED ALIMSTR", [(N, "AL JUBOURI"), (G, "MOHAMMED"), (F, "ALI"), (T, "MSTR")]),
    ("ALJUBOURI/MOHAMMEDMR ADT", [(N, "ALJUBOURI"), (G, "MOHAMMED"), (T, "MR"), (T, "ADT")]),
    ("ALJUBOURI/FATIMAH MISS (CHD)", [(N, "ALJUBOURI"), (G, "FATIMAH"), (T, "MISS"), (T, "CHD")]),
    ("ALJUBOURI/AMR", [(N, "ALJUBOURI"), (G, "AMR")]),
    ("ALJUBOURI/SAMIR", [(N, "ALJUBOURI"), (G, "SAMIR")]),
    ("JUBURI/SHAMS", [(N, "JUBURI"), (G, "SHAMS")]),
    ("فالح عبد حاجم", [(G, "فالح"), (F, "عبد"), (GF, "حاجم")]),
    ("Masoud Barzani", [(G, "Masoud"), (N, "Barzani")]),
    ("مەلا مستەفا بارزانی", [(T, "مەلا"), (G, "مستەفا"), (N, "بارزانی")]),
    ("محمد جاسم الملقب ابو علي", [(G, "محمد"), (F, "جاسم"), (K, "ابو علي")]),
    ("محمد جاسم (والدته زهرة علي)", [(G, "محمد"), (F, "جاسم"), (M, "زهرة"), (M, "علي")]),
    ("نصر الله علي", [(G, "نصر الله"), (F, "علي")]),
    ("زين العابدين علي", [(G, "زين العابدين"), (F, "علي")]),
    ("Sayyid", [(G, "Sayyid")]),
    ("Mohammed Jassim Al-Hakim", [(G, "Mohammed"), (F, "Jassim"), (L, "Al-Hakim")]),
]


@pytest.mark.parametrize(("text", "slots"), CASES)
def test_slots(text: str, slots: list[tuple[Slot, str]]) -> None:
    assert [(part.slot, part.text) for part in parse(text).parts] == slots


@given(st.text(max_size=60))
def test_any_text_is_parsed(text: str) -> None:
    found = parse(text)
    assert bool(found.parts) != bool(found.refused)


@given(st.text(st.sampled_from("محمدعبلالهيئ/,()«»\u202e\u200cabdulrhjmk.'- 7بن\n"), max_size=40))
def test_mixed_signs_are_parsed(text: str) -> None:
    found = parse(text)
    assert bool(found.parts) != bool(found.refused)


@pytest.mark.parametrize("text", ["محمد " * 2000, "a" * 10_000, "()" * 5000, "Abd al " * 3000, "x/" * 5000])
def test_ten_thousand_letters_are_bounded(text: str) -> None:
    found = parse(text)
    assert len(found.parts) <= 40
    assert found.cut


@pytest.mark.parametrize(
    ("text", "given", "father"),
    [
        ("ALJARAH/MAJIDYOUSSEF MR", "MAJID", "YOUSSEF"),
        ("GARMYAN/NOUREDDINEAHMADMR", "NOUREDDINE", "AHMAD"),
        ("XAK/KHADEEJAJUTYAR MRS", "KHADEEJA", "JUTYAR"),
        ("JUBURI/SALAHUDDIN", "SALAHUDDIN", ""),
        ("RAWI/MUSTAFA", "MUSTAFA", ""),
        ("LEE/ELIZABETH", "ELIZABETH", ""),
    ],
)
def test_given_and_father_in_one_word_of_a_booking(text: str, given: str, father: str) -> None:
    parsed = parse(text)
    assert (parsed.first(Slot.GIVEN), parsed.first(Slot.FATHER)) == (given, father)
