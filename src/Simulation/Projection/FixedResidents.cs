using Populatie.Analytics.Population;

namespace Populatie.Simulation.Projection;

/// <summary>The same residents in every year and replicate: for tests of the laws, and for what-if questions without demography.</summary>
public sealed class FixedResidents(
    PopulationTable table,
    int firstYear,
    int yearCount,
    ReadOnlyMemory<double> leaveRate
) : IResidentPaths, IResidentBlock
{
    private const int Lanes = 8;

    public int FirstYear => firstYear;

    public int YearCount => yearCount;

    public ReadOnlyMemory<double> LeaveRate => leaveRate;

    public IResidentBlock Block(int block) => this;

    public void Fill(int buurt, Span<int> persons)
    {
        var one = table.OfBuurt(buurt);
        var next = 0;
        for (var year = 0; year < yearCount; year++)
        {
            foreach (var count in one)
            {
                persons.Slice(next, Lanes).Fill(count);
                next += Lanes;
            }
        }
    }
}
