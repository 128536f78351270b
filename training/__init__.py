"""How the small trained models are made: one module a model, ``python -m training.<name> SETS...``.

A module reads real news days (``digests.evaluate.days``), prints its figures for each set with weights made from the
others, and writes the weights of all sets beside the module that uses them. Nothing of the house imports this.
"""
