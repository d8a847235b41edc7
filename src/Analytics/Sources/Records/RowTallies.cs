using System.Collections.Immutable;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// Counts of what was set aside or odd in some rows, with the first places of each kind. Tallies of consecutive blocks are
/// added in file order, so the first places do not depend on how the file was cut. Not thread-safe.
/// </summary>
internal sealed class RowTallies
{
    public const int FirstKept = 5;
    private readonly Tally[] setAside = New(Enum.GetValues<SetAside>().Length);
    private readonly Tally[] odd = New(Enum.GetValues<Odd>().Length);
    private readonly Tally[] combined = New(Enum.GetValues<Combined>().Length);

    public void Add(SetAside reason, RowPlace place) => setAside[(int)reason].Add(place);

    public void Add(Odd kind, RowPlace place) => odd[(int)kind].Add(place);

    public void Add(Combined kind, RowPlace place) => combined[(int)kind].Add(place);

    /// <summary>Whether the place of another one would still be kept: telling it costs more than counting it.</summary>
    public bool Keeps(Odd kind) => odd[(int)kind].First.Count < FirstKept;

    public void Count(Odd kind) => odd[(int)kind].Count++;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        foreach (var tally in setAside.Concat(odd).Concat(combined).Where(t => t.Count > 0))
        {
            tally.Clear();
        }
    }

    /// <summary>Adds the tallies of the block that follows.</summary>
    /// <param name="rowsBefore">Rows of the file before that block.</param>
    public void Append(RowTallies next, long rowsBefore)
    {
        Append(setAside, next.setAside, rowsBefore);
        Append(odd, next.odd, rowsBefore);
        Append(combined, next.combined, rowsBefore);
    }

    /// <summary>The same counts with other places: what was read is a translation of what was delivered.</summary>
    public RowTallies At(Func<RowPlace, RowPlace> place)
    {
        var moved = new RowTallies();
        moved.Append(this, 0);
        foreach (var tally in moved.setAside.Concat(moved.odd).Concat(moved.combined))
        {
            tally.First = tally.First.ConvertAll(p => place(p));
        }
        return moved;
    }

    public ImmutableArray<RowTally<SetAside>> SetAsideTallies() => ToReport<SetAside>(setAside);

    public ImmutableArray<RowTally<Odd>> OddTallies() => ToReport<Odd>(odd);

    public ImmutableArray<RowTally<Combined>> CombinedTallies() => ToReport<Combined>(combined);

    private static Tally[] New(int kinds) => [.. Enumerable.Range(0, kinds).Select(_ => new Tally())];

    private static void Append(Tally[] all, Tally[] next, long rowsBefore)
    {
        for (var kind = 0; kind < all.Length; kind++)
        {
            all[kind].Count += next[kind].Count;
            foreach (var place in next[kind].First.Take(FirstKept - all[kind].First.Count))
            {
                all[kind].First.Add(place with { Row = place.Row + rowsBefore });
            }
        }
    }

    private static ImmutableArray<RowTally<TKind>> ToReport<TKind>(Tally[] tallies)
        where TKind : struct, Enum =>
        [
            .. Enum.GetValues<TKind>()
                .Zip(tallies, (kind, tally) => new RowTally<TKind>(kind, tally.Count, [.. tally.First]))
                .Where(t => t.Count > 0),
        ];

    private sealed class Tally
    {
        public long Count { get; set; }

        public List<RowPlace> First { get; set; } = [];

        public void Clear()
        {
            Count = 0;
            First.Clear();
        }

        public void Add(RowPlace place)
        {
            Count++;
            if (First.Count < FirstKept)
            {
                First.Add(place);
            }
        }
    }
}
