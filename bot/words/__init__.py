"""The words that every way of showing shares: figures, names, conditions, rules and verdicts in plain English."""
