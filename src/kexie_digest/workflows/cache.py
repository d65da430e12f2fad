"""A cache: what was made is kept for the next who asks, the one not asked for longest given up first (LRU).

Takes a key that says everything the value is made from, gives the value; it decides nothing about
when something is out of date: another key is another value.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Cache(Generic[Value]):
    """So many values in memory, for any thread."""

    def __init__(self, most: int) -> None:
        """Begin with nothing.

        Args:
            most: How many are kept.
        """
        self._most = most
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Give a value, made if it is not there; two who ask at once may both make it.

        Args:
            key: All that it is made from.
            make: Makes it.

        Returns:
            The value.
        """
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            if len(self._values) > self._most:
                self._values.popitem(last=False)
        return value
