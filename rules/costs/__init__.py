"""The whole bill of each variant in US dollars a month, as lines of quantity times price, and the people beside it."""
