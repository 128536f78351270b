"""One question and its answer: who asks and what they may, what is answered, and how it is shown."""
