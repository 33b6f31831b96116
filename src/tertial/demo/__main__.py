"""What `python -m tertial.demo` runs."""

import gc
import sys

from tertial.demo.demonstration import demonstrate

OBJECTS, YOUNG, OLD = 200_000, 20, 100
"""Computing makes millions of objects that live on; looking through them so often took a seventh of its time."""

if __name__ == "__main__":
    gc.set_threshold(OBJECTS, YOUNG, OLD)
    sys.exit(demonstrate())
