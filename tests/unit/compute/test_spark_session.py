"""What a user reads where Spark cannot be started."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from tertial.compute.spark_session import NoSparkError, spark_session


def test_without_pyspark_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    # What other tests have imported is found by its own name, whatever its parent is.
    for name in ("pyspark", "pyspark.errors", "pyspark.sql"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(NoSparkError, match=r"tertial\[spark\]"), spark_session():
        raise AssertionError


def test_without_java_its_version_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    errors, sql = ModuleType("pyspark.errors"), ModuleType("pyspark.sql")
    errors.__dict__["PySparkRuntimeError"] = RuntimeError
    sql.__dict__["SparkSession"] = None
    for module in (ModuleType("pyspark"), errors, sql):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(NoSparkError, match="Java 17"), spark_session():
        raise AssertionError
