"""Readers of runs and spectra. :func:`read` reads anything whole, :func:`spectra` streams a library however large."""

from tahqiq.desks.lab.reading.whole import FORMATS, in_file, read, recognised, spectra

__all__ = ["FORMATS", "in_file", "read", "recognised", "spectra"]
