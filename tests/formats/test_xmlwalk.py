"""XML as programs write it with slips: white space before the declaration, prefixes that nobody declares, and
what must stay as it is."""

import io

import pytest
from defusedxml.common import DefusedXmlException
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.formats.xmlwalk import opened, walk


def tags(data: bytes) -> list[str]:
    return [tag for event, tag, _ in walk(io.BytesIO(data), ()) if event == "end"]


@pytest.mark.parametrize(
    "data",
    [
        b'\n<?xml version="1.0"?><a><b/></a>',
        b'\r\n  <?xml version="1.0" encoding="UTF-8"?>\n<a><b/></a>',
        b'\xef\xbb\xbf<?xml version="1.0"?><a><b/></a>',
        b'<a xsi:schemaLocation="x y"><b/></a>',
        b'<!-- <c> --><a><own:b own:k="v"/></a>',
        b'<a xmlns:viz="urn:v"><viz:b/></a>',
        '\ufeff<?xml version="1.0" encoding="UTF-16"?><a><b/></a>'.encode("utf-16-le"),
    ],
)
def test_slips_of_writers_cost_nothing(data: bytes) -> None:
    assert tags(data) == ["b", "a"]


def test_a_prefix_that_comes_late_is_declared_too() -> None:
    assert tags(b"<a>" + b"<b/>" * 20_000 + b"<viz:c/></a>")[-2:] == ["c", "a"]


def test_a_declared_prefix_keeps_its_namespace() -> None:
    (element,) = [
        element
        for event, tag, element in walk(io.BytesIO(b'<a xmlns:own="urn:mine"><own:b/></a>'), ())
        if (event, tag) == ("start", "b")
    ]
    assert element.tag == "{urn:mine}b"


def test_what_tricks_a_parser_is_still_refused() -> None:
    with pytest.raises(DefusedXmlException):
        tags(b'\n<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')


@given(st.binary(max_size=60), st.integers(1, 7))
def test_in_pieces_it_reads_as_in_one(data: bytes, size: int) -> None:
    stream = opened(io.BytesIO(data))
    assert b"".join(iter(lambda: stream.read(size), b"")) == opened(io.BytesIO(data)).read()
