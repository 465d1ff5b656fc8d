"""The interview: questions about a deal, asked in order, with every answer open to change. Knows no screen; terminal.py does."""
