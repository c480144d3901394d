"""How well a language model does its three tasks: sixty texts with what is expected of them, so that one can choose.

`texts/` holds the texts, a file each. `texts.py` reads them, `running.py` has a model do them, `scoring.py` compares,
and `report.py` sums up.
"""
