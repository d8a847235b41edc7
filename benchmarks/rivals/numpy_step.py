"""The same step as the simulator's, in NumPy: whole arrays of cells × replicates, one call per kind of draw.

Arguments: cells, replicates, steps, and a file of chances: doubles, shape [chance in the order of CHANCES, cell, 8
replicates], used over and over for the others. Expected requests follow the rule of the
bench: from e^-2 to e^0.5 a year, evenly over the cells. Prints the mean number in care, and millions of cell-steps per
second of processor time, both of the steps after a first tenth.
"""

import sys
import time

import numpy as np

CHANCES = (
    "leave1 done1 end1 leave2 end2 beyond done_in ended_in leave_pool come_back not_plain by_step".split()
)


def main() -> None:
    cells, replicates, steps = (int(a) for a in sys.argv[1:4])
    chances = np.fromfile(sys.argv[4]).reshape(len(CHANCES), cells, -1)
    chances = np.tile(chances, (1, 1, replicates // chances.shape[2]))
    p = dict(zip(CHANCES, chances))
    rng = np.random.Generator(np.random.Philox(1))
    yearly = np.exp(-2 + 2.5 * (np.arange(cells) + 0.5) / cells)
    mean = np.broadcast_to((0.25 * yearly)[:, None], (cells, replicates))
    open1 = np.zeros((cells, replicates), dtype=np.int64)
    open2 = np.zeros_like(open1)
    pool = np.zeros_like(open1)
    start = 0.0
    for step in range(steps + steps // 10):
        if step == steps // 10:
            start = time.process_time()
        requests = rng.poisson(mean)
        out1 = rng.binomial(open1, p["leave1"])
        done = rng.binomial(out1, p["done1"])
        over1 = rng.binomial(done, p["end1"])
        out2 = rng.binomial(open2, p["leave2"])
        over2 = rng.binomial(out2, p["end2"])
        open1 -= out1
        open2 += out1 - done - out2
        gone = rng.binomial(pool, p["leave_pool"])
        requests += rng.binomial(gone, p["come_back"])
        pool -= gone
        for ended in (over1 + over2, None):
            if ended is None:
                beyond = rng.binomial(requests, p["beyond"])
                done = rng.binomial(beyond, p["done_in"])
                ended = rng.binomial(done, p["ended_in"])
                open1 += requests - beyond
                open2 += beyond - done
            other = rng.binomial(ended, p["not_plain"])
            rng.binomial(other, p["by_step"])
            pool += ended - other
    seconds = time.process_time() - start
    print((open1 + open2).mean())
    print(cells * replicates * steps / seconds / 1e6)


main()
