"""Dates as feeds and documents write them -> moments."""
