"""Judges: each takes the path of a file, or several, and returns what is wrong with it, one sentence each.

Programs we did not write, one a file; and `gaps_*.py`, ours, for what none of those catches.
"""
