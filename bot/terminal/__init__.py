"""The interview in a terminal, or fed line by line through standard input."""
