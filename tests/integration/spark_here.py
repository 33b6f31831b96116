"""Whether Spark can run here, and what its tests need to be told."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec

import pytest

IN_CI = os.environ.get("CI") == "true"
LACKING = [
    *(["pyspark"] if find_spec("pyspark") is None else []),
    *(["Java 17"] if not shutil.which("java") else []),
]

MARKS = [
    # Spark's own process is talked to over sockets of this machine.
    pytest.mark.enable_socket,
    # pyspark leaves the socket of each answer to be closed by the collector of garbage.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.skipif(bool(LACKING) and not IN_CI, reason=f"there is no {' and no '.join(LACKING)} here"),
]
