"""Snapshots: the results of each computing, numbered, never changed, and resting on pieces that they share."""
