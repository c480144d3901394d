"""What is true: facts, rules, prices and the verdict they lead to."""
