namespace Populatie.Analytics.Outcomes;

/// <summary>
/// Which cells of one row of a table stay hidden, its total being shown: those with too few persons, and as many others as
/// it takes that no hidden cell, nor all hidden ones together, can be worked out from what is shown.
/// </summary>
internal static class Disclosure
{
    /// <summary>Below this many persons nothing is shown.</summary>
    public const int LeastPersons = 10;

    /// <param name="persons">Distinct persons per cell.</param>
    /// <param name="cases">Cases per cell, which add up to the total.</param>
    /// <param name="hidden">Cells that are hidden already; gets those that must be.</param>
    public static void Hide(ReadOnlySpan<long> persons, ReadOnlySpan<long> cases, Span<bool> hidden)
    {
        for (var i = 0; i < persons.Length; i++)
        {
            hidden[i] |= persons[i] < LeastPersons;
        }
        while (IsDerivable(persons, cases, hidden) && Smallest(cases, hidden) is var next and >= 0)
        {
            hidden[next] = true;
        }
    }

    /// <summary>A reader may know that an empty cell is empty: it hides nothing.</summary>
    private static bool IsDerivable(ReadOnlySpan<long> persons, ReadOnlySpan<long> cases, ReadOnlySpan<bool> hidden)
    {
        var (cells, inAll, casesInAll) = (0, 0L, 0L);
        for (var i = 0; i < persons.Length; i++)
        {
            if (hidden[i] && cases[i] > 0)
            {
                (cells, inAll, casesInAll) = (cells + 1, inAll + persons[i], casesInAll + cases[i]);
            }
        }
        return cells == 1 || (cells > 1 && (inAll < LeastPersons || casesInAll < LeastPersons));
    }

    private static int Smallest(ReadOnlySpan<long> cases, ReadOnlySpan<bool> hidden)
    {
        var smallest = -1;
        for (var i = 0; i < cases.Length; i++)
        {
            if (!hidden[i] && (smallest < 0 || cases[i] < cases[smallest]))
            {
                smallest = i;
            }
        }
        return smallest;
    }
}
