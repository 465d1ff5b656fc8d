"""The house style: a house's own Word document lends our papers its looks, theme, header, footer and logo.

Numbers, order, marks and our own footer line stay ours. `read_house` opens the document once; `dress` is what it changes.
"""

from generator.writers.word.house.dress import dress
from generator.writers.word.house.files import open_house
from generator.writers.word.house.house import House, notices, read_house

__all__ = ["House", "dress", "notices", "open_house", "read_house"]
