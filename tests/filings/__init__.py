"""Filed agreements as deals: how much of what they say the deal file can say, with every claim looked up in the deal."""
