"""A library of spectra is searched for an unknown."""
