"""Papers about cargo as they really arrive: manifests, bay plans, waybills, declarations. Each becomes the
same kinds of row, each value with its place.

``reading`` finds out what a file is; one module reads one kind of paper. What is not understood is a located
problem or set aside by name, and the bill or box it stands in appears all the same. Claims of the papers
about themselves (CNT, UNT, totals) are compared, never believed."""
