using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Records.Fields;

namespace Populatie.Analytics.Sources.Records;

/// <summary>What a reader needs to know of products, in arrays. Immutable; thread-safe.</summary>
internal sealed class ProductChecks
{
    private readonly CodeTable<int> ordinals;
    private readonly int[] firstAge;
    private readonly int[] lastAge;
    private readonly byte[] track;
    private readonly long[] capCents;

    public ProductChecks(ProductAxis axis)
    {
        var products = axis.Products;
        Words = new WordTable(products.Select((p, i) => KeyValuePair.Create(p.Code, i)));
        ordinals = new CodeTable<int>(products.Select((p, i) => KeyValuePair.Create(p.Code, i)), foldCase: false);
        firstAge = [.. products.Select(p => p.FirstAge)];
        lastAge = [.. products.Select(p => p.LastAge)];
        track = [.. products.Select(p => (byte)p.Track)];
        capCents = [.. products.Select(p => (long)Math.Ceiling(p.CentsPerClientMonth.High))];
    }

    /// <summary>Codes as they are written, with their ordinals.</summary>
    public WordTable Words { get; }

    /// <summary>Shape [product].</summary>
    public ReadOnlySpan<byte> Tracks => track;

    public bool TryFind(ReadOnlySpan<byte> code, out int product) => ordinals.TryFind(code, out product);

    public int TrackOf(int product) => track[product];

    /// <summary>Whether anyone born in that year has, at some day of <paramref name="year"/>, an age that is served.</summary>
    public bool MayServe(int product, int birthYear, int year)
    {
        var oldest = year - birthYear;
        return oldest >= firstAge[product] && oldest - 1 <= lastAge[product];
    }

    /// <summary>Whether a cost is more than the highest price for every calendar month that the days touch.</summary>
    public bool IsOverCap(int product, long cents, int started, int ended)
    {
        if (cents <= capCents[product])
        {
            return false;
        }
        var months = CalendarTable.MonthOf(ended) - CalendarTable.MonthOf(started) + 1;
        return cents >= (capCents[product] + 1) * months;
    }
}
