"""The shapes of a deal file, by topic; knows no clause."""

from generator.deal.deal import Deal
from generator.deal.read import DealError, Fault, make_deal, parse_deal, plain_data, read_deal, write_deal
from generator.deal.trigger import Trigger

__all__ = ["Deal", "DealError", "Fault", "Trigger", "make_deal", "parse_deal", "plain_data", "read_deal", "write_deal"]
