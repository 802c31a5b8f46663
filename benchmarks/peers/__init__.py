"""What peers are asked to do, run by a Python of their own."""
