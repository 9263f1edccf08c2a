"""Risk rules shipped as examples, to be read, tried and changed; none is in use before two persons say so."""
