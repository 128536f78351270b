"""What a language model writes for readers, where the operator has one: translations and briefs, nothing unchecked.

    digest ahead -> commissions (what of it to ask for) -> queue in the store -> prompt -> endpoint -> answer
       -> read -> claim gate -> good: shown, marked as machine-made | refused twice: the source's own words

commissions.py  which texts of a digest a language model is asked for                       (pure)
prompts.py      commissions of one story in one language -> what the model is told          (pure)
answers.py      what it answered -> each text, and what the claim gate says of it           (pure)
budget.py       may another call be made today?                                             (pure)
circuit.py      may the endpoint be asked, after what it did last?                          (pure)
model.py        what a language model is to the house: a prompt in, an answer out
endpoint.py     any OpenAI-compatible endpoint; the only home of the client, which the extra ``[llm]`` brings
room.py         the queue worked off: a few calls at a time, within the budget, never in anybody's way
shown.py        what was written, put where readers see it

Delivery never waits for any of this: a digest is made of what is there when its hour comes.
"""
