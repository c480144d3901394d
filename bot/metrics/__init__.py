"""What the bot tells of itself in figures, for Prometheus; no figure tells of a person."""
