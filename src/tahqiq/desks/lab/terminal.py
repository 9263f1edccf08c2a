"""Lines that the commands of the laboratory print."""

from tahqiq.kit.messages import message, wanted


def line(code: str, /, **given: str | int) -> str:
    """A line of a command at a terminal (entry ``lab-line-CODE``), in the language that is asked for.

    >>> line("spectra", count=2, peaks=30)
    '2 spectra, 30 peaks'
    """
    return message(f"lab-line-{code}", wanted(), given).sentence
