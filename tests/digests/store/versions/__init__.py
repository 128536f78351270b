"""A small database of every version of the schema, as SQL: each was written by the code of its time.

``python -m tests.digests.store.versions NAME`` keeps one of today's code, before a migration is added.
"""
