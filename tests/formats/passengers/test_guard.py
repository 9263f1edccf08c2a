"""What may not be kept is out of the bytes before they are sealed, and nothing else is."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.formats.passengers.guard import GUARD, without
from tahqiq.formats.passengers.sensitive import terms

from .test_people import HEAD, LEG
from .test_samples import Rows, read

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "formats" / "passengers"


def comparable(rows: Rows) -> dict[str, list[dict[str, str | None]]]:
    return {kind: [{**row, "at": None} for row in some] for kind, some in rows.items()}


def cleaned(data: bytes) -> tuple[bytes, dict[str, int]]:
    into = io.BytesIO()
    dropped = GUARD.clean(io.BytesIO(data), into)
    return into.getvalue(), dict(dropped)


@pytest.mark.parametrize("name", ["sample.edi", "sample.xml"])
def test_the_reader_sees_the_same_and_nothing_is_left(name: str, tmp_path: Path) -> None:
    data, dropped = cleaned((GOLDEN / name).read_bytes())
    assert dropped["SSR-MOML"] == 1
    assert b"MOML" not in data
    (tmp_path / name).write_bytes(data)
    before, after = read(GOLDEN / name), read(tmp_path / name)
    assert comparable(after[0]) == comparable(before[0])
    assert after[1] == before[1]
    assert without(data)[1] == {}


def test_real_messages_lose_only_what_is_named(shared_data: Callable[[str], Path], tmp_path: Path) -> None:
    for path in sorted(one for one in shared_data("passengers").rglob("*.*") if one.is_file()):
        data, dropped = cleaned(path.read_bytes())
        (tmp_path / "a.edi").write_bytes(data)
        assert comparable(read(tmp_path / "a.edi")[0]) == comparable(read(path)[0]), path.name
        assert dropped == ({"SSR-AVML": 5} if path.name == "2_pnrs_basic.edi" else {}), path.name


@pytest.mark.parametrize("wrap", ["", "\r\n"])
def test_a_wrapped_message_is_cleaned_over_its_lines(wrap: str) -> None:
    text = (
        "'".join(
            [
                *HEAD,
                "SRC",
                "SSR+MOML:HK:1:ZZ:::::SECRETMEAL",
                "IFT+4:28::ZZ+NEEDS WHEEL?'CHAIR AND OXYGEN SECRETNEED",
                "FOP+CC:::VI:4111111111119876",
                LEG,
            ]
        )
        + "'"
    )
    data = (wrap.join(text[at : at + 9] for at in range(0, len(text), 9)) if wrap else text).encode()
    kept, dropped = cleaned(data)
    assert dropped == {"SSR-MOML": 1, "text-health": 1, "card-number": 1}
    joined = kept.replace(b"\r\n", b"")
    assert not [word for word in (b"SECRET", b"WHEEL", b"411111") if word in joined]
    assert b"XXXXXXXXXXXX9876" in joined or b"9876" in joined
    assert b"TVL+010426:0930" in joined


def test_in_other_encodings() -> None:
    text = "'".join([*HEAD, "SRC", "IFT+4:28::ZZ+كرسي متحرك", LEG]) + "'"
    for codec in ("utf-8", "utf-8-sig", "utf-16"):
        kept, dropped = cleaned(text.encode(codec))
        assert dropped == {"text-health": 1}
        assert "كرسي" not in kept.decode(codec)


def test_xml_hidden_in_entities_and_sections() -> None:
    sample = (GOLDEN / "sample.xml").read_text("utf-8")
    for hidden in ("&#72;AJJ GROUP", "<![CDATA[HAJJ GROUP]]>"):
        kept, dropped = cleaned(sample.replace("CALL FIRST", hidden).encode())
        assert dropped == {"SSR-MOML": 1, "text-religion": 1, "card-number": 1}
        assert b"GROUP" not in kept
        assert b'"XXXXXXXXXXXX1111"' in kept


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "SSR+MOML:HK",
                "IFT+4:28::ZZ+HAJJ",
                "IFT+4:28::ZZ+CALL",
                LEG,
                "TIF+A+B REV:A:1",
                "x",
                "UNT+1+1",
                "UNH+1+PNRGOV:13:1:IA",
            ]
        ),
        max_size=12,
    ),
    st.integers(0, 60),
    st.binary(max_size=6),
)
def test_what_was_cleaned_has_nothing_left(lines: list[str], at: int, noise: bytes) -> None:
    data = ("'".join([*HEAD, "SRC", *lines]) + "'").encode()
    data = data[:-at] + noise + data[len(data) - at :] if at else data + noise
    kept, _ = without(data)
    assert without(kept) == (kept, {})


def test_the_version_is_that_of_the_list() -> None:
    assert GUARD.version == terms().version
