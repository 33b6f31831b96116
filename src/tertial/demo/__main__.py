"""What `python -m tertial.demo` runs."""

import sys

from tertial.demo.demonstration import demonstrate

if __name__ == "__main__":
    sys.exit(demonstrate())
