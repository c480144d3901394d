"""The served bot for as long as one likes, with its hourly jobs sped up and faults on: `python -m bench.soak`."""
