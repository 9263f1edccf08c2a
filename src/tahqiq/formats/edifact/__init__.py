"""UN/EDIFACT and IATA PADIS as they really arrive: telexed, mailed, wrapped, with odd delimiters and things
before and behind (docs/decisions/0037).

``plain`` makes one text of the bytes, ``delimiters`` finds the signs, ``segments`` cuts, ``messages`` puts
messages together, ``tree`` gives each segment its group. Which messages mean what is said elsewhere
(:mod:`tahqiq.formats.passengers`)."""
