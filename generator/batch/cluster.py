"""A Dask cluster as an executor: the same work, on many machines. Needs the extra `dask`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any, cast

from generator.batch.error import BatchError

SECONDS_TO_ANSWER = 15


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """The executor of the cluster whose scheduler is at `address`, and how many threads work there. Raises BatchError."""
    try:
        import distributed
    except ImportError:
        raise BatchError("--dask needs the library of Dask; install it with: pip install 'pactwright[dask]'") from None
    if not re.fullmatch(r"(?:\w+://)?[^/\s]+:\d+", address):
        raise BatchError(f"--dask {address}: this is no address of a scheduler; it looks like tcp://10.0.0.5:8786.")
    try:
        # Any, for distributed gives no types.
        client = cast(Any, distributed).Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise BatchError(
            f"No Dask scheduler answers at {address} ({error}). Start one with “dask scheduler”, and give its address, "
            "such as tcp://10.0.0.5:8786."
        ) from None
    try:
        size = sum(client.nthreads().values())
        if not size:
            raise BatchError(f"The Dask scheduler at {address} has no workers. Start some with “dask worker {address} --nthreads 1”.")
        yield cast(Executor, client.get_executor(pure=False)), size
    finally:
        client.close()
