"""Digest -> text. Pure: renderers return strings and parts."""
