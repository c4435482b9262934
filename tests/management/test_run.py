"""`fanthology run`: a real server in a process of its own."""

import http.client
import os
import signal
import socket
import stat
import time
import urllib.error
import urllib.request
from contextlib import closing

import pytest

from tests.tools import fanthology, free_port, parent_of, processes_of, served

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("run")]
WAIT_SECONDS = 15


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with served(data=tmp_path_factory.mktemp("run") / "data") as archive:
        yield archive


def get(archive, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(archive.url + path) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


def beside(archive) -> list[int]:
    """The processes that the server has started, as far as they live: its workers, and the one that keeps the index."""
    return [pid for pid in processes_of(archive.process.pid) if pid != archive.process.pid]


def workers(archive) -> list[int]:
    """The processes that answer, as far as they live: those that have started nothing themselves."""
    parents = {pid: parent_of(pid) for pid in beside(archive)}
    return [
        pid
        for pid, parent in parents.items()
        if parent == archive.process.pid and pid not in parents.values()
    ]


def until(what, seconds: float = WAIT_SECONDS) -> bool:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.05)
    return False


def test_it_says_where_it_is_and_how_to_become_its_owner(archive):
    assert archive.told[-3] == f"Fanthology is at {archive.url}/"
    assert archive.owner_link.startswith(f"{archive.url}/")
    assert archive.told[-1] == "Ctrl-C stops it."
    status, page = get(archive, archive.owner_link.removeprefix(archive.url))
    assert status == 200
    assert "<form" in page


def test_it_keeps_quiet_while_it_serves(archive):
    before = list(archive.told)
    assert get(archive, "/health")[0] == 200
    assert get(archive, "/")[0] == 200
    assert get(archive, "/there/is/no/such/page/")[0] == 404
    assert archive.told == before


def test_the_style_sheet_is_served_for_ever(archive):
    page = get(archive, "/")[1]
    address = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    with urllib.request.urlopen(archive.url + address) as answer:
        assert "immutable" in answer.headers["Cache-Control"]


def test_only_the_keeper_reads_the_data_folder(archive):
    assert stat.S_IMODE(archive.data.stat().st_mode) == 0o700
    assert stat.S_IMODE((archive.data / "secret-key").stat().st_mode) == 0o600


def test_another_name_is_refused(archive):
    with closing(http.client.HTTPConnection(archive.url.removeprefix("http://"))) as line:
        line.request("GET", "/", headers={"Host": "evil.example"})
        answer = line.getresponse()
        assert answer.status == 400
        assert b"evil" not in answer.read()


def test_a_request_that_is_too_large_is_refused(archive):
    with closing(http.client.HTTPConnection(archive.url.removeprefix("http://"))) as line:
        line.request("POST", "/look/", headers={"Content-Length": str(10**12)})
        assert line.getresponse().status == 413


def test_a_port_in_use_is_said_before_anything_is_made(archive, data):
    port = archive.url.rpartition(":")[2]
    done = fanthology("run", "--port", port, data=data)
    assert done.returncode == 1
    assert (
        done.stderr == f"Port {port} is already in use; stop what uses it, or choose another with --port.\n"
    )
    assert not data.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--port", "99999"), "--port must be from 1 to 65535, not 99999."),
        (("--port", "eighty"), "--port must be a whole number from 1 to 65535, not 'eighty'."),
        (("--host", "nowhere.invalid"), "There is no address “nowhere.invalid” to listen on."),
        (("--host", "192.0.2.77"), "This machine has no address 192.0.2.77 to listen on."),
    ],
)
def test_an_address_that_cannot_be_listened_on(data, words, said):
    done = fanthology("run", *words, data=data)
    assert (done.returncode, done.stderr) == (1, said + "\n")
    assert not data.exists()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_stops_when_asked_and_leaves_nobody_behind(data, how):
    with served(data=data) as archive:
        assert beside(archive)
        assert archive.stop(how) == 0
        assert not beside(archive)
        assert "Traceback" not in "\n".join(archive.told)


def test_ctrl_c_of_a_terminal_reaches_everyone_and_is_still_clean(data):
    with served(data=data) as archive:
        (worker,) = workers(archive)
        assert os.getpgid(worker) != os.getpgid(archive.process.pid), "or both would hear it, and race"
        os.killpg(archive.process.pid, signal.SIGINT)
        assert archive.process.wait(WAIT_SECONDS) == 0


def test_a_visitor_who_only_holds_the_line_does_not_keep_it_from_stopping(data):
    with served(data=data) as archive:
        port = int(archive.url.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(b"GET / HTTP/1.1\r\nHost: local")
            assert archive.stop() == 0


def test_a_killed_parent_leaves_no_worker_that_holds_the_port(data):
    with served(data=data) as archive:
        assert beside(archive)
        archive.process.kill()
        archive.process.wait(WAIT_SECONDS)
        assert until(lambda: not beside(archive))


def test_a_killed_worker_is_replaced(data):
    with served(data=data) as archive:
        (worker,) = workers(archive)
        os.kill(worker, signal.SIGKILL)
        assert until(lambda: workers(archive) not in ([], [worker]))
        assert until(lambda: answers(archive))


def answers(archive) -> bool:
    try:
        return get(archive, "/health")[0] == 200
    except OSError:
        return False


def test_several_workers_and_a_host_name(data):
    with served("--host", "localhost", data=data, FANTHOLOGY_WORKERS="2") as archive:
        assert len(workers(archive)) == 2
        assert get(archive, "/health")[0] == 200


def test_the_sample_fills_only_an_empty_archive(live_archive):
    assert any(line.startswith("Fanthology is at") for line in live_archive.told)
    done = fanthology("run", "--sample", "--port", str(free_port()), data=live_archive.data)
    assert done.returncode == 1
    assert done.stderr == "This archive already has stories; --sample fills only an empty one.\n"
