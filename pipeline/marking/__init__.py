"""Copies of a file in which findings are marked or taken out; never the file itself."""
