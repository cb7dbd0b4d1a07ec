"""Work that makes many objects and hardly a cycle of them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_collected_later() -> Iterator[None]:
    """Python looks for no cycles of garbage meanwhile.

    A run makes hundreds of thousands of objects and hardly a cycle: looking took a third of its time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
