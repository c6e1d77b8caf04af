"""Turning outcomes into what people and programs read."""
