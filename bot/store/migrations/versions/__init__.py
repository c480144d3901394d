"""One file a step; its number is the version of the tables after it."""
