"""How good are the rules, and the whole road? Labelled lines or gold texts in, figures out."""
