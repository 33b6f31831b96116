"""The slow engine, as obvious as can be: plain Python, a row at a time. It holds the fast one to its word."""
