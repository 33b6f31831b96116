"""The twins of the derived facts, in plain Python. Each module is named as its fact."""
