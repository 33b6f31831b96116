"""Sessions of Spark: how one is begun, what it must be told, and what its faults mean."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tertial.language import _
from tertial.store.errors import StoreError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MUST_BE = {
    # NULL where DuckDB raises, and figures that wrapped around, would be figures all the same.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    # Names that differ in case are the same name to DuckDB too.
    "spark.sql.caseSensitive": "false",
}
"""What the plan relies on, whatever else a session is told."""


class NoSparkError(Exception):
    """Spark cannot be started here; the text says what is missing and how to get it."""


@contextmanager
def spark_session(
    master: str = "local[*]", *, scratch: Path | None = None, settings: Mapping[str, str] | None = None
) -> Iterator[SparkSession]:
    """A session of Spark of the program's own, stopped at the end of the block.

    `master` is a URL as Spark writes them. `scratch` is where this machine may write what does not fit in memory, rows
    with persons' tokens among it. `settings` are Spark's own, by name; those of SPARK_CONF_DIR hold too. Raises
    NoSparkError.
    """
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise NoSparkError(
            _("Spark is not installed. Install Tertial with the extra spark: pip install 'tertial[spark]'")
        ) from error
    if not _has_java():
        raise NoSparkError(
            _("Spark needs Java 17, which is not here. On Debian and Ubuntu: apt-get install openjdk-17-jre-headless")
        )
    asked = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
    if scratch is not None:
        asked["spark.local.dir"] = str(scratch)
    if master.startswith("local"):
        # One machine: nothing need be reached from outside.
        asked |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    builder = SparkSession.builder.master(master).appName("tertial")
    for name, value in (asked | dict(settings or {}) | MUST_BE).items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise NoSparkError(
            _("Spark did not start. It needs Java 17; see whether java -version says so. It said: {reason}").format(
                reason=error
            )
        ) from error
    try:
        yield session
    finally:
        session.stop()


def _has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin") if home else None) is not None


@contextmanager
def explaining() -> Iterator[None]:
    """What Spark says of a file that is not there, or of a sum that is too large, as the engine says it."""
    from pyspark.errors import ArithmeticException, PySparkException

    try:
        yield
    except ArithmeticException as error:
        raise OverflowError(str(error)) from error
    except PySparkException as error:
        if "FILE_NOT_EXIST" not in str(error) and "PATH_NOT_FOUND" not in str(error):
            raise
        raise StoreError(
            _(
                "Spark does not find a file of the store. Every machine of the cluster must reach the store under the "
                "same path. If the store has been pruned meanwhile, compute again. Spark says: {reason}"
            ).format(reason=str(error).splitlines()[0])
        ) from error
