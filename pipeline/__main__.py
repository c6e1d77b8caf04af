"""Lets `python -m pipeline` do what `poortwachter` does."""

from pipeline.cli import main

main(prog_name="poortwachter")
