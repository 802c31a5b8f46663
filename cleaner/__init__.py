"""Scraped articles in, canonical records out, and a receipt for every character taken away."""
