"""What the robot does not press or judge, each with its reason. A fault is never entered here."""

import re
from functools import cache

from .controls import Control
from .words import LANGUAGES, page_words

NOT_PRESSED = {
    "nav.sign-out": "ends the session; tests/browser/test_settings.py and others sign in and out",
    "language.label": "chooses the language of the person, and a walk is one of one language",
}
"""Controls by the key of their words in the page's catalogue."""
NOT_PRESSED_KINDS = {
    "menuitemradio": "chooses the language of the person, and a walk is one of one language",
}
_NAMES = """PDF CSV SQL XLSX DOCX JSON YAML XML ZIP GPX KML GeoJSON GEXF GraphML FollowTheMoney SHA UTC
IMEI IMSI IBAN PNR API PNRGOV PAXLST EDI EDIFACT iAPI ISO GCMS FTIR NIST SWGDRUG NMR JCAMP RTF TXT HTML Typst
OpenStreetMap Cypher Gephi Excel Word Outlook WhatsApp Telegram Cellebrite UFED Admiralty UNODC ENFSI ASTM
MRZ VIN UCR WCO ASYCUDA ANX ANB FTM RFC CUSCAR AWMDS FWB PNG JPEG WebP GIF BMP SVG WebGL ICCID PPTX MSP OFAC
SDN OpenCorporates BrightQuery ICIJ Sayari DUNS INN LEI NPI OGRN OKPO OKVED USCC KPP PageRank
Ctrl Shift Alt Esc Escape Enter Tab Del Delete Backspace Space Home End"""
LATIN_WORDS = dict.fromkeys(
    _NAMES.split(), "names a file format, a standard, a program or a key, the same in every language"
)
"""Words in Latin letters that stand in sentences of every language."""
LATIN_PHRASES = {
    "List Most Connected": "a function of another program, by whose name an analysis is searched for",
    "Visual Search": "a function of another program, by whose name an analysis is searched for",
    "Analyst's Notebook": "the name of a program",
    "Bureau van Dijk": "the name of a publisher of company registers",
    "Natural Earth": "the name of the publisher of the map",
    "Cargo-XML": "the name of a message format",
}
"""The same of several words."""
LATIN_TEXTS = {"English": "the name of a language, written in itself where a person chooses theirs"}
"""Whole texts; within a sentence they are not allowed."""
DATA_LANGUAGES = frozenset({"en"})
"""Below an element that is marked with a language of its own (``lang="en"``: the names of languages in their
choice) the page's language does not hold. The root element does not count."""
# Cells of an original (``data-original``) stand as they were written, with moments and codes of others.
SEALS = re.compile(r"^[0-9a-f]{64}$")
"""A whole fingerprint is shown where somebody compares it with a paper, and marked (``data-seal``)."""


@cache
def _words() -> frozenset[str]:
    return frozenset(page_words(language)[key] for language in LANGUAGES for key in NOT_PRESSED)


def pressed_elsewhere(control: Control) -> bool:
    """Whether a control is one that the walk leaves alone."""
    return control.kind in NOT_PRESSED_KINDS or control.name in _words()
