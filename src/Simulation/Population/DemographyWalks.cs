using Populatie.Analytics.Numerics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Population;

/// <summary>
/// Random walks of eight replicates on the logarithms of fertility, mortality and arrivals: one of the city plus one of each
/// wijk. A factor is e^(walk − variance/2), so its mean is 1.
/// </summary>
internal sealed class DemographyWalks
{
    private const int Lanes = Block8.Size;
    private readonly int wijkCount;
    private readonly int yearCount;
    private readonly Walk fertility;
    private readonly Walk mortality;
    private readonly Walk arrivals;

    public DemographyWalks(DemographyInputs inputs)
    {
        (wijkCount, yearCount) = (inputs.WijkCount, inputs.LastYear - inputs.Base.Year + 1);
        var settings = inputs.Settings;
        fertility = New(DrawPurpose.FertilityWalk, settings.FertilityWalkCity.Value, settings.FertilityWalkWijk.Value);
        mortality = New(DrawPurpose.MortalityWalk, settings.MortalityWalkCity.Value, settings.MortalityWalkWijk.Value);
        arrivals = New(DrawPurpose.MigrationWalk, settings.MigrationWalkCity.Value, settings.MigrationWalkWijk.Value);
    }

    /// <summary>Factors; shape [Year since the base year, Wijk, 8].</summary>
    public double[] Fertility => fertility.Factor;

    public double[] Mortality => mortality.Factor;

    public double[] Arrivals => arrivals.Factor;

    /// <summary>Where the factors of a year and wijk begin.</summary>
    public int Row(int step, int wijk) => ((step * wijkCount) + wijk) * Lanes;

    /// <summary>Walks all years; the base year itself already differs by one step.</summary>
    public void Begin(ReplicateKeys keys) => Begin(_ => keys);

    /// <inheritdoc cref="Begin(ReplicateKeys)"/>
    /// <param name="keysOf">Of each walk, by its <see cref="DrawPurpose"/>; null: it stands still.</param>
    public void Begin(Func<uint, ReplicateKeys?> keysOf)
    {
        fertility.Begin(keysOf(DrawPurpose.FertilityWalk));
        mortality.Begin(keysOf(DrawPurpose.MortalityWalk));
        arrivals.Begin(keysOf(DrawPurpose.MigrationWalk));
    }

    private Walk New(uint purpose, double city, double wijk) => new(purpose, city, wijk, wijkCount, yearCount);

    private sealed class Walk(uint purpose, double citySd, double wijkSd, int wijkCount, int yearCount)
    {
        /// <summary>Row 0 is the city.</summary>
        private readonly double[] position = new double[(wijkCount + 1) * Lanes];

        public double[] Factor { get; } = new double[yearCount * wijkCount * Lanes];

        public void Begin(ReplicateKeys? keys)
        {
            if (keys is null || (citySd == 0 && wijkSd == 0))
            {
                Factor.AsSpan().Fill(1);
                return;
            }
            position.AsSpan().Clear();
            for (var step = 0; step < yearCount; step++)
            {
                Step(keys, step);
                var centre = ((citySd * citySd) + (wijkSd * wijkSd)) * (step + 1) / 2;
                var year = Factor.AsSpan(step * wijkCount * Lanes, wijkCount * Lanes);
                for (var i = 0; i < year.Length; i++)
                {
                    year[i] = FixedMath.Exp(position[i % Lanes] + position[i + Lanes] - centre);
                }
            }
        }

        private void Step(ReplicateKeys keys, int step)
        {
            for (var row = 0; row <= wijkCount; row++)
            {
                var sd = row == 0 ? citySd : wijkSd;
                for (var lane = 0; lane < Lanes && sd != 0; lane++)
                {
                    var at = new DrawAddress((uint)row, (uint)step, purpose);
                    position[(row * Lanes) + lane] += sd * ScalarDraws.Normal(keys.Of(lane), at);
                }
            }
        }
    }
}
