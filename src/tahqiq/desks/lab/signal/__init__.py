"""From a run to its components: noise and baseline of each ion, peaks, deconvolution, retention indices."""
