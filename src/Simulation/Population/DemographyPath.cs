using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Population;

/// <summary>
/// The central path: expected residents without any noise, raked to the forecast per wijk and year. Also the mean of the
/// replicates when parameters are certain, because every step is linear in the counts. Immutable; thread-safe.
/// </summary>
public sealed class DemographyPath
{
    private readonly double[][] banded;
    private readonly double[][] wijken;
    private readonly int baseYear;

    private DemographyPath(int baseYear, RakingFactors factors, double[][] banded, double[][] wijken) =>
        (this.baseYear, Factors, this.banded, this.wijken) = (baseYear, factors, banded, wijken);

    public RakingFactors Factors { get; }

    /// <summary>Expected residents on 1 January; shape [Buurt, Sex, Band].</summary>
    public ReadOnlySpan<double> Persons(int year) => banded[year - baseYear];

    /// <summary>Expected residents on 1 January; shape [Wijk].</summary>
    public ReadOnlySpan<double> Wijken(int year) => wijken[year - baseYear];

    internal static DemographyPath Of(DemographyInputs inputs, MoveProfile moves, IReadOnlyList<YearlyRates> rates)
    {
        const int cells = PopulationTable.CellsPerBuurt;
        var (buurten, first) = (inputs.Base.BuurtCount, inputs.Base.Year);
        var (arrive, leave) = (new double[rates.Count * inputs.WijkCount], new double[rates.Count * inputs.WijkCount]);
        var (banded, wijken) = (new double[rates.Count + 1][], new double[rates.Count + 1][]);
        var now = new double[buurten * cells];
        for (var cell = 0; cell < now.Length; cell++)
        {
            now[cell] = inputs.Base.Persons[cell];
        }
        (banded[0], wijken[0]) = Summed(inputs, now);
        for (var step = 0; step < rates.Count; step++)
        {
            var flows = new WijkFlow[inputs.WijkCount];
            var next = new double[now.Length];
            for (var buurt = 0; buurt < buurten; buurt++)
            {
                flows[inputs.WijkOfBuurt[buurt]].Add(moves, rates[step], buurt, now.AsSpan(buurt * cells, cells));
            }
            for (var wijk = 0; wijk < inputs.WijkCount; wijk++)
            {
                var growth = inputs.Growth?.Of(wijk, first + step + 1);
                var index = (step * inputs.WijkCount) + wijk;
                (arrive[index], leave[index]) = flows[wijk].Raked(growth * wijken[0][wijk]);
            }
            for (var buurt = 0; buurt < buurten; buurt++)
            {
                var index = (step * inputs.WijkCount) + inputs.WijkOfBuurt[buurt];
                Advance(
                    inputs,
                    moves,
                    rates[step],
                    buurt,
                    (arrive[index], leave[index]),
                    now.AsSpan(buurt * cells, cells),
                    next.AsSpan(buurt * cells, cells)
                );
            }
            now = next;
            (banded[step + 1], wijken[step + 1]) = Summed(inputs, now);
        }
        return new(first, new(first, inputs.WijkCount, arrive, leave), banded, wijken);
    }

    private static void Advance(
        DemographyInputs inputs,
        MoveProfile moves,
        YearlyRates rates,
        int buurt,
        (double Arrive, double Leave) factor,
        ReadOnlySpan<double> now,
        Span<double> next
    )
    {
        var births = 0.0;
        for (var sex = 0; sex < PopulationTable.SexCount; sex++)
        {
            for (var age = 0; age < AgeBands.AgeCount; age++)
            {
                var cell = (sex * AgeBands.AgeCount) + age;
                var leaving = Math.Min(1, moves.LeaveProbability(buurt, sex, age) * factor.Leave);
                var arriving = ((rates.Replace[cell] * now[cell]) + moves.Arrivals(buurt, sex, age)) * factor.Arrive;
                var older = Math.Min(age + 1, AgeBands.AgeCount - 1);
                next[(sex * AgeBands.AgeCount) + older] +=
                    (now[cell] * (1 - rates.Death[cell]) * (1 - leaving)) + arriving;
                births += sex == (int)Sex.V ? now[cell] * rates.Birth[age] : 0;
            }
        }
        var boys = inputs.National.BoysPerBirth.Value;
        next[0] = births * (1 - boys);
        next[AgeBands.AgeCount] = births * boys;
    }

    private static (double[] Banded, double[] Wijken) Summed(DemographyInputs inputs, double[] persons)
    {
        var bands = inputs.Bands.Count;
        var byBand = new double[inputs.Base.BuurtCount * PopulationTable.SexCount * bands];
        var byWijk = new double[inputs.WijkCount];
        // Per age once: a country has millions of cells.
        var bandOf = Array.ConvertAll([.. Enumerable.Range(0, AgeBands.AgeCount)], inputs.Bands.OfAge);
        for (var row = 0; row < inputs.Base.BuurtCount * PopulationTable.SexCount; row++)
        {
            var ages = persons.AsSpan(row * AgeBands.AgeCount, AgeBands.AgeCount);
            var target = byBand.AsSpan(row * bands, bands);
            var wijk = inputs.WijkOfBuurt[row / PopulationTable.SexCount];
            var all = byWijk[wijk];
            for (var age = 0; age < ages.Length; age++)
            {
                target[bandOf[age]] += ages[age];
                all += ages[age];
            }
            byWijk[wijk] = all;
        }
        return (byBand, byWijk);
    }

    /// <summary>What the residents of a wijk come to in a year before raking.</summary>
    private struct WijkFlow
    {
        private double staying;
        private double leaving;
        private double arriving;

        public void Add(MoveProfile moves, YearlyRates rates, int buurt, ReadOnlySpan<double> now)
        {
            for (var sex = 0; sex < PopulationTable.SexCount; sex++)
            {
                for (var age = 0; age < AgeBands.AgeCount; age++)
                {
                    var cell = (sex * AgeBands.AgeCount) + age;
                    var alive = now[cell] * (1 - rates.Death[cell]);
                    var moving = alive * moves.LeaveProbability(buurt, sex, age);
                    leaving += moving;
                    staying += alive - moving + (sex == (int)Sex.V ? now[cell] * rates.Birth[age] : 0);
                    arriving += (rates.Replace[cell] * now[cell]) + moves.Arrivals(buurt, sex, age);
                }
            }
        }

        /// <summary>Fewer or more arrivals first; only when none is not few enough, more departures.</summary>
        public readonly (double Arrive, double Leave) Raked(double? target)
        {
            if (target is not { } wanted)
            {
                return (1, 1);
            }
            var gap = wanted - staying - arriving;
            if (arriving > 0 && gap >= -arriving)
            {
                return (1 + (gap / arriving), 1);
            }
            return (arriving > 0 ? 0 : 1, leaving > 0 ? Math.Max(1, 1 - ((gap + arriving) / leaving)) : 1);
        }
    }
}
