"""The second wall from inside, with all of Landlock and with less. Attacks: ../attacks."""

from __future__ import annotations

import errno
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from grader.course.places import REPOSITORY, data_root
from grader.engines import choice, lodgers
from grader.examining.connection import Connection
from grader.isolation import broker, watch
from grader.isolation.session import (
    OVER_PROCESSES,
    OVER_STORAGE,
    Process,
    Session,
    Zygote,
)
from tests.conftest import need_wall

Run = Callable[[str], str]
MIB = 2**20


def zygote(version: int = 0) -> Iterator[Zygote]:
    """A zygote behind the second wall that uses Landlock up to a version."""
    need_wall(choice.LANDLOCK)
    made = Zygote(replace(lodgers.settings(choice.LANDLOCK), landlock=version))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def newest() -> Iterator[Zygote]:
    yield from zygote()


@pytest.fixture(scope="module", params=[1, 2, 4, 0], ids=lambda n: f"landlock-{n}")
def each(request: pytest.FixtureRequest) -> Iterator[Zygote]:
    yield from zygote(request.param)


def runner(session: Session, **options: object) -> tuple[Process, Run]:
    process, sock = session.fork("kernel", **options)
    kernel = Connection(sock)
    kernel.deadline = time.monotonic() + 30

    def run(source: str) -> str:
        reply, _ = kernel.ask("cell", source=source)
        assert reply["succeeded"], reply["outputs"]
        return "".join(o.get("text", "") for o in reply["outputs"]).strip()

    return process, run


@pytest.fixture
def session(newest: Zygote) -> Iterator[Session]:
    opened = newest.open()
    yield opened
    opened.close()


@pytest.fixture
def inside(each: Zygote) -> Iterator[Run]:
    opened = each.open()
    process, run = runner(opened)
    yield run
    process.end()
    opened.close()


@pytest.mark.slow
def test_it_can_do_nothing_that_its_user_cannot(inside: Run) -> None:
    status = dict(
        line.split(":\t", 1)
        for line in inside("print(open('/proc/self/status').read())").splitlines()
        if ":\t" in line
    )
    for kind in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
        assert int(status[kind], 16) == 0
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"


def test_home_and_temporary_folder_are_its_own_and_work(inside: Run) -> None:
    said = inside(
        """
import os, tempfile
from pathlib import Path
assert str(Path.home()) == os.environ["HOME"]
assert os.getcwd() == str(Path.home() / "notebooks")
for folder in (os.getcwd(), tempfile.mkdtemp()):
    Path(folder, "a").write_text("x" * 1000)
    with Path(folder, "a").open("r+") as file: file.truncate(10)
    Path(folder, "a").rename(Path(folder, "b"))
    assert Path(folder, "b").read_text() == "x" * 10
    Path(folder, "b").unlink()
print(tempfile.gettempdir())
"""
    )
    assert Path(said).name == "tmp"


def test_what_notebooks_do_works(inside: Run) -> None:
    inside(
        """
import asyncio, io, shutil, subprocess, threading, os
import numpy as np, tensorflow as tf, matplotlib.pyplot as plt
from sklearn.linear_model import LogisticRegression
@tf.function
def step(x):
    with tf.GradientTape() as tape:
        tape.watch(x); y = tf.reduce_sum(x * x)
    return tape.gradient(y, x)
assert step(tf.ones(3)).numpy().tolist() == [2, 2, 2]
LogisticRegression().fit(np.arange(8).reshape(4, 2), [0, 1, 0, 1])
plt.plot([1, 2]); plt.savefig("plot.png")
shutil.copy2("plot.png", "copy.png"); shutil.copytree(".", "tree/deep", ignore=shutil.ignore_patterns("tree"))
assert subprocess.run(["cat", "copy.png"], capture_output=True).stdout[1:4] == b"PNG"
async def two():
    return await asyncio.gather(asyncio.sleep(0.01, 1), asyncio.to_thread(lambda: 2))
assert asyncio.run(two()) == [1, 2]
import coursekit
"""
    )


def test_pools_queues_and_locks_of_forked_processes_work(inside: Run) -> None:
    inside(
        """
import concurrent.futures, multiprocessing as mp, os
def square(x): return x * x
with mp.Pool(2) as pool: assert pool.map(square, range(5)) == [0, 1, 4, 9, 16]
with concurrent.futures.ProcessPoolExecutor(2) as pool:
    assert list(pool.map(square, range(3))) == [0, 1, 4]
queue, go, value = mp.Queue(), mp.Event(), mp.Value("i", 3)
def work():
    go.wait()
    with value.get_lock(): value.value += 1
    queue.put(os.getpid())
worker = mp.Process(target=work); worker.start(); go.set()
assert queue.get(timeout=10) == worker.pid
worker.join(); assert (worker.exitcode, value.value) == (0, 4)
"""
    )


def test_joblib_goes_on_in_one_process_and_does_not_warn(inside: Run) -> None:
    said = inside(
        """
import warnings; warnings.simplefilter("error")
import math
import numpy as np
from joblib import Parallel, delayed
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
assert Parallel(n_jobs=2)(delayed(math.sqrt)(n) for n in (1, 4)) == [1, 2]
points = np.random.default_rng(0).normal(size=(60, 3))
cross_val_score(LogisticRegression(), points, points[:, 0] > 0, n_jobs=2)
"""
    )
    assert said == ""


def test_nothing_of_the_machine_can_be_read(inside: Run) -> None:
    secrets = ["/etc/passwd", "/etc/hostname", "/proc/1/cmdline", "/proc/net/tcp"]
    secrets += [
        f"/proc/{os.getpid()}/environ",
        "/proc/self/net/tcp",
        "/proc/self/mounts",
    ]
    secrets += [str(REPOSITORY / "pyproject.toml"), str(Path(__file__))]
    secrets += [str(path) for path in data_root().glob("exam/*")]
    folders = ["/", "/proc", "/tmp", "/run", "/home", str(Path.home()), str(REPOSITORY)]
    said = inside(
        f"""
import os
found = []
for path in {secrets!r}:
    try: open(path).close(); found.append(path)
    except OSError: pass
for path in {folders!r}:
    try: os.listdir(path); found.append(path)
    except OSError: pass
print(found)
"""
    )
    assert said == "[]"


def test_the_data_can_be_read_and_not_be_changed(inside: Run) -> None:
    paths = [p for p in data_root().glob("*/*") if p.parent.name in ("glyphs", "text")]
    if not paths:
        pytest.skip("the data are not prepared")
    size = paths[0].stat().st_size
    inside(
        f"""
import os
path = {str(paths[0])!r}
open(path, "rb").close()
for change in (
    lambda: open(path, "ab"), lambda: os.truncate(path, 1), lambda: os.unlink(path),
    lambda: os.open(path, os.O_RDONLY | os.O_TRUNC), lambda: os.rename(path, path + "x"),
    lambda: os.link(path, "link"), lambda: os.mkdir(path + "d"),
):
    try: change(); raise SystemError
    except OSError: pass
"""
    )
    assert paths[0].stat().st_size == size


def test_signals_reach_the_process_itself_and_nobody_else(inside: Run) -> None:
    inside(
        f"""
import os, signal
caught = []
signal.signal(signal.SIGUSR1, lambda *_: caught.append(1))
os.kill(os.getpid(), signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR1)
assert len(caught) == 2
for pid in ({os.getpid()}, os.getppid(), 1):
    try: os.kill(pid, 0); raise SystemError(pid)
    except PermissionError: pass
"""
    )


def test_a_program_ends_its_own_children_and_nobody_elses(each: Zygote) -> None:
    opened = each.open()
    _, run = runner(opened)
    neighbor, other = runner(opened)  # of the same submission, as an examiner is
    run(
        f"""
import os, subprocess
child = subprocess.Popen(["sleep", "60"])
child.kill()
assert child.wait() == -9
try: subprocess.run(["sleep", "60"], timeout=0.1)
except subprocess.TimeoutExpired: pass
for pid in ({neighbor.pid}, {os.getpid()}, {each.pid}):
    try: os.kill(pid, 9); raise SystemError(pid)
    except PermissionError: pass
try: os.kill({2**22}, 9)
except OSError: pass
"""
    )
    assert other("print(1)") == "1"
    opened.close()


def test_the_session_cannot_be_left_and_ends_as_a_whole(
    newest: Zygote, session: Session
) -> None:
    process, run = runner(session)
    run(
        """
import os, time
for leave in (os.setsid, lambda: os.setpgid(0, 0)):
    try: leave(); raise SystemError
    except PermissionError: pass
for _ in range(3):
    if os.fork() == 0:
        if os.fork() == 0: time.sleep(600)
        os._exit(0)
time.sleep(0.2)
"""
    )
    (inner,) = psutil.Process(newest.pid).children()
    left = [
        p for p in inner.children(recursive=True) if os.getpgid(p.pid) == process.pid
    ]
    assert len(left) >= 4
    process.end()
    gone, alive = psutil.wait_procs(left, timeout=5)
    assert not alive
    assert len(gone) == len(left)


def test_what_a_kernel_leaves_running_ends_when_it_exits(
    newest: Zygote, session: Session
) -> None:
    process, run = runner(session)
    run("import os, time\nif os.fork() == 0: time.sleep(600)")
    (inner,) = psutil.Process(newest.pid).children()
    left = inner.children(recursive=True)
    with pytest.raises(BaseException, match="ended the Python process"):
        run("import os; os._exit(0)")
    assert psutil.wait_procs(left, timeout=5)[1] == []
    assert process.end()["status"] == 0


@pytest.mark.slow
def test_a_killed_zygote_leaves_nothing_running() -> None:
    for made in zygote():
        opened = made.open()
        process, run = runner(opened)
        run(
            "import os, time\nif os.fork() == 0:\n    if os.fork() == 0: time.sleep(600)"
        )
        outer = psutil.Process(made.pid)
        below = outer.children(recursive=True)
        folder = Path(made.socket_path).parent
        assert len(below) >= 3
        below[0].kill()
        assert psutil.wait_procs([*below, outer], timeout=10)[1] == []
        assert not folder.exists()
        assert process.pid in {p.pid for p in below}


@pytest.mark.parametrize(
    ("source", "options", "reason"),
    [
        (
            "import os, time\nwhile True:\n    if os.fork() == 0: time.sleep(20); os._exit(0)",
            {"processes": 20},
            OVER_PROCESSES,
        ),
        (
            "import threading as t, time\nwhile True: t.Thread(target=time.sleep, args=(20,)).start()",
            {"processes": 20},
            OVER_PROCESSES,
        ),
        (
            "for n in range(10**6):\n    with open(f'f{n}', 'wb') as f: f.write(bytes(2**20))",
            {},
            OVER_STORAGE,
        ),
        (
            "import os\nkept = []\nwhile True:\n    kept.append(open('x', 'wb')); os.unlink('x')\n    kept[-1].write(bytes(2**24))",
            {},
            OVER_STORAGE,
        ),
        (
            "import os\nfor n in range(10**6): os.mkdir(f'd{n}')",
            {},
            OVER_STORAGE,
        ),
    ],
)
def test_what_no_limit_of_the_kernel_bounds_is_watched(
    newest: Zygote, source: str, options: dict[str, int], reason: str
) -> None:
    session = newest.open(64 * MIB)
    process, run = runner(session, **options)
    with pytest.raises(BaseException, match="ended the Python process"):
        run(source)
    assert process.end()["reason"] == reason
    session.close()
    again = newest.open()
    assert runner(again)[1]("print(1)") == "1"
    again.close()


LISTEN = """
import socket, threading
server = socket.create_server(("127.0.0.1", 0))
def serve():
    while True:
        peer, _ = server.accept()
        peer.sendall(b"hi"); peer.close()
threading.Thread(target=serve, daemon=True).start()
print(server.getsockname()[1])
"""
CONNECT = """
import socket
try:
    with socket.create_connection(("127.0.0.1", PORT), timeout=2) as client:
        print(client.recv(2).decode())
except OSError as error:
    print(error.errno)
"""


def test_servers_of_the_same_submission_answer_and_no_others(
    newest: Zygote, session: Session
) -> None:
    _, first = runner(session)
    _, second = runner(session)
    port = first(LISTEN)
    for run in (first, second):
        assert run(CONNECT.replace("PORT", port)) == "hi"
        assert (
            run(CONNECT.replace("PORT", port).replace("127.0.0.1", "localhost")) == "hi"
        )
    other = newest.open()
    _, stranger = runner(other)
    assert stranger(CONNECT.replace("PORT", port)) == str(errno.ECONNREFUSED)
    other.close()
    with socket.create_server(("127.0.0.1", 0)) as host:
        host.setblocking(False)
        port = str(host.getsockname()[1])
        assert first(CONNECT.replace("PORT", port)) == str(errno.ECONNREFUSED)
        with pytest.raises(BlockingIOError):
            host.accept()


def test_servers_listen_on_the_loopback_alone(session: Session) -> None:
    _, run = runner(session)
    for host in ("", "0.0.0.0", "127.0.0.1"):
        said = run(
            f"import socket\ns = socket.socket(); s.bind(({host!r}, 0)); s.listen()\n"
            "print(s.getsockname()[0])"
        )
        assert said == "127.0.0.1"
    far = run(CONNECT.replace("127.0.0.1", "192.0.2.1").replace("PORT", "80"))
    assert far == str(errno.ENETUNREACH)


def test_urls_and_servers_of_the_standard_library_work(session: Session) -> None:
    _, run = runner(session)
    said = run(
        """
import http.server, threading, urllib.request, urllib.error, asyncio
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"data")
    def log_message(self, *args): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
for _ in range(20):
    with urllib.request.urlopen(f"http://localhost:{server.server_port}/", timeout=5) as r:
        assert r.read() == b"data"
async def fetch():
    reader, writer = await asyncio.open_connection("127.0.0.1", server.server_port)
    writer.write(b"GET / HTTP/1.0\\r\\n\\r\\n")
    return await reader.read()
assert asyncio.run(fetch()).endswith(b"data")
server.shutdown()
try: urllib.request.urlopen("http://example.org/", timeout=5)
except urllib.error.URLError as error: print("no network")
"""
    )
    assert said == "no network"


def test_listeners_and_sockets_are_found_by_their_inodes() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        found = set(broker.listeners(port))
        assert len(found) == 1
        assert found <= set(broker.sockets_of([os.getpid()]))
    assert not set(broker.listeners(port))


def test_however_deep_and_closed_a_folder_is_removed(tmp_path: Path) -> None:
    top = tmp_path / "top"
    top.mkdir()
    here = Path.cwd()
    os.chdir(top)
    try:
        for _ in range(200):
            Path("d" * 100).mkdir()
            os.chdir("d" * 100)
            Path("file").write_text("x")
        Path("closed").mkdir()
        Path("closed/below").mkdir()
        Path("closed").chmod(0)
        Path("link").symlink_to("/usr")
    finally:
        os.chdir(here)
    watch.remove(str(top))
    assert not top.exists()
    assert Path("/usr/bin").exists()


def test_a_jupyter_kernel_may_be_interrupted(session: Session) -> None:
    process, sock = session.fork("kernel")
    kernel = Connection(sock)
    kernel.deadline = time.monotonic() + 20
    threading.Timer(0.5, process.signal, (signal.SIGINT,)).start()
    reply, _ = kernel.ask("cell", source="import time; time.sleep(15)")
    assert not reply["succeeded"]
