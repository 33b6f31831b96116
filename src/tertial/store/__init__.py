"""The store: the events of each feed on disk, by month, in numbered states that are published whole or not at all."""
