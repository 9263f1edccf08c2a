"""Risk rules that people write over declared features: read, refused where the law forbids what they ask,
tried on the stored past. No rule is learned, none gives a score."""
