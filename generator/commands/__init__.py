"""The commands: each takes what the command line has read, does it, and prints. One file is one command, or one group of them."""

DONE, FINDINGS, NOT_DONE = 0, 1, 2
