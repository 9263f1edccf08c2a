"""Numbers that belong to nobody: telephone, IMEI, IMSI, IBAN, plate and document numbers of the invented
case.

What was chosen and how sure it is:

* **Telephone.** ``+964 743``, ``+964 745`` and ``+964 746``. Among Iraqi mobile prefixes 074x only 740, 748
and 749 have an operator in the carrier tables of Google's libphonenumber (read November 2026); 741 to 747
have none, while the numbers are well formed. The register of the Iraqi regulator itself was not consulted, so
"unassigned" rests on that table and must be looked at again when a block is handed out. Numbers abroad come
from the range that Ofcom keeps for drama, ``+44 7700 900000`` to ``900999``. Short codes (``SHORT_CODES``)
are service numbers of the invented operators.
* **IMEI.** Reporting body ``00`` is for test equipment (GSMA TS.06); type codes here are ``00999x xx`` with a
correct Luhn digit.
* **IMSI.** ``418-97`` and ``418-98``: country Iraq, network codes that no list at hand gives to an operator.
* **IBAN.** Form of Iraq (IQ, 2 check digits, 4 letters, 15 digits), bank letters ``SMPL`` that no bank has,
correct check digits.
* **Plates.** ``NN L NNNNN`` with governorate number 90 to 93; governorates are numbered far lower.
* **Documents.** Twelve digits beginning with 9999, where a year of birth would stand.
"""

from random import Random

PHONE_BLOCKS = ("964743", "964745", "964746")
FOREIGN_BLOCK = "447700900"
SHORT_CODES = ("309", "1212", "2110")
TAC_PREFIX = "00999"
NETWORKS = ("41897", "41898")
BANK = "SMPL"
PLATE_LETTERS = {"A": "أ", "B": "ب", "J": "ج", "D": "د", "R": "ر", "S": "س", "M": "م", "N": "ن"}


def luhn(digits: str) -> str:
    """The Luhn check digit (ISO/IEC 7812-1 annex B) for ``digits``, to be appended.

    >>> luhn("49015420323751")
    '8'
    """
    total = 0
    for position, char in enumerate(reversed(digits)):
        value = int(char) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def iban(account: int, branch: int = 1) -> str:
    """An Iraqi IBAN at the invented bank with correct ISO 7064 mod 97-10 check digits.

    >>> text = iban(42)
    >>> len(text), int("".join(str(int(c, 36)) for c in text[4:] + text[:4])) % 97
    (23, 1)
    """
    body = f"{BANK}{branch:03d}{account:012d}"
    number = int("".join(str(int(char, 36)) for char in body + "IQ00"))
    return f"IQ{98 - number % 97:02d}{body}"


def is_reserved(e164: str) -> bool:
    """Whether ``e164`` (digits, without plus) is a number that this generator may write."""
    if e164 in SHORT_CODES:
        return True
    if len(e164) == 13 and e164[:6] in PHONE_BLOCKS:
        return True
    return len(e164) == 12 and e164.startswith(FOREIGN_BLOCK)


class Numbers:
    """Hands out numbers, each once; the order of the calls and the seed decide which."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._used: set[str] = set()

    def _fresh(self, make: "str", digits: int) -> str:
        while True:
            text = make + str(self._rng.randrange(10**digits)).zfill(digits)
            if text not in self._used:
                self._used.add(text)
                return text

    def phone(self, block: int) -> str:
        """A telephone number of ``PHONE_BLOCKS[block]`` as 13 digits, e.g. ``9647430012345``."""
        return self._fresh(PHONE_BLOCKS[block], 7)

    def foreign(self) -> str:
        """A telephone number abroad as 12 digits."""
        return self._fresh(FOREIGN_BLOCK, 3)

    def imei(self) -> str:
        """15 digits with a test type code and a correct Luhn digit."""
        body = self._fresh(TAC_PREFIX, 9)
        return body + luhn(body)

    def imsi(self, network: int) -> str:
        """15 digits of ``NETWORKS[network]``."""
        return self._fresh(NETWORKS[network], 10)

    def document(self) -> str:
        """A document number of 12 digits."""
        return self._fresh("9999", 8)

    def iban(self) -> str:
        """An IBAN of the invented bank."""
        return iban(int(self._fresh("77", 8)), self._rng.randrange(1, 20))

    def plate(self) -> str:
        """A plate in Latin letters, e.g. ``90 B 12345``."""
        return f"{self._rng.randrange(90, 94)} {self._rng.choice(sorted(PLATE_LETTERS))} {self._fresh('', 5)}"


def plate_ar(plate: str) -> str:
    """The same plate with its Arabic letter.

    >>> plate_ar("90 B 12345")
    '90 ب 12345'
    """
    area, letter, number = plate.split(" ")
    return f"{area} {PLATE_LETTERS[letter]} {number}"


def local(e164: str) -> str:
    """A number as dialled inside the country: ``07430012345``; others with ``00``."""
    if e164 in SHORT_CODES:
        return e164
    return "0" + e164[3:] if e164.startswith("964") else "00" + e164


def written(e164: str, rng: Random) -> str:
    """A number in one of the ways people write it."""
    if e164 in SHORT_CODES:
        return e164
    if not e164.startswith("964"):
        return rng.choice(("+" + e164, "00" + e164))
    home = local(e164)
    return rng.choice(
        (home, "+" + e164, "00" + e164, f"{home[:4]} {home[4:7]} {home[7:]}", f"{home[:4]}-{home[4:]}")
    )
