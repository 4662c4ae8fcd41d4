"""CPython's ProcessPoolExecutor doing nothing: one line of figures for each line on stdin.

Started and asked by dev.forkyard.benchmarks.pool.CPython, so that both pools are measured in turns
in one run. Arguments: WORKERS SUBMITS MAPPED ROUND_TRIPS.
Figures: submits/s one by one, items/s by map(chunksize=100), p50 and p99 µs of submit().result().
"""

import sys
import time
from concurrent.futures import ProcessPoolExecutor


def noop(index):
    return index


def measure(pool, submits, mapped, round_trips):
    start = time.perf_counter()
    futures = [pool.submit(noop, index) for index in range(submits)]
    total = sum(future.result() for future in futures)
    submit_rate = submits / (time.perf_counter() - start)
    assert total == submits * (submits - 1) // 2

    start = time.perf_counter()
    total = sum(pool.map(noop, range(mapped), chunksize=100))
    map_rate = mapped / (time.perf_counter() - start)
    assert total == mapped * (mapped - 1) // 2

    micros = []
    for index in range(round_trips):
        start = time.perf_counter()
        pool.submit(noop, index).result()
        micros.append((time.perf_counter() - start) * 1e6)
    micros.sort()
    return submit_rate, map_rate, micros[len(micros) // 2], micros[len(micros) * 99 // 100]


def main():
    workers, submits, mapped, round_trips = map(int, sys.argv[1:5])
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(noop, range(1000)))
        for _ in sys.stdin:
            print(*measure(pool, submits, mapped, round_trips), flush=True)


if __name__ == "__main__":
    main()
