"""Loading: checked rows into the store, each once and in its newest version, however they came."""
