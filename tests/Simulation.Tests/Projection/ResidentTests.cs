using Populatie.Analytics.Kernels;
using Populatie.Analytics.Population;
using Populatie.Simulation.Population;
using Populatie.Simulation.Sources;
using Populatie.Simulation.Tests.Population;

namespace Populatie.Simulation.Tests.Projection;

public sealed class ResidentTests
{
    private const int Lanes = 8;

    [Fact]
    public void P1_residents_of_a_replicate_are_those_before_plus_who_came_less_who_went()
    {
        var demography = new Demography(
            DemographyTests.Town(DemographySettingsFile.Embedded, lastYear: 2029, growing: true)
        );
        var paths = new ProjectedResidents(demography, 2027, new double[4 * demography.Bands.Count]);
        var residents = paths.NewBlock(LaneWidth.Bits256);
        residents.Begin(5, 8);
        var flows = demography.NewBlock(LaneWidth.Scalar);
        flows.Begin(5, 8);
        flows.Advance();
        var perYear = PopulationTable.SexCount * demography.Bands.Count;
        for (var year = 0; year + 1 < paths.YearCount; year++)
        {
            flows.Advance();
            flows.Year.ShouldBe(2027 + year);
            for (var buurt = 0; buurt < demography.BuurtCount; buurt++)
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    var persons = residents.Persons(buurt);
                    var before = Sum(persons, year * perYear, perYear, lane);
                    var came = flows.Births[(buurt * Lanes) + lane] + OfBuurt(flows.InMoves, buurt, lane);
                    var went = OfBuurt(flows.Deaths, buurt, lane) + OfBuurt(flows.OutMoves, buurt, lane);
                    Sum(persons, (year + 1) * perYear, perYear, lane).ShouldBe(before + came - went);
                }
            }
        }

        double OfBuurt(ReadOnlySpan<double> flow, int buurt, int lane) =>
            Sum(flow, buurt * demography.Bands.Count, demography.Bands.Count, lane);
    }

    private static double Sum(ReadOnlySpan<double> values, int first, int count, int lane)
    {
        var sum = 0.0;
        for (var i = first; i < first + count; i++)
        {
            sum += values[(i * Lanes) + lane];
        }
        return sum;
    }
}
