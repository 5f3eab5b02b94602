"""The processes that runs are computed in: of this machine, or a Dask cluster's."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from typing import Any

from model.errors import InputError

QUIET = (
    "distributed",
    "distributed.client",
    "distributed.nanny",
    "distributed.worker",
    "distributed.scheduler",
    "distributed.core",
    "distributed.comm",
    "tornado",
)
PATIENCE = "20s"
"""How long a cluster may take to answer."""
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMBA_NUM_THREADS": "1",
    "GOODWILL_THREADS": "1",
    "MALLOC_TRIM_THRESHOLD_": "268435456",
}
"""A worker's environment: each run uses one thread, and no library may start more."""
SETTINGS: dict[str, Any] = {
    # a task that has taken two workers with it is not tried on a third
    "distributed.scheduler.allowed-failures": 2,
    "distributed.scheduler.work-stealing": False,  # work is handed out as workers get free
    "distributed.nanny.pre-spawn-environ": ONE_THREAD,
    # what Dask watches itself with costs processor time that runs could use
    "distributed.admin.tick.limit": "1h",
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "1h",
    "distributed.admin.system-monitor.gil.enabled": False,
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "1h",
}


def usual_workers() -> int:
    """Return how many processes use this machine fully."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def processes(count: int, cluster: str | None) -> Iterator[Any]:
    """Give a Dask client of that many local processes, or of the cluster at an address."""
    import dask
    from distributed import Client, LocalCluster

    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with dask.config.set(SETTINGS):
        if cluster is not None:
            with _existing(cluster, Client) as client:
                yield client
            return
        with kept_environment():
            with deaf_children():
                local = LocalCluster(
                    n_workers=count,
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address="127.0.0.1:0",
                    memory_limit=0,
                    silence_logs=logging.CRITICAL,
                    host="127.0.0.1",
                )
            with local, Client(local, set_as_default=False) as client:
                yield client


@contextmanager
def kept_environment() -> Iterator[None]:
    """Undo what is done to this process's environment: workers' settings are put there first."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def deaf_children() -> Iterator[None]:
    """Let processes and threads that are started inside not hear an interruption, now or later.

    A terminal interrupts every process of a command; workers would each complain. They end
    with the runner.
    """
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        yield
        return
    resource_tracker.ensure_running()  # it would let the thread that starts it hear again
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


@contextmanager
def _existing(address: str, client_type: Any) -> Iterator[Any]:
    try:
        client = client_type(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise InputError(
            "no cluster answers there",
            file="--cluster",
            value=address,
            allowed="the address of a running Dask scheduler, such as tcp://host:8786",
        ) from error
    try:
        yield client
    finally:
        with suppress(OSError, TimeoutError):
            client.close(timeout=5)
