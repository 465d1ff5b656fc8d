"""Deal + library: triggers with their rows, parameters, unknown names."""

from generator.bind.bind import bind, kind_id, row_of
from generator.bind.bound import Bound, BoundFee, BoundTrigger

__all__ = ["Bound", "BoundFee", "BoundTrigger", "bind", "kind_id", "row_of"]
