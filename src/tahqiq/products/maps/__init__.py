"""What a map shows: layers, each a declared question whose answer is marks and lines with their sources, read
through one Scope."""
