"""Examines a house style before anybody builds with it: every template, what is chosen, and a trial run."""
