#!/usr/bin/env python3
"""Measures the daemon: start, latency, throughput, and what it costs while it does nothing.

    bench/serve.py [--entries 30000] [--idle 60] PROGRAM…

PROGRAM is one or more builds of the program, e.g. a JIT and a ReadyToRun one. The figures are this machine's, as busy as it is.
"""
import argparse, json, os, signal, sqlite3, statistics, subprocess, tempfile, time, urllib.request, uuid


def start(program, folder):
    env = {k: v for k, v in os.environ.items() if not k.startswith("CRATEHAND")}
    env |= {"CRATEHAND_DATA": f"{folder}/data", "CRATEHAND_LIBRARY": f"{folder}/library", "CRATEHAND_DROP": f"{folder}/drop"}
    began = time.monotonic()
    process = subprocess.Popen([program, "serve", "--json", "--port", "0"], env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    first = json.loads(process.stdout.readline())
    return process, first, (time.monotonic() - began) * 1000


def stop(process):
    process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    process.wait(60)
    return (time.monotonic() - began) * 1000


def sync(first, inputs):
    request = urllib.request.Request(first["address"] + "/api/v1/sync", json.dumps({"inputs": inputs}).encode(), {"Content-Type": "application/json", "X-Api-Key": first["apiKey"]})
    urllib.request.urlopen(request).read()


def rows(folder, query):
    with sqlite3.connect(f"file:{folder}/data/cratehand.db?mode=ro", uri=True) as db:
        return db.execute(query).fetchall()


def finished(folder, count):
    while rows(folder, "SELECT COUNT(*) FROM job WHERE state IN ('completed','discarded')")[0][0] < count:
        time.sleep(0.02)


# Each link ends by itself at once: fetching from there is not switched on. What is measured is the engine.
def work(first, folder, serial=200, bulk=1000):
    for i in range(serial):
        sync(first, [f"http://127.0.0.1:1/serial-{i}.wav"])
        finished(folder, i + 1)
    waits = sorted(started - created for created, started in rows(folder, "SELECT created, started FROM job"))
    began = time.monotonic()
    for i in range(0, bulk, 100):
        sync(first, [f"http://127.0.0.1:1/bulk-{n}.wav" for n in range(i, i + 100)])
    finished(folder, serial + bulk)
    return statistics.median(waits), waits[int(len(waits) * 0.99) - 1], bulk / (time.monotonic() - began)


def fill(folder, count):
    with sqlite3.connect(f"{folder}/data/cratehand.db") as db:
        columns = [(name, kind) for _, name, kind, *_ in db.execute("PRAGMA table_info(entry)")]
        given = {"id": lambda i: str(uuid.uuid4()).upper(), "title": lambda i: f"Song {i}", "artists": lambda i: '["Artist"]', "measured": lambda i: "{}", "is_shelved": lambda i: 1}
        for i in range(count):
            values = [given[n](i) if n in given else (0 if k == "INTEGER" else 0.0 if k == "REAL" else str(uuid.uuid4()).upper()) for n, k in columns]
            db.execute(f"INSERT INTO entry VALUES ({','.join('?' * len(values))})", values)


def switches(pid):
    found = {}
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/status") as status:
            found[task] = next(int(line.split()[1]) for line in status if line.startswith("voluntary"))
    return found


def cpu(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def idle(pid, seconds):
    time.sleep(15)  # until the last page of the work before is written and the pool has let its threads go
    before, used = switches(pid), cpu(pid)
    time.sleep(seconds)
    after = switches(pid)
    with open(f"/proc/{pid}/status") as status:
        rss = next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024
    return sum(n - before.get(task, 0) for task, n in after.items()) / seconds, (cpu(pid) - used) / seconds * 100, rss


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--entries", type=int, default=30_000)
    ask.add_argument("--idle", type=int, default=60)
    ask.add_argument("programs", nargs="+")
    given = ask.parse_args()
    print(f"load of this machine at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for program in given.programs:
        with tempfile.TemporaryDirectory(prefix="cratehand-bench-") as folder:
            process, first, fresh = start(program, folder)
            stop(process)
            fill(folder, given.entries)
            os.remove(f"{folder}/data/api-key")
            process, first, again = start(program, folder)
            p50, p99, rate = work(first, folder)
            wakes, busy, rss = idle(process.pid, given.idle)
            ended = stop(process)
            later = []
            for _ in range(5):
                process, _, ms = start(program, folder)
                stop(process)
                later.append(ms)
            print(f"""{program}
  start to ready          first {fresh:.0f} ms, then {again:.0f} ms with {given.entries} entries, median of 5: {statistics.median(later):.0f} ms
  enqueue to start        p50 {p50:.0f} ms, p99 {p99:.0f} ms (200 one by one)
  jobs per second         {rate:.0f} (1,000 by the API, to their end)
  idle for {given.idle:>3} s          {busy:.2f} % of a processor, {wakes:.1f} wake-ups a second
  memory                  {rss:.0f} MB resident
  SIGTERM to the end      {ended:.0f} ms""")


if __name__ == "__main__":
    main()
