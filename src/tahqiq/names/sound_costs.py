"""What it costs to take one sound for another, and to leave one out.

Edit distance over classes of letters after Freeman, Condon and Ackerman, "Cross Linguistic Name Matching in
English and Arabic" (HLT-NAACL 2006): letters that spellings confuse cost little, short vowels that Arabic
does not write cost next to nothing.
"""

from collections.abc import Mapping, Sequence

CONSONANTS = "bptdzshxqkgGSCjJfvlmnrTDZ"


def _pairs(listed: str) -> tuple[tuple[str, float], ...]:
    """Groups of sounds with what it costs to take one of a group for another."""
    found = (item.partition("=") for item in listed.split())
    return tuple((group, float(cost)) for group, _, cost in found)


_CLASSES = _pairs(
    "tT=0.15 TD=0.1 TZ=0.4 dDZ=0.15 zZD=0.3 dz=0.7 sT=0.5 kq=0.1 qgG=0.3 kg=0.35 gj=0.3 jJ=0.15 zJ=0.5 "
    "SC=0.2 Cj=0.35 CJ=0.4 SJ=0.6 xk=0.35 xh=0.25 xC=0.6 hH=0.1 fv=0.05 bp=0.1 vw=0.4 vW=0.5 fw=0.8 "
    "sz=0.6 td=0.7 kx=0.4 Gx=0.6 Gh=0.8 qx=0.7 kC=0.6 sS=0.6 jy=0.6 jY=0.7 gq=0.25 lr=0.8 mn=0.8"
)
_VOWEL_PAIRS = _pairs(
    "aA=0.0 ae=0.05 eA=0.1 ai=0.15 au=0.2 ei=0.05 eY=0.15 iY=0.0 yY=0.0 iy=0.05 ey=0.2 ou=0.05 oW=0.0 "
    "uW=0.0 wW=0.0 uw=0.1 ow=0.1 oA=0.35 uA=0.4 iA=0.4 ao=0.2 eo=0.2 iu=0.2 oi=0.25 ue=0.2 AY=0.6 AW=0.6 "
    "YW=0.6 aY=0.6 aW=0.5 iW=0.5 uY=0.5 oY=0.5 eW=0.5 wy=0.7 aH=0.0 eH=0.0 AH=0.03 3a=0.0 3A=0.1 3e=0.05 "
    "3i=0.1 3o=0.1 3u=0.1 'a=0.0 'i=0.0 'A=0.1 'Y=0.2 'y=0.2 'e=0.0 'u=0.05 'o=0.05 '3=0.2 'W=0.2 'w=0.2 "
    "YH=0.5 3Y=0.4 3W=0.4 yi=0.05 Va=0.0 VA=0.0 Ve=0.03 Vi=0.03 Vo=0.05 Vu=0.05 V3=0.1 V'=0.0 VY=0.35 "
    "VW=0.35 Vy=0.4 Vw=0.4 VH=0.3 IY=0.0 Ii=0.0 Iy=0.0 IY=0.0 Ie=0.05 Ia=0.2 IA=0.2 IH=0.2 Io=0.4 Iu=0.4 "
    "I3=0.3 I'=0.2 IW=0.6 Iw=0.7"
)
GAP = {
    "a": 0.08,
    "e": 0.08,
    "i": 0.15,
    "o": 0.2,
    "u": 0.2,
    "A": 0.3,
    "V": 0.15,
    "I": 0.35,
    "W": 0.5,
    "Y": 0.55,
    "w": 0.5,
    "y": 0.45,
    "3": 0.03,
    "'": 0.05,
    "H": 0.25,
    "^": 0.3,
    "h": 0.7,
}
"""What it costs that a sound stands on one side only; a consonant 1."""
WRITTEN = {**GAP, "A": 0.6, "W": 0.8, "Y": 0.8, "I": 0.6, "H": 0.6}
"""The same between two words in Arabic letters, where a long vowel stands on purpose (سالم, سليم)."""
_WRITTEN_PAIRS = _pairs("AY=1.0 AW=1.0 YW=0.9 YH=0.9 IH=0.5 IA=0.2 VY=0.7 VW=0.7")


def _costs(
    gaps: Mapping[str, float], further: Sequence[tuple[str, float]] = ()
) -> dict[str, dict[str, float]]:
    signs = CONSONANTS + "AWYHVIaeiouwy3'^"
    table = {
        a: {b: 0.0 if a == b else min(1.6, gaps.get(a, 1.0) + gaps.get(b, 1.0)) for b in signs} for a in signs
    }
    for group, cost in further:
        table[group[0]][group[1]] = table[group[1]][group[0]] = cost
    told = {frozenset(group) for group, _ in further}
    for pairs in (_CLASSES, _VOWEL_PAIRS):
        for group, cost in pairs:
            for a in group:
                for b in group:
                    if a != b and frozenset((a, b)) not in told:
                        table[a][b] = min(table[a][b], cost)
    return table


COST = _costs(GAP)
COST_WRITTEN = _costs(WRITTEN, _WRITTEN_PAIRS)
GAPS = {sign: GAP.get(sign, 1.0) for sign in COST}
GAPS_WRITTEN = {sign: WRITTEN.get(sign, 1.0) for sign in COST}
