"""Libraries of spectra: kept in a folder, searched within milliseconds, with tiers whose precision was
measured on the library itself."""
