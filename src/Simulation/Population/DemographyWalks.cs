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
    private readonly Walk fertility;
    private readonly Walk mortality;
    private readonly Walk arrivals;

    public DemographyWalks(DemographyInputs inputs)
    {
        wijkCount = inputs.WijkCount;
        var settings = inputs.Settings;
        fertility = New(DrawPurpose.FertilityWalk, settings.FertilityWalkCity.Value, settings.FertilityWalkWijk.Value);
        mortality = New(DrawPurpose.MortalityWalk, settings.MortalityWalkCity.Value, settings.MortalityWalkWijk.Value);
        arrivals = New(DrawPurpose.MigrationWalk, settings.MigrationWalkCity.Value, settings.MigrationWalkWijk.Value);
    }

    /// <summary>Factors of the year; shape [Wijk, 8].</summary>
    public double[] Fertility => fertility.Factor;

    public double[] Mortality => mortality.Factor;

    public double[] Arrivals => arrivals.Factor;

    public void Begin()
    {
        fertility.Begin();
        mortality.Begin();
        arrivals.Begin();
    }

    /// <param name="step">Years since the base year; the base year itself already differs by one step.</param>
    public void Advance(ReplicateKeys keys, int step)
    {
        fertility.Advance(keys, step);
        mortality.Advance(keys, step);
        arrivals.Advance(keys, step);
    }

    private Walk New(uint purpose, double city, double wijk) => new(purpose, city, wijk, wijkCount);

    private sealed class Walk(uint purpose, double citySd, double wijkSd, int wijkCount)
    {
        /// <summary>Row 0 is the city.</summary>
        private readonly double[] position = new double[(wijkCount + 1) * Lanes];

        public double[] Factor { get; } = new double[wijkCount * Lanes];

        public void Begin()
        {
            position.AsSpan().Clear();
            Factor.AsSpan().Fill(1);
        }

        public void Advance(ReplicateKeys keys, int step)
        {
            if (citySd == 0 && wijkSd == 0)
            {
                return;
            }
            for (var row = 0; row <= wijkCount; row++)
            {
                var sd = row == 0 ? citySd : wijkSd;
                for (var lane = 0; lane < Lanes && sd != 0; lane++)
                {
                    var at = new DrawAddress((uint)row, (uint)step, purpose);
                    position[(row * Lanes) + lane] += sd * ScalarDraws.Normal(keys.Of(lane), at);
                }
            }
            var centre = ((citySd * citySd) + (wijkSd * wijkSd)) * (step + 1) / 2;
            for (var i = 0; i < Factor.Length; i++)
            {
                Factor[i] = FixedMath.Exp(position[i % Lanes] + position[i + Lanes] - centre);
            }
        }
    }
}
