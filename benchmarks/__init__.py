"""Speed, as ratios to a reference loop or peer in the same run. ``python -m benchmarks NAME``; numbers in ms
inform, ratios count."""
