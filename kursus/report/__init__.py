"""Turns results into something to look at: a terminal, files for other programs, a page."""
