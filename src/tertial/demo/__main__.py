"""What `python -m tertial.demo` runs."""

import gc
import sys

from tertial.command_frame import SELDOM
from tertial.demo.demonstration import demonstrate

if __name__ == "__main__":
    gc.set_threshold(*SELDOM)
    sys.exit(demonstrate())
