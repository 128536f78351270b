"""Entries in, items stored: known ones passed over, repeats joined to what they repeat, new ones read and indexed."""
