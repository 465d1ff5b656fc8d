"""Judges we did not write: each takes the path of a file and returns what is wrong with it, one sentence each."""
