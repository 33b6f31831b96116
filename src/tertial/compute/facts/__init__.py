"""Derived facts as Ibis expressions: the same on DuckDB and on Spark. Each module is named as its fact."""
