"""The stages of the road: one function each, a draft in, a draft out.

decode → repair → extract → strip → dedup → frame. No stage deletes: it labels spans.
"""
