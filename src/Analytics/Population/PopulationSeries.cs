using System.Collections.Immutable;

namespace Populatie.Analytics.Population;

/// <summary>Residents of the same buurten on 1 January of consecutive years.</summary>
public sealed class PopulationSeries
{
    public PopulationSeries(IReadOnlyList<string> buurtCodes, IEnumerable<PopulationTable> tables)
    {
        BuurtCodes = [.. buurtCodes];
        Tables = [.. tables.OrderBy(t => t.Year)];
        for (var i = 1; i < Tables.Length; i++)
        {
            if (Tables[i].Year != Tables[i - 1].Year + 1)
            {
                throw new ArgumentException("years must follow one another", nameof(tables));
            }
        }
    }

    /// <summary>Codes of the buurten, in the order of the tables.</summary>
    public ImmutableArray<string> BuurtCodes { get; }

    public ImmutableArray<PopulationTable> Tables { get; }

    public int FirstYear => Tables[0].Year;

    public int LastYear => Tables[^1].Year;

    public PopulationTable At(int year) => Tables[year - FirstYear];
}
