"""The in-house library: spectra of certified reference materials that the laboratory measured, checked,
verified and signed itself, issued version by version."""
