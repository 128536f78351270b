"""Bytes -> entries; the only home of feedparser."""
