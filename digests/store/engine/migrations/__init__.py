"""Migrations by what they make tables for; ``schema.py`` says in which order they are applied.

A released migration is never edited: a database that has it never meets it again.
"""
