using Populatie.Analytics.Need.Dynamics;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Published.Dynamics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Analysis.Backtest;

/// <summary>
/// The engine's own view of published use, as futures: panel, gemeente and wijk walk on from where they stand, by what
/// <see cref="UseDynamics"/> learnt. A future is one draw of everything, the same for all wijken where they share it.
/// </summary>
internal sealed class UseForecast : Forecast
{
    private readonly UsePanel panel;
    private readonly UseDynamics dynamics;
    private readonly UseState state;
    private readonly int members;
    private readonly int horizons;
    private readonly StreamKey[] keys;

    // Shape [G, Horizon, Member]: change of the logarithm since the origin, of panel and gemeente together.
    private readonly double[] shared;

    /// <summary>What draws decide. Runs have other numbers, so that no future of a run is one of a backtest.</summary>
    private enum Purpose : uint
    {
        Drift = 512,
        National,
        Gemeente,
        Wijk,
        Moment,
    }

    public UseForecast(UsePanel panel, UseDynamics dynamics, UseState state, int horizons, int members, ulong seed)
        : base(ForecastMethods.Engine)
    {
        (this.panel, this.dynamics, this.state) = (panel, dynamics, state);
        (this.horizons, this.members) = (horizons, members);
        keys = [.. Enumerable.Range(0, members).Select(m => StreamKey.Of(seed, m))];
        shared = Shared();
    }

    public override bool TryDraw(int wijk, Span<double> draws, Span<double> points)
    {
        if (double.IsNaN(state.Level[wijk]))
        {
            return false;
        }
        var clients = Math.Max(1, FixedMath.Exp(state.Level[wijk]));
        var moment = Math.Sqrt(dynamics.Noise / clients);
        var shock = Math.Sqrt(dynamics.Wijk.Variance(clients) * state.OwnShare[wijk] / dynamics.Wijk.Shape.Variance);
        var known = Math.Sqrt(state.Variance[wijk]);
        for (var m = 0; m < members; m++)
        {
            var level = state.Level[wijk] + (known * Normal(keys[m], (uint)wijk, 0, Purpose.Moment, out _));
            for (var h = 0; h < horizons; h++)
            {
                level += shock * Shock(dynamics.Wijk.Shape, (uint)wijk, (uint)h, Purpose.Wijk, m);
                var passing = moment * Normal(keys[m], (uint)wijk, (uint)h + 1, Purpose.Moment, out _);
                var at = (((panel.Gemeente[wijk] * horizons) + h) * members) + m;
                draws[(h * members) + m] = FixedMath.Exp(level + shared[at] + passing);
            }
        }
        for (var h = 0; h < horizons; h++)
        {
            var own = draws.Slice(h * members, members);
            own.Sort();
            points[h] = EnsembleScore.Median(own);
        }
        return true;
    }

    private double[] Shared()
    {
        var paths = new double[panel.GemeenteCount * horizons * members];
        var national = new double[horizons * members];
        for (var m = 0; m < members; m++)
        {
            var drift = dynamics.Drift + (dynamics.DriftError * Normal(keys[m], 0, 0, Purpose.Drift, out _));
            var level = 0.0;
            for (var h = 0; h < horizons; h++)
            {
                drift *= dynamics.DriftDamping;
                var spread = dynamics.National / Math.Sqrt(dynamics.NationalShape.Variance);
                level +=
                    dynamics.Ageing[h]
                    + drift
                    + (spread * Shock(dynamics.NationalShape, 0, (uint)h, Purpose.National, m));
                national[(h * members) + m] = level;
            }
        }
        for (var gemeente = 0; gemeente < panel.GemeenteCount; gemeente++)
        {
            var variance = dynamics.Gemeente.Variance(state.GemeenteClients[gemeente]);
            var scale = Math.Sqrt(variance / dynamics.Gemeente.Shape.Variance);
            for (var m = 0; m < members; m++)
            {
                var (level, before) = (0.0, state.GemeenteShock[gemeente]);
                for (var h = 0; h < horizons; h++)
                {
                    before =
                        (dynamics.Momentum * before)
                        + (scale * Shock(dynamics.Gemeente.Shape, (uint)gemeente, (uint)h, Purpose.Gemeente, m));
                    level += before;
                    paths[(((gemeente * horizons) + h) * members) + m] = level + national[(h * members) + m];
                }
            }
        }
        return paths;
    }

    private double Shock(ScaleMixture shape, uint cell, uint step, Purpose purpose, int member)
    {
        var normal = Normal(keys[member], cell, step, purpose, out var second);
        return shape.Draw(normal, second);
    }

    private static double Normal(StreamKey key, uint cell, uint step, Purpose purpose, out double second)
    {
        const double Half = 1.0 / (1UL << 54);
        (var first, second) = key.Uniforms(new(cell, step, (uint)purpose));
        return FixedMath.NormalQuantile(Math.Min(first + Half, 1 - (2 * Half)));
    }
}
