"""Grade on many machines: the same pure function on a Dask cluster.

Workers get submission, text of the assignment and seed as bytes, and give a verdict as
bytes; they keep no state and never see the gradebook. Their machines need this project
installed at the same version, which is checked before anything is sent. A submission
whose worker is lost runs again elsewhere.

Dask's own messages are pickles between machines that the instructor runs; student code
is confined by the engine and cannot reach them. On a network that is shared, use TLS:
a `tls://` address with the three files that `dask scheduler` and `dask worker` take by
the same names, or `distributed.comm.tls` in Dask's own configuration. With TLS each
side asks the other for a certificate, so only who holds one can send anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from distributed import WorkerPlugin

from grader.course import CourseError
from grader.engines.deciding import fingerprint
from grader.engines.engine import Executor
from grader.grading.job import Job, Result, executor_of, grade_safely, set_aside
from grader.submissions.failures import Failure, Kind

CONNECT_S = 20
RETRIES = 2
_executors: dict[str, Executor] = {}


@dataclass(frozen=True)
class Tls:
    """The three files of TLS; all "" leaves it to Dask's own configuration."""

    ca_file: str = ""
    cert: str = ""
    key: str = ""


class EngineKeeper(WorkerPlugin):  # type: ignore[misc]
    """Ends a worker's engines when the worker ends; until then they stay warm."""

    name = "deep-learning-course-engines"
    idempotent = True

    def teardown(self, worker: Any) -> None:
        """What Dask calls when the worker closes."""
        del worker
        while _executors:
            _executors.popitem()[1].close()


def grade_bytes(message: bytes) -> bytes:
    """What a worker runs: a job's bytes in, a result's bytes out."""
    job = Job.from_bytes(message)
    return grade_safely(job, _executor(job.engine)).to_bytes()


def load_engine(engine: str) -> None:
    """What a worker runs before its first submission; TensorFlow takes seconds."""
    _executor(engine).warm_up()


def _executor(engine: str) -> Executor:
    if engine not in _executors:
        _executors[engine] = executor_of(engine)
    return _executors[engine]


def grade_all(
    jobs: Iterable[Job], scheduler: str, tls: Tls | None = None
) -> Iterator[tuple[Job, Result]]:
    """Grade all jobs on the cluster and give each with its result as they end.

    Raises:
        CourseError: no scheduler or no worker answers, or their versions differ.
    """
    with Cluster(scheduler, tls) as workers:
        yield from workers.run(jobs)


class Cluster:
    """The workers of a scheduler. Use as a context manager.

    Raises:
        CourseError: no scheduler or no worker answers, or their versions differ.
    """

    def __init__(self, scheduler: str, tls: Tls | None = None) -> None:
        self._scheduler = scheduler
        self._client = _connect(scheduler, tls or Tls())

    def __enter__(self) -> Cluster:
        try:
            _check(self._client, self._scheduler)
            self._client.register_plugin(EngineKeeper())
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def start(self, engine: str) -> None:
        """Let the workers load `engine`, without waiting until they have.

        One that joins later loads it with its first submission.

        Raises:
            CourseError: a worker has no such engine, or cannot isolate student code.
        """
        answers = self._client.run(load_engine, engine, on_error="return")
        for worker, error in answers.items():
            if error is not None:
                raise CourseError(f"The worker {worker} cannot grade: {error}")

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Result]]:
        """Grade all jobs, as `grade_all` says."""
        yield from _run(self._client, iter(jobs))


def _connect(scheduler: str, tls: Tls) -> Any:
    from distributed import Client

    security = _security(scheduler, tls)
    try:
        return Client(
            scheduler, timeout=CONNECT_S, set_as_default=False, security=security
        )
    except (OSError, ValueError, TimeoutError) as error:
        said = f" ({error})" if scheduler.startswith("tls://") else ""
        raise CourseError(
            f"No Dask scheduler answers at {scheduler}{said}; start one with `dask "
            "scheduler`, or grade on this machine without --scheduler."
        ) from error


def _security(scheduler: str, tls: Tls) -> Any:
    """Dask's form of the three files; None leaves it to Dask's configuration."""
    given = [tls.ca_file, tls.cert, tls.key]
    if not any(given):
        return None
    if not all(given) or not scheduler.startswith("tls://"):
        raise CourseError(
            "TLS takes an address that starts with tls:// and all of --tls-ca-file, "
            "--tls-cert and --tls-key."
        )
    for path in given:
        if not Path(path).is_file():
            raise CourseError(f"There is no file {path}; look at the --tls options.")
    from distributed.security import Security

    return Security(
        tls_ca_file=tls.ca_file,
        tls_client_cert=tls.cert,
        tls_client_key=tls.key,
        require_encryption=True,
    )


def _check(client: Any, scheduler: str) -> None:
    """Every worker has this project, at this version."""
    ours = fingerprint()
    try:
        client.wait_for_workers(1, timeout=CONNECT_S)
        theirs = client.run(fingerprint)
    except (TimeoutError, OSError) as error:
        raise CourseError(
            f"The scheduler at {scheduler} has no worker; start some with `dask "
            f"worker {scheduler} --nthreads 1`."
        ) from error
    except Exception as error:
        raise CourseError(
            f"A worker of {scheduler} cannot import the grader ({error}); install "
            "this project there, at this version."
        ) from error
    for worker, version in theirs.items():
        if version != ours:
            raise CourseError(
                f"The worker {worker} has {version}, this machine {ours}; install the "
                "same version on both."
            )


def _run(client: Any, jobs: Iterator[Job]) -> Iterator[tuple[Job, Result]]:
    """Keep two submissions a thread under way: memory does not grow with the class."""
    from distributed import as_completed

    under_way: dict[Any, Job] = {}
    queue = as_completed(loop=client.loop)

    def send() -> bool:
        job = next(jobs, None)
        if job is None:
            return False
        # pure=False: equal bytes of two students are still two submissions.
        future = client.submit(grade_bytes, job.to_bytes(), pure=False, retries=RETRIES)
        under_way[future] = job
        queue.add(future)
        return True

    while len(under_way) < 2 * max(1, sum(client.nthreads().values())) and send():
        pass
    for future in queue:
        job = under_way.pop(future)
        yield job, _result_of(future, job)
        future.release()
        send()


def _result_of(future: Any, job: Job) -> Result:
    try:
        return Result.from_bytes(future.result())
    except Exception as error:
        return set_aside(job, Failure(Kind.CLUSTER, text=str(error)))
