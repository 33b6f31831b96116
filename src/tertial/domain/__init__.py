"""The nouns of a region's follow-up: pure Python, standard library only, frozen and checked when built."""
