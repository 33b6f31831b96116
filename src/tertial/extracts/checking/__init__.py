"""Rows held against the contract of their feed: accepted as they will be stored, or at fault with a reason."""
