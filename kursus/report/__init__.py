"""Turns results into something to look at."""
