"""Crime scripts: the acts of an offence in order."""
