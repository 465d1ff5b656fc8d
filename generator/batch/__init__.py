"""Many deals at once: sources → plan → run → report. A bad record is told and never stops the run."""
