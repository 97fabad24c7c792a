"""The tool around the course."""
