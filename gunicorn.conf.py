"""gunicorn reads this file by itself: `gunicorn portal.wsgi:application`."""

import os
from pathlib import Path

bind = os.environ.get("BIND", "0.0.0.0:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "3"))
preload_app = True  # the workers share what is loaded once
timeout = 30
graceful_timeout = 30
max_requests, max_requests_jitter = 5000, 500  # a slow leak of memory never adds up
# In memory: a worker that waits for a slow disk looks dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
limit_request_line = 8190
limit_request_fields = 100


def on_starting(server) -> None:
    from portal.preload import preload

    preload()
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if folder:  # the figures of an earlier run say nothing about this one
        Path(folder).mkdir(parents=True, exist_ok=True)
        for old in Path(folder).glob("*.db"):
            old.unlink()


def child_exit(server, worker) -> None:
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)
