"""The commands, a module for each kind of work; every command calls one function of the pipeline."""
