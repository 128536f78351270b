"""The only SQL of the house: SQLite, one writer connection, short ``BEGIN IMMEDIATE`` transactions.

SQL keeps to the subset that SQLite and PostgreSQL 15 share (named parameters, epoch integers, JSON as text,
``INSERT … ON CONFLICT … RETURNING``); only ``schema.py`` and ``search.py`` may be SQLite's alone.
"""
