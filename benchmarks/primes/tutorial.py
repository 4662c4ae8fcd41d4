"""The tutorial's program: primes counted by asyncio and a ProcessPoolExecutor, range by range.

Arguments: END [RANGES]. Counts the primes of 1…END in RANGES equal parts (default 2), each by
run_in_executor, and prints their sum.
"""

import asyncio
import math
import sys
from concurrent.futures import ProcessPoolExecutor


def is_prime(n):
    return n >= 2 and all(n % i != 0 for i in range(2, int(math.sqrt(n)) + 1))


def count_primes(start, end):
    return sum(1 for n in range(start, end) if is_prime(n))


async def main(end, ranges):
    loop = asyncio.get_running_loop()
    cuts = [1 + end * part // ranges for part in range(ranges + 1)]
    with ProcessPoolExecutor() as pool:
        counts = await asyncio.gather(
            *(
                loop.run_in_executor(pool, count_primes, start, stop)
                for start, stop in zip(cuts, cuts[1:])
            )
        )
    print(sum(counts))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2))
