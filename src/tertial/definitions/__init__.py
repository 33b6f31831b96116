"""Reads and checks a region folder: files in, domain objects or every error at once out."""
