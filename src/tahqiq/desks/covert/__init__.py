"""The desk of covert work: authorisations and what is done under them. Records, clocks and refusals only;
nothing here says how such work is done."""
