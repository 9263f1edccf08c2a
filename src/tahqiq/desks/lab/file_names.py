"""Names of the files that the desk makes."""


def file_name(stem: str, ending: str) -> str:
    """A name that any disk takes: letters and digits of any script, dots and dashes stay.

    >>> file_name("report-4/1-ar", ".pdf")
    'report-4-1-ar.pdf'
    """
    return "".join(letter if letter.isalnum() or letter in "-." else "-" for letter in stem) + ending
