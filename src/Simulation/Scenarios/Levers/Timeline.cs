namespace Populatie.Simulation.Scenarios.Levers;

/// <summary>What levers with a choice say from which year on: the one that began last holds.</summary>
internal sealed class Timeline<T>(string scenario)
    where T : struct
{
    private readonly List<(int Begin, int End, T Choice, Lever Lever)> entries = [];

    /// <param name="end">First calendar year in which it no longer holds.</param>
    /// <exception cref="Analytics.Faults.SourceFormatException">Another choice begins in the same year.</exception>
    public void Add(Lever lever, T choice, int end = int.MaxValue)
    {
        var begin = lever.Start + lever.LagYears;
        foreach (var other in entries)
        {
            if (other.Begin == begin && !other.Choice.Equals(choice))
            {
                throw LeverCheck.Contradiction(other.Lever, lever, scenario);
            }
        }
        entries.Add((begin, end, choice, lever));
    }

    public bool Any(Func<T, bool> isSo) => entries.Exists(e => isSo(e.Choice));

    /// <summary>The choice that holds in a calendar year; null when none does.</summary>
    public T? In(int year)
    {
        T? found = null;
        var latest = int.MinValue;
        foreach (var (begin, end, choice, _) in entries)
        {
            if (begin <= year && year < end && begin >= latest)
            {
                (found, latest) = (choice, begin);
            }
        }
        return found;
    }
}
