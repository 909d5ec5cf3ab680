"""What tests wait for that other processes do."""

import time
from collections.abc import Callable


def until(condition: Callable[[], object]) -> None:
    """Wait until the condition is true; a minute at most."""
    for _ in range(6000):
        if condition():
            return
        time.sleep(0.01)
    raise TimeoutError
