"""The pages under `docs/`, written from the rulebook and from the answers of made-up systems."""
