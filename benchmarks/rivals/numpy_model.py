"""A town's whole step in NumPy, waiting lists and all: arrays of cells × replicates and of weeks × lists × replicates.

Arguments: NAME (NAME.json tells shapes, NAME.bin holds the doubles), replicates (a multiple of 8), steps. In every quarter
people ask, come back, stay, end and step to other care; requests pass the team or wait for its decision; week by week who
is next starts as far as staff, places and money reach, the urgent before the rest, longest wait first, and some give up;
who starts is found among the cells of the list, and care begins. Requests and staff are given for each year. Left out, to
its own advantage: ageing, chances that change with the year, what is told of areas, lists beyond 40 weeks, and the largest
remainder in a shared week.

Prints people in care and waiting after the eighth quarter and after the last, by replicate on average, and millions of cell-steps per second of
processor time, a first quarter left out.
"""

import json
import sys
import time

import numpy as np

WEEKS = 13
KEPT = 40
LAWS = "leave1 done1 end1 leave2 end2 beyond done_in ended_in leave_pool come_back not_plain by_step".split()


class Groups:
    """Rows with the same key, summed; and some taken out of them, each with the same chance."""

    def __init__(self, keys, count):
        keys = keys.astype(int)
        self.order = np.flatnonzero(keys >= 0)
        self.order = self.order[np.argsort(keys[self.order], kind="stable")]
        self.keys = keys[self.order]
        self.here, self.first = np.unique(self.keys, return_index=True)
        self.count = count

    def sum(self, rows, axis=0):
        shape = list(rows.shape)
        shape[axis] = self.count
        sums = np.zeros(shape)
        if self.here.size:
            at = [slice(None)] * rows.ndim
            at[axis] = self.here
            sums[tuple(at)] = np.add.reduceat(np.take(rows, self.order, axis), self.first, axis)
        return sums

    def take(self, rows, total, some, luck):
        """A systematic sample: of `total` in each group `some`; shape of `rows`."""
        own = rows[self.order]
        upto = np.cumsum(own, 0)
        before = np.zeros((self.count, rows.shape[1]))
        before[self.here] = upto[self.first] - own[self.first]
        share = np.divide(some, total, out=np.zeros_like(some), where=total > 0)
        share, luck, before = share[self.keys], luck[self.keys], before[self.keys]
        end = np.floor((upto - before) * share + luck)
        taken = np.zeros_like(rows)
        taken[self.order] = end - np.floor((upto - own - before) * share + luck)
        return taken


class Desks:
    """The lists of one leg, by week of arrival and class; shape [Week, Class, List, Replicate]."""

    def __init__(self, lists, town, tile, rng, replicates):
        self.lists, self.rng = lists, rng
        self.pool = town["list_pool"][lists].astype(int)
        self.by_pool = Groups(self.pool, len(town["places"]))
        per_list = "safety urgent inquiry leaves helped worsened survival minutes_each cents_each".split()
        for name in per_list:
            setattr(self, name, tile(town[name][lists]))
        self.each = [self.minutes_each, np.ones_like(self.minutes_each), self.cents_each]
        self.queue = np.zeros((KEPT + WEEKS, 2, len(lists), replicates))
        self.oldest = KEPT

    def begin(self):
        old = self.queue[:WEEKS].sum(0)
        self.queue[:KEPT] = self.queue[WEEKS:].copy()
        self.queue[KEPT:] = 0
        self.queue[0] += old
        self.oldest = max(0, self.oldest - WEEKS)
        self.started = np.zeros(self.queue.shape[2:])
        self.left = np.zeros_like(self.started)

    def divide(self, arrivals):
        safe = self.rng.binomial(arrivals.astype(int), self.safety)
        urgent = self.rng.binomial(arrivals.astype(int) - safe, self.urgent)
        return safe.astype(float), np.stack([urgent, arrivals - safe - urgent]).astype(float)

    def serve(self, week, safe, come, room):
        """Who starts in this week; takes what they need out of `room`."""
        now = KEPT + week
        self.queue[now] += come
        began = safe.copy()
        for r, own in zip(room, self.each):
            r -= self.by_pool.sum(safe * own)
        while self.oldest < now and not self.queue[self.oldest].any():
            self.oldest += 1
        weeks = np.arange(self.oldest, now + 1)[:, None, None]
        ready = weeks + self.inquiry <= now
        stopped = np.zeros_like(room[0], dtype=bool)
        for urgency in range(2):
            waiting = self.queue[self.oldest : now + 1, urgency] * ready
            if not waiting.any():
                continue
            needs = [self.by_pool.sum(waiting * own, 1) for own in self.each]
            upto = [np.cumsum(n, 0) for n in needs]
            fits = ~stopped & np.all([u <= r for u, r in zip(upto, room)], 0)
            index = fits.sum(0)
            last = np.minimum(index, len(fits) - 1)[None]
            part = np.ones_like(room[0])
            for n, u, r in zip(needs, upto, room):
                need = np.take_along_axis(n, last, 0)[0]
                left = r - np.take_along_axis(u, last, 0)[0] + need
                part = np.minimum(part, np.divide(left, need, out=np.ones_like(left), where=need > 0))
            share = fits.astype(float)
            rest = (index < len(fits)) & ~stopped
            np.put_along_axis(share, last, np.where(rest, np.clip(part, 0, 1), np.take_along_axis(share, last, 0)[0])[None], 0)
            stopped |= index < len(fits)
            served = np.floor(waiting * share[:, self.pool] + 1e-9)
            self.queue[self.oldest : now + 1, urgency] -= served
            served = served.sum(0)
            for r, own in zip(room, self.each):
                r -= self.by_pool.sum(served * own)
            began += served
        self.started += began
        return began

    def leave(self, week):
        queue = self.queue[self.oldest : KEPT + week + 1]
        upto = np.cumsum(queue, 0)
        total = upto[-1]
        gone = self.rng.binomial(total.astype(int), self.leaves).astype(float)
        if gone.any():
            share = np.divide(gone, total, out=np.zeros_like(gone), where=total > 0)
            luck = self.rng.random(gone.shape)
            end = np.floor(upto * share + luck)
            queue -= np.diff(end, axis=0, prepend=np.floor(luck)[None])
            self.left += gone.sum(0)

    def waiting(self):
        return self.queue.sum((0, 1))


def read(name):
    with open(name + ".json") as file:
        shapes = json.load(file)
    doubles, town, at = np.fromfile(name + ".bin"), {}, 0
    for key, shape in shapes.items():
        size = int(np.prod(shape))
        town[key] = doubles[at : at + size].reshape(shape)
        at += size
    return town


def main() -> None:
    name, replicates, steps = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    town, rng = read(name), np.random.Generator(np.random.Philox(1))

    def tile(lanes):
        return np.tile(lanes, (1,) * (lanes.ndim - 1) + (replicates // lanes.shape[-1],))

    cells = town["laws"].shape[1]
    buurten = len(town["open1"]) // cells
    p = {key: np.tile(tile(law), (buurten, 1)) for key, law in zip(LAWS, town["laws"])}
    means = town["mean"]
    in_year = steps // len(means)
    open1, open2, pool = (np.repeat(town[k].astype(int)[:, None], replicates, 1) for k in ("open1", "open2", "pool"))
    lists = town["list_next"]
    decide = Desks(np.flatnonzero(lists >= 0), town, tile, rng, replicates)
    start = Desks(np.flatnonzero(lists < 0), town, tile, rng, replicates)
    decided_on = np.where(town["decided_on"] >= 0, town["decided_on"] - len(start.lists), -1)
    by_decision = Groups(decided_on, len(decide.lists))
    by_start = Groups(town["waits_on"], len(start.lists))
    into_start = Groups(lists[decide.lists], len(start.lists))
    past_team = tile(town["past_team"][decide.lists])

    def leading(key):
        cell = np.tile(town[key], buurten)
        return Groups(np.where(cell >= 0, cell + np.repeat(np.arange(buurten) * cells, cells), -1), buurten * cells)

    onward, informal, heavier = leading("target"), leading("informal"), leading("heavier")
    at_once = (town["waits_on"] < 0)[:, None]
    has_team = (decided_on >= 0)[:, None]
    staff, places, cents = (tile(town[k]) for k in ("minutes", "places", "cents"))
    undecided, unstarted = np.zeros(open1.shape), np.zeros(open1.shape)
    incoming = np.zeros(open1.shape)
    began_at = 0.0
    for step in range(steps):
        if step == 1:
            began_at = time.process_time()
        if step % in_year == 0:
            mean = tile(means[step // in_year])
        # Who asks, who stays, who ends.
        gone = rng.binomial(pool, p["leave_pool"])
        asked = rng.poisson(mean) + rng.binomial(gone, p["come_back"])
        pool -= gone
        out1 = rng.binomial(open1, p["leave1"])
        done = rng.binomial(out1, p["done1"])
        over = rng.binomial(done, p["end1"])
        out2 = rng.binomial(open2, p["leave2"])
        over += rng.binomial(out2, p["end2"])
        care = open1 + open2
        open1 -= out1
        open2 += out1 - done - out2
        ends = done + out2
        other = rng.binomial(over, p["not_plain"])
        pool += over - other
        stepped = incoming
        incoming = onward.sum(rng.binomial(other, p["by_step"]))
        # Who comes to which list.
        asking = by_decision.sum(asked)
        past = rng.binomial(asking.astype(int), past_team).astype(float)
        passed = by_decision.take(asked.astype(float), asking, past, rng.random(past.shape))
        passed = np.where(has_team, passed, asked)
        undecided += asked - passed
        starts = np.where(at_once, passed + stepped, 0)
        new = np.where(at_once, 0, passed + stepped)
        unstarted += new
        inside, leaving = by_start.sum(care), by_start.sum(ends)
        decide.begin()
        start.begin()
        left_d, left_s = decide.divide(asking - past), start.divide(by_start.sum(new))
        within, minutes = np.zeros_like(inside), staff[step]
        for week in range(WEEKS):
            come_d, come_s = ([rng.binomial(c.astype(int), 1 / (WEEKS - week)) for c in left] for left in (left_d, left_s))
            left_d = [a - b for a, b in zip(left_d, come_d)]
            left_s = [a - b for a, b in zip(left_s, come_s)]
            here = inside - np.floor(leaving * (week + 1) / WEEKS + 0.5) + within
            room = [r - start.by_pool.sum(here * own) for r, own in zip((minutes, places, cents), start.each)]
            own_places = [room[0], np.full_like(places, np.inf), room[2]]
            decided = into_start.sum(decide.serve(week, come_d[0].astype(float), come_d[1], own_places))
            more_safe, more = start.divide(decided)
            began = start.serve(week, come_s[0] + more_safe, come_s[1] + more, room)
            within = within * start.survival + began
            decide.leave(week)
            start.leave(week)
        # Who they are.
        for desk, groups, people in ((decide, by_decision, undecided), (start, by_start, unstarted)):
            helped = rng.binomial(desk.left.astype(int), desk.helped).astype(float)
            worsened = np.minimum(desk.left - helped, np.round(desk.left * desk.worsened))
            ways = ((desk.started, None), (helped, informal), (worsened, heavier), (desk.left - helped - worsened, None))
            for some, lead in ways:
                taken = groups.take(people, groups.sum(people), some, rng.random(some.shape))
                people -= taken
                if some is desk.started:
                    began = taken
                if lead is not None:
                    incoming += lead.sum(taken)
            if desk is decide:
                unstarted += began
        starts = (starts + began).astype(int)
        # Care begins.
        beyond = rng.binomial(starts, p["beyond"])
        done = rng.binomial(beyond, p["done_in"])
        ended = rng.binomial(done, p["ended_in"])
        open1 += starts - beyond
        open2 += beyond - done
        other = rng.binomial(ended, p["not_plain"])
        pool += ended - other
        incoming += onward.sum(rng.binomial(other, p["by_step"]))
        if step in (7, steps - 1):
            waiting = decide.waiting().sum(0) + start.waiting().sum(0)
            print((open1 + open2).sum(0).mean(), waiting.mean())
    seconds = time.process_time() - began_at
    print(open1.size * (steps - 1) / seconds / 1e6)


main()
