"""Proof over combinations: a set of deals that reaches every text, every branch and every pair of choices, drafted and judged.

`python -m tests.covering`, or `make cover`. levels.py says what a value can be, factors.py what is varied, pairs.py in which
rows, deals.py makes the deals; reach.py records what a draft passes, aim.py looks for what none has passed, faults.py judges a
draft, run.py does it all, report.py tells.
"""
