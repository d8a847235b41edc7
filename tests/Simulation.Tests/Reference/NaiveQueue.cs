using Populatie.Simulation.Queues;

namespace Populatie.Simulation.Tests.Reference;

/// <summary>
/// Oracle: the waiting lists of one replicate with every person an object, in whole minutes and cents, week by week. No
/// chance: who comes in which class, and whether a list empties by giving up, is told.
/// </summary>
internal sealed class NaiveQueue(QueuePlan plan)
{
    private readonly List<Person> people = [];

    internal sealed record Person(int List, int Class, int Since);

    /// <summary>What one person of a list asks: minutes, places, cents.</summary>
    internal sealed record Ask(long[] Of);

    internal sealed class Week
    {
        public required Ask[] Asks { get; init; }

        /// <summary>Per pool: what it has in all, and what people in care leave of that.</summary>
        public required long[][] Limit { get; init; }

        public required long[][] Left { get; init; }

        public required bool[] GiveUp { get; init; }

        /// <summary>Per list: weeks before who can wait is served.</summary>
        public required int[] Inquiry { get; init; }

        public List<(Person Who, int Waited)> Started { get; } = [];

        public List<Person> GaveUp { get; } = [];

        public List<(Person Who, int By)> Held { get; } = [];
    }

    public int Waiting(int list) => people.Count(p => p.List == list);

    public int WaitingSince(int list, int before) => people.Count(p => p.List == list && p.Since <= before);

    public void Come(int list, int priority, int week, long count)
    {
        for (var i = 0; i < count; i++)
        {
            people.Add(new(list, priority, week));
        }
    }

    public void Live(Week week, int now)
    {
        foreach (var decision in new[] { true, false })
        {
            for (var pool = 0; pool < plan.Pools.Length; pool++)
            {
                bool IsReady(Person p) => p.Class == 0 || now - p.Since >= week.Inquiry[p.List];
                Serve(week, now, people.Where(p => IsAt(p, pool, decision) && IsReady(p)).ToList(), pool);
            }
        }
        foreach (var person in people.Where(p => week.GiveUp[p.List]).ToList())
        {
            people.Remove(person);
            week.GaveUp.Add(person);
        }
    }

    private bool IsAt(Person person, int pool, bool decision) =>
        plan.Lists[person.List].Pool == pool && plan.Lists[person.List].Destination >= 0 == decision;

    private void Serve(Week week, int now, List<Person> queue, int pool)
    {
        var stop = -1;
        bool Beyond(Person p, int kind) =>
            week.Asks[p.List].Of[kind] > 0 && week.Asks[p.List].Of[kind] > week.Limit[pool][kind];
        bool CanBeServed(Person p) => !Enumerable.Range(0, 3).Any(kind => Beyond(p, kind));
        foreach (var person in queue.Where(p => p.Class == 0 || week.Asks[p.List].Of.All(a => a == 0)).ToList())
        {
            Start(week, now, person, pool);
            queue.Remove(person);
        }
        var cohorts = queue
            .Where(CanBeServed)
            .OrderBy(p => (p.Class, p.Since))
            .GroupBy(p => (p.Class, p.Since))
            .ToList();
        foreach (var cohort in cohorts)
        {
            stop = ServeCohort(week, now, [.. cohort], pool, queue);
            if (stop >= 0)
            {
                break;
            }
        }
        foreach (var person in queue)
        {
            var beyond = Enumerable.Range(0, 3).FirstOrDefault(kind => Beyond(person, kind), -1);
            week.Held.Add((person, beyond >= 0 ? beyond : stop));
        }
    }

    /// <summary>Gives each list its part rounded down, then one more by what was cut off; −1 when all could start.</summary>
    private int ServeCohort(Week week, int now, List<Person> cohort, int pool, List<Person> queue)
    {
        void Take(Person person)
        {
            Start(week, now, person, pool);
            cohort.Remove(person);
            queue.Remove(person);
        }
        var (left, asked) = MostScarce(week, pool, cohort, out _);
        if (asked == 0)
        {
            cohort.ToList().ForEach(Take);
            return -1;
        }
        left = Math.Max(0, left);
        var lists = cohort.Select(p => p.List).Distinct().Order().ToList();
        var cutOff = lists.ToDictionary(l => l, l => left * cohort.Count(p => p.List == l) % asked);
        foreach (var list in lists)
        {
            var whole = left * cohort.Count(p => p.List == list) / asked;
            cohort.Where(p => p.List == list).Take((int)whole).ToList().ForEach(Take);
        }
        foreach (var list in lists.OrderByDescending(l => cutOff[l]))
        {
            var next = cohort.Find(p => p.List == list);
            if (next is not null)
            {
                var (_, short1) = MostScarce(week, pool, [next], out var by);
                if (short1 > 0)
                {
                    return by;
                }
                Take(next);
            }
        }
        throw new InvalidOperationException("a cohort that does not fit ends with someone who does not");
    }

    /// <summary>The kind of which the least is left for what these people ask of it; asked 0 when all fits.</summary>
    private static (long Left, long Asked) MostScarce(Week week, int pool, List<Person> who, out int kind)
    {
        var (left, asked) = (0L, 0L);
        kind = -1;
        for (var k = 0; k < 3; k++)
        {
            var (has, wants) = (week.Left[pool][k], who.Sum(p => week.Asks[p.List].Of[k]));
            if (wants > 0 && wants > has && (kind < 0 || has * asked < left * wants))
            {
                (left, asked, kind) = (has, wants, k);
            }
        }
        return (left, asked);
    }

    private void Start(Week week, int now, Person person, int pool)
    {
        people.Remove(person);
        week.Started.Add((person, now - person.Since));
        for (var kind = 0; kind < 3; kind++)
        {
            week.Left[pool][kind] -= week.Asks[person.List].Of[kind];
        }
        var destination = plan.Lists[person.List].Destination;
        if (destination >= 0)
        {
            people.Add(new(destination, person.Class, now));
        }
    }
}
