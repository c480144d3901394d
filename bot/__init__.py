"""What is said, to whom, and what is kept."""
