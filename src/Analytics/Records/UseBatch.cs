namespace Populatie.Analytics.Records;

/// <summary>
/// Use records in columns: a batch of rows on their way from a source to the cube. A record is personal data, so a batch
/// never leaves Sources, Records, Joining, Cubes, Tallies and Outcomes. Mutable while it is filled; not thread-safe.
/// </summary>
public sealed class UseBatch(int capacity)
{
    /// <summary>A date or a number that the record does not give.</summary>
    public const int UnknownDay = int.MinValue;
    public const int UnknownCoordinate = int.MinValue;
    public const long UnknownCents = long.MinValue;
    public const int UnknownMinutes = int.MinValue;

    /// <summary><see cref="Ended"/> of a spell that is still open.</summary>
    public const int StillOpen = int.MaxValue;

    public int Capacity { get; } = capacity;

    public int Count { get; set; }

    /// <summary>128-bit keyed digest of the pseudonym.</summary>
    public UInt128[] Person { get; } = new UInt128[capacity];

    /// <summary>128-bit keyed digest of the household; 0 when unknown.</summary>
    public UInt128[] Household { get; } = new UInt128[capacity];

    /// <summary>0 when unknown.</summary>
    public short[] BirthYear { get; } = new short[capacity];

    public Sex[] Sex { get; } = new Sex[capacity];

    /// <summary>Leaf ordinal in the <see cref="Areas.AreaIndex"/>: every record has one after the join.</summary>
    public int[] Leaf { get; } = new int[capacity];

    /// <summary>Ordinal of the product in the <see cref="ProductAxis"/>.</summary>
    public short[] Product { get; } = new short[capacity];

    public Delivery[] Delivery { get; } = new Delivery[capacity];

    /// <summary>Days since 1 January of year 1 (<see cref="DateOnly.DayNumber"/>).</summary>
    public int[] Requested { get; } = new int[capacity];

    /// <summary>First day in care, or <see cref="UnknownDay"/> while waiting.</summary>
    public int[] Started { get; } = new int[capacity];

    /// <summary>Last day in care (inclusive), or <see cref="StillOpen"/>.</summary>
    public int[] Ended { get; } = new int[capacity];

    /// <summary>Direct care in minutes.</summary>
    public int[] Minutes { get; } = new int[capacity];

    public long[] CostCents { get; } = new long[capacity];

    public Outcome[] Outcome { get; } = new Outcome[capacity];

    /// <summary>Copies rows to another batch or to another place in this one, every column.</summary>
    public void CopyRows(int from, UseBatch target, int to, int rows)
    {
        Array.Copy(Person, from, target.Person, to, rows);
        Array.Copy(Household, from, target.Household, to, rows);
        Array.Copy(BirthYear, from, target.BirthYear, to, rows);
        Array.Copy(Sex, from, target.Sex, to, rows);
        Array.Copy(Leaf, from, target.Leaf, to, rows);
        Array.Copy(Product, from, target.Product, to, rows);
        Array.Copy(Delivery, from, target.Delivery, to, rows);
        Array.Copy(Requested, from, target.Requested, to, rows);
        Array.Copy(Started, from, target.Started, to, rows);
        Array.Copy(Ended, from, target.Ended, to, rows);
        Array.Copy(Minutes, from, target.Minutes, to, rows);
        Array.Copy(CostCents, from, target.CostCents, to, rows);
        Array.Copy(Outcome, from, target.Outcome, to, rows);
    }
}
