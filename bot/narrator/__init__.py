"""The language model: it reads, explains and answers, and decides nothing; every word of it is checked."""
