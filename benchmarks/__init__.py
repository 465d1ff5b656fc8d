"""How long the papers take, as ratios against other ways to the same words, measured in one run. `python -m benchmarks`."""
