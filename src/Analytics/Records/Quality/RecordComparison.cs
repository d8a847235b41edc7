using System.Collections.Immutable;

namespace Populatie.Analytics.Records.Quality;

/// <summary>What only shows when records are held beside each other.</summary>
public enum Comparison : byte
{
    /// <summary>The same as another record in everything that is kept of it.</summary>
    Double,

    /// <summary>A person with two birth years.</summary>
    TwoBirthYears,

    /// <summary>A person with two sexes.</summary>
    TwoSexes,

    /// <summary>Two spells of one person and product that overlap.</summary>
    Overlap,

    /// <summary>Many more or fewer spells of a product begun than in the year before.</summary>
    Jump,
}

/// <summary>Where in a delivery a record stands.</summary>
/// <param name="Record">1-based record of the file: its row, where no row before it was set aside.</param>
public sealed record RecordPlace(string File, long Record);

/// <summary>A product that jumped: spells begun in a year and in the one before, of the persons compared.</summary>
public sealed record YearJump(string Product, int Year, long Before, long After);

/// <summary>How often a comparison found something, and where first.</summary>
/// <param name="Count">Records, persons, pairs or years.</param>
public sealed record ComparisonTally(Comparison Kind, long Count, ImmutableArray<RecordPlace> First);

/// <param name="PersonsCompared">One person in so many was compared; 1 is everyone.</param>
public sealed record ComparisonReport(
    int PersonsCompared,
    ImmutableArray<ComparisonTally> Tallies,
    ImmutableArray<YearJump> Jumps
)
{
    public bool IsClean => Tallies.IsEmpty && Jumps.IsEmpty;
}

/// <summary>
/// Holds records beside each other: doubles, persons who contradict themselves, spells that overlap, years that jump.
/// Takes batches in the order of the files. The answer does not depend on how records were divided over batches. Not
/// thread-safe.
/// </summary>
public sealed class RecordComparison(ProductAxis products, QualitySettings settings)
{
    private readonly List<string> files = [];
    private readonly Dictionary<(short Product, int Year), long> begun = [];
    private readonly List<Row> rows = [];
    private long record;
    private UInt128 mask;

    private readonly record struct Row(
        UInt128 Person,
        UInt128 Rest,
        int Started,
        int Ended,
        short BirthYear,
        short Product,
        Sex Sex,
        short Source,
        uint Record
    );

    /// <summary>The next batch of a file; a new name begins a new file.</summary>
    public void Take(string file, UseBatch batch)
    {
        if (files.Count == 0 || !string.Equals(files[^1], file, StringComparison.Ordinal))
        {
            files.Add(file);
            record = 0;
        }
        for (var i = 0; i < batch.Count; i++)
        {
            record++;
            if ((batch.Person[i] & mask) == 0)
            {
                rows.Add(RowOf(batch, i));
            }
        }
        while (rows.Count > settings.RowsHeld)
        {
            mask = (mask << 1) | 1;
            rows.RemoveAll(r => (r.Person & mask) != 0);
        }
    }

    /// <param name="lastDay">Last day of the records: its year is not whole, and no ground for a jump.</param>
    public ComparisonReport Finish(DateOnly? lastDay)
    {
        rows.Sort(InOrder);
        var found = Enum.GetValues<Comparison>().ToDictionary(k => k, _ => (Count: 0L, First: new List<RecordPlace>()));
        for (var from = 0; from < rows.Count; )
        {
            var to = from + 1;
            while (to < rows.Count && rows[to].Person == rows[from].Person)
            {
                to++;
            }
            Compare(from, to, Add);
            from = to;
        }
        return new(
            (int)(mask + 1),
            [
                .. found
                    .Where(f => f.Value.Count > 0)
                    .Select(f => new ComparisonTally(f.Key, f.Value.Count, InFileOrder(f.Value.First))),
            ],
            [.. Jumps(lastDay?.Year ?? int.MaxValue)]
        );

        void Add(Comparison kind, Row row)
        {
            var (count, first) = found[kind];
            first.Add(new(files[row.Source], row.Record));
            // Persons come in the order of their digests; only the first places of the files are kept.
            if (first.Count > 64 * settings.FirstPlaces)
            {
                var kept = InFileOrder(first);
                first.Clear();
                first.AddRange(kept);
            }
            found[kind] = (count + 1, first);
        }
    }

    private ImmutableArray<RecordPlace> InFileOrder(List<RecordPlace> places) =>
        [.. places.OrderBy(p => files.IndexOf(p.File)).ThenBy(p => p.Record).Take(settings.FirstPlaces)];

    private void Compare(int from, int to, Action<Comparison, Row> add)
    {
        var born = from;
        var sexed = from;
        var (twoYears, twoSexes) = (false, false);
        for (var i = from; i < to; i++)
        {
            var row = rows[i];
            Begin(i > from ? rows[i - 1] : null, row);
            if (i > from && row == rows[i - 1] with { Record = row.Record, Source = row.Source })
            {
                add(Comparison.Double, row);
            }
            else if (i > from && Overlaps(rows[i - 1], row))
            {
                add(Comparison.Overlap, row);
            }
            born = rows[born].BirthYear == 0 ? i : born;
            sexed = rows[sexed].Sex == Sex.O ? i : sexed;
            if (!twoYears && row.BirthYear != 0 && row.BirthYear != rows[born].BirthYear)
            {
                add(Comparison.TwoBirthYears, row);
                twoYears = true;
            }
            if (!twoSexes && row.Sex != Sex.O && row.Sex != rows[sexed].Sex)
            {
                add(Comparison.TwoSexes, row);
                twoSexes = true;
            }
        }
    }

    /// <summary>Rows of a person and product follow each other by first day. Delivery lines of one spell meet but do not overlap.</summary>
    private static bool Overlaps(Row earlier, Row later) =>
        earlier.Product == later.Product
        && later.Started != UseBatch.UnknownDay
        && earlier.Started != UseBatch.UnknownDay
        && later.Started <= earlier.Ended
        && later.Started != earlier.Started;

    /// <summary>A row begins a spell when it does not go on where the person's last row of the product ended.</summary>
    private void Begin(Row? earlier, Row row)
    {
        var goesOn =
            earlier is { } last
            && last.Product == row.Product
            && last.Ended != UseBatch.UnknownDay
            && (last.Ended == UseBatch.StillOpen || row.Started <= last.Ended + 1);
        if (!goesOn && row.Started != UseBatch.UnknownDay)
        {
            var key = (row.Product, DateOnly.FromDayNumber(row.Started).Year);
            begun[key] = begun.GetValueOrDefault(key) + 1;
        }
    }

    private IEnumerable<YearJump> Jumps(int lastYear)
    {
        // The first year of a product is often the year in which its registration began.
        foreach (var of in begun.GroupBy(b => b.Key.Product).OrderBy(g => g.Key))
        {
            var years = of.ToDictionary(b => b.Key.Year, b => b.Value);
            foreach (var year in years.Keys.Order().Where(y => y < lastYear && years.ContainsKey(y - 2)))
            {
                var (before, after) = (years.GetValueOrDefault(year - 1), years[year]);
                if (
                    Math.Max(before, after) >= settings.JumpLeast
                    && (after > settings.JumpRatio * before || before > settings.JumpRatio * after)
                    && Math.Abs(after - before) > settings.JumpDeviations * Math.Sqrt(after + before)
                )
                {
                    yield return new(products.Products[of.Key].Code, year, before, after);
                }
            }
        }
    }

    private Row RowOf(UseBatch batch, int i) =>
        new(
            batch.Person[i],
            RestOf(batch, i),
            batch.Started[i],
            batch.Ended[i],
            batch.BirthYear[i],
            batch.Product[i],
            batch.Sex[i],
            (short)(files.Count - 1),
            (uint)record
        );

    /// <summary>What a double also has in common: household, place, request, amounts, form, outcome; mixed to 128 bits.</summary>
    private static UInt128 RestOf(UseBatch batch, int i)
    {
        unchecked
        {
            const ulong Odd = 0x9E3779B97F4A7C15;
            var rest = batch.Household[i];
            foreach (
                var word in (ReadOnlySpan<ulong>)
                    [
                        (uint)batch.Leaf[i],
                        (uint)batch.Requested[i],
                        (uint)batch.Minutes[i],
                        (ulong)batch.CostCents[i],
                        ((ulong)batch.Delivery[i] << 8) | (ulong)batch.Outcome[i],
                    ]
            )
            {
                rest = (rest ^ word) * new UInt128(Odd, Odd | 2);
                rest ^= rest >> 67;
            }
            return rest;
        }
    }

    private static int InOrder(Row left, Row right)
    {
        var order = left.Person.CompareTo(right.Person);
        order = order != 0 ? order : left.Product.CompareTo(right.Product);
        order = order != 0 ? order : left.Started.CompareTo(right.Started);
        order = order != 0 ? order : left.Ended.CompareTo(right.Ended);
        order = order != 0 ? order : left.Rest.CompareTo(right.Rest);
        order = order != 0 ? order : left.Source.CompareTo(right.Source);
        return order != 0 ? order : left.Record.CompareTo(right.Record);
    }
}
