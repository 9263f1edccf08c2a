"""Readers of runs and spectra. :func:`read` reads anything whole, :func:`spectra` streams a library however large."""

from tahqiq.desks.lab.reading.whole import FORMATS, read, recognised, spectra

__all__ = ["FORMATS", "read", "recognised", "spectra"]
