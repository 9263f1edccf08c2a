"""Whether a sanitised report repeats what the source said: runs of the same words in the same order. Words
are compared without vowel signs, article and the letters that Arabic writes with a word (and, in, as, to).

A report is copied where five words in order are the source's, where half of its runs of three words are (at
least four such runs), where nine in ten of all words are, in order, or where a text of fewer than eight words
is the same.
"""

from difflib import SequenceMatcher

from tahqiq.casework.vault.identity_words import words

FEW = 8
"""Texts of fewer words count as repeated only where every word is the same, or five in order are."""
COPIED = 0.9
"""From this likeness on the words of the source are said to be copied, as reasons of applications are."""
RUN = 5
"""So many words in order are somebody's own words."""
SHINGLE = 3
SHINGLES = 4
SHARE = 0.5
"""From this share of shared runs of ``SHINGLE`` words on, and so many of them, a text is a patchwork."""


def copied(text: str, said: str) -> str:
    """The longest run of words in a text that is the source's, as the text has it; "" where it is in words of
    its own.

    >>> copied("The lorry left at night", "the lorry left, at night"), copied("A lorry left", "It rained")
    ('The lorry left at night', '')
    >>> copied("شوهدت شاحنتان تفرغان صناديق في مخزن بعيد", "شاحنتين تفرغان الصناديق في مخزن بعيد")
    'تفرغان صناديق في مخزن بعيد'
    """
    chunks = text.split()
    shown = [(place, word) for place, chunk in enumerate(chunks) for word in words(chunk)]
    own, theirs = [_bare(word) for _, word in shown], [_bare(word) for word in words(said)]
    if not own or not theirs:
        return ""
    compared = SequenceMatcher(None, own, theirs, autojunk=False)
    longest = compared.find_longest_match()
    alike = min(len(own), len(theirs)) >= FEW and compared.ratio() > COPIED
    if not (own == theirs or longest.size >= RUN or alike or _patched(own, theirs)):
        return ""
    run = dict.fromkeys(place for place, _ in shown[longest.a : longest.a + longest.size])
    return " ".join(chunks[place] for place in run)


def _patched(own: list[str], theirs: list[str]) -> bool:
    mine, other = _shingles(own), _shingles(theirs)
    return len(mine & other) >= SHINGLES and len(mine & other) >= SHARE * len(mine)


def _shingles(own: list[str]) -> set[tuple[str, ...]]:
    return {tuple(own[at : at + SHINGLE]) for at in range(len(own) - SHINGLE + 1)}


def _bare(word: str) -> str:
    """A word without what Arabic writes with it; the same is taken off at both sides, so a root that loses a
    letter still meets itself."""
    if len(word) > 2 and word[0] == "و":
        word = word[1:]
    if len(word) > 4 and word[0] in "فبك" and word[1:3] == "ال":
        word = word[1:]
    elif len(word) > 3 and word.startswith("لل"):
        word = "ال" + word[2:]
    return word[2:] if len(word) > 3 and word.startswith("ال") else word
