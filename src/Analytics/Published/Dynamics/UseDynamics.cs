using Populatie.Analytics.Need.Dynamics;

namespace Populatie.Analytics.Published.Dynamics;

/// <summary>
/// How published use of one act moves: ln clients of a wijk = panel + gemeente + share of the wijk + noise of the moment, each
/// a walk. Method: docs/method/backtest.md. Standard deviations are per year, of logarithms.
/// </summary>
public sealed record UseDynamics
{
    /// <summary>The last year that was seen.</summary>
    public required int Origin { get; init; }

    /// <summary>Growth of the panel that ageing foresees, from the origin on; shape [years].</summary>
    public required double[] Ageing { get; init; }

    /// <summary>Lasting growth beside that, its error, and what is left of it a year later.</summary>
    public required double Drift { get; init; }

    public required double DriftError { get; init; }

    public required double DriftDamping { get; init; }

    /// <summary>Yearly shock that all share.</summary>
    public required double National { get; init; }

    /// <summary>Yearly shock of a gemeente beside it, by its clients, and the share of one that comes back the year after.</summary>
    public required SizeSpread Gemeente { get; init; }

    public required double Momentum { get; init; }

    /// <summary>Yearly shock of a wijk within its gemeente, by its clients.</summary>
    public required SizeSpread Wijk { get; init; }

    /// <summary>What is gone a year later: variance of the logarithm times clients. Rounding comes on top of it.</summary>
    public required double Noise { get; init; }

    /// <summary>Spread of relative risks of wijken within a gemeente: θ ~ Gamma(α, α).</summary>
    public required double Alpha { get; init; }

    /// <summary>The law of the shock that all share.</summary>
    public required ScaleMixture NationalShape { get; init; }

    /// <summary>Yearly changes of the panel that were seen.</summary>
    public required int Seen { get; init; }

    /// <summary>Variance of the logarithm of a count of this size that is rounded to 5: uniform over five numbers.</summary>
    public static double Rounding(double clients) => 25.0 / 12 / (clients * clients);
}
