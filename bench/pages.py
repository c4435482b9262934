"""How long pages take: `python bench/pages.py`, from the top of the checkout, in the environment of `./fanthology`.

Starts a real server with the sample stories twice (the second start is the one that counts), asks for each page over
one connection, and says the median in milliseconds, its ratio to a static file from the same server in the same run,
and the number of database queries.
"""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
PORT = 8497
ROUNDS = 60
PAGES = {
    "front": "/",
    "latest": "/latest/",
    "story": "/stories/1/",
    "chapter": "/stories/1/2/",
    "whole story": "/stories/1/whole/",
    "categories": "/categories/",
    "fandom": "/fandoms/sherlock-holmes/",
    "author": "/authors/marginalia/",
    "series": "/series/1/",
    "EPUB": "/stories/1/download/epub",
    "health": "/health",
}


def start(data: str) -> tuple["subprocess.Popen[bytes]", float]:
    """A server, and the seconds from its start to its first page."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "fanthology", "--data", data, "run", "--port", str(PORT)]
    if not Path(data, "archive.sqlite3").exists():
        command.append("--sample")
    server = subprocess.Popen(
        command, cwd=TOP, env={**os.environ, "PYTHONPATH": "src"}, stdout=subprocess.DEVNULL
    )
    while True:
        try:
            if fetch("/")[0] == 200:
                return server, time.perf_counter() - began
        except OSError:
            time.sleep(0.01)


def fetch(path: str, line: http.client.HTTPConnection | None = None) -> tuple[int, bytes]:
    """Status and body of a page."""
    line = line or http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    line.request("GET", path)
    answer = line.getresponse()
    return answer.status, answer.read()


def median_ms(path: str) -> float:
    """The median of `ROUNDS` answers, after three to warm up."""
    line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    times = []
    for turn in range(ROUNDS + 3):
        began = time.perf_counter()
        status, _ = fetch(path, line)
        if turn >= 3:
            times.append((time.perf_counter() - began) * 1000)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
    return statistics.median(times)


def queries(data: str) -> dict[str, int]:
    """How many queries each page makes for a visitor."""
    os.environ.update(FANTHOLOGY_DATA=data, DJANGO_SETTINGS_MODULE="fanthology.settings")
    sys.path.insert(0, str(TOP / "src"))
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    found = {}
    for name, path in PAGES.items():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            Client(headers={"host": "localhost"}).get(path)
        found[name] = len(seen)
    return found


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as data:
        server, first = start(data)
        stop(server)
        server, second = start(data)
        body = fetch("/")[1].decode()
        static = "/static/" + body.split('href="/static/', 1)[1].split('"', 1)[0]
        floor = median_ms(static)
        times = {name: median_ms(path) for name, path in PAGES.items()}
        stop(server)
        asked = queries(data)
    print(f"first start with samples {first:.2f} s, second start to first page {second:.2f} s")
    print(f"{'page':<14}{'ms':>8}{'÷ static':>10}{'queries':>9}")
    print(f"{'static file':<14}{floor:>8.2f}{1:>10.1f}{0:>9}")
    for name, spent in times.items():
        print(f"{name:<14}{spent:>8.2f}{spent / floor:>10.1f}{asked[name]:>9}")


def stop(server: "subprocess.Popen[bytes]") -> None:
    """End the server as a terminal would."""
    server.terminate()
    server.wait(20)


if __name__ == "__main__":
    main()
