"""Encoding repair."""
