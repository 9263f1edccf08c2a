"""The laboratory desk: mass spectra from the raw run to what may be said of an exhibit. It identifies seized
material and says nothing of making any."""
