using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Levers;

/// <summary>
/// What share of those in need asks before any lever: one number for everybody, or per buurt from the segments of its
/// residents. Immutable; thread-safe. B buurten, F factors, S segments.
/// </summary>
internal sealed class BaseTakeUp
{
    private const int Lanes = Block8.Size;
    private const uint FactorCell = 1;
    private const uint UsualCell = 2;
    private const uint TakeUpCell = 3;
    private static readonly int SegmentCount = Enum.GetValues<Segment>().Length;

    private readonly Assumption everybody;
    private readonly SegmentSettings segments;
    private readonly Assumption[]? takeUp;
    private readonly double[]? features;
    private readonly int buurten;

    public BaseTakeUp(Scenario scenario, AreaIndex areas, UnmetSettings settings)
    {
        (everybody, segments, buurten) = (scenario.TakeUp, settings.Segments, areas.BuurtCount);
        if (scenario.TakeUpBySegments)
        {
            takeUp = [.. Enum.GetValues<Segment>().Select(s => settings.TakeUp[s])];
            features =
                settings.Features is { } known && known.Covers(areas)
                    ?
                    [
                        .. areas.Buurten.SelectMany(b =>
                            segments.Factors.Select(f => known.PerResident(b, f.Feature) ?? 0)
                        ),
                    ]
                    : null;
        }
        Central = CentralOf();
    }

    /// <summary>Shape [B]: at the central value of everything assumed; in (0, 1].</summary>
    public double[] Central { get; }

    /// <summary>Whether nobody stays silent, whatever is drawn.</summary>
    public bool IsNeutral => takeUp is null && everybody is { Low: 1, Value: 1, High: 1 };

    /// <summary>What it assumes, by name: for the RunCard.</summary>
    public IEnumerable<(string Name, Assumption Assumption)> Assumptions
    {
        get
        {
            if (takeUp is null)
            {
                yield return ("take-up", everybody);
                yield break;
            }
            for (var s = 0; s < SegmentCount; s++)
            {
                yield return ($"take-up.{NameOf((Segment)s)}", takeUp[s]);
            }
            if (features is null)
            {
                foreach (var (segment, usual) in segments.Usual.OrderBy(u => u.Key))
                {
                    yield return ($"segments.usual.{NameOf(segment)}", usual);
                }
                yield break;
            }
            foreach (var (segment, feature, factor) in segments.Factors)
            {
                yield return ($"segments.{NameOf(segment)}.{feature}", factor);
            }
        }
    }

    /// <summary>Draws it for eight replicates.</summary>
    /// <returns>Shape [B, Lane]; in (0, 1].</returns>
    public double[] Draw(ParameterDraw draws)
    {
        var values = new double[buurten * Lanes];
        if (takeUp is null)
        {
            Span<double> one = stackalloc double[Lanes];
            draws.Within(everybody, Purpose.TakeUp, one);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Math.Clamp(one[i % Lanes], SegmentTakeUp.Least, 1);
            }
            return values;
        }
        var factors = Draw(draws, FactorCell, [.. segments.Factors.Select(f => f.Factor)]);
        var usual = Draw(draws, UsualCell, UsualBySegment());
        var asks = Draw(draws, TakeUpCell, takeUp);
        for (var buurt = 0; buurt < buurten; buurt++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                values[(buurt * Lanes) + lane] = Of(buurt, factors, usual, asks, lane, Lanes);
            }
        }
        return values;
    }

    /// <summary>The mean of the segments' take-up, by how many residents are in each.</summary>
    private double Of(int buurt, double[] factors, double[] usual, double[] asks, int lane, int stride)
    {
        Span<double> shares = stackalloc double[SegmentCount];
        shares.Clear();
        if (features is null)
        {
            for (var s = 0; s < SegmentCount; s++)
            {
                shares[s] = usual[(s * stride) + lane];
            }
        }
        else
        {
            for (var f = 0; f < segments.Factors.Count; f++)
            {
                shares[(int)segments.Factors[f].Segment] +=
                    factors[(f * stride) + lane] * features[(buurt * segments.Factors.Count) + f];
            }
        }
        SegmentTakeUp.Complete(shares);
        double silent = 0;
        for (var s = 0; s < SegmentCount; s++)
        {
            silent += shares[s] * (1 - asks[(s * stride) + lane]);
        }
        return Math.Clamp(1 - silent, SegmentTakeUp.Least, 1);
    }

    /// <summary>What is drawn at an address of <see cref="Purpose.TakeUp"/>.</summary>
    public string NameOf(uint cell, uint draw) =>
        cell switch
        {
            FactorCell =>
                $"segments.{NameOf(segments.Factors[(int)draw].Segment)}.{segments.Factors[(int)draw].Feature}",
            UsualCell => $"segments.usual.{NameOf((Segment)draw)}",
            TakeUpCell => $"take-up.{NameOf((Segment)draw)}",
            _ => "take-up",
        };

    private double[] CentralOf()
    {
        var values = new double[buurten];
        if (takeUp is null)
        {
            Array.Fill(values, Math.Clamp(everybody.Value, SegmentTakeUp.Least, 1));
            return values;
        }
        double[] factors = [.. segments.Factors.Select(f => f.Factor.Value)];
        double[] usual = [.. UsualBySegment().Select(u => u.Value)];
        double[] asks = [.. takeUp.Select(t => t.Value)];
        for (var buurt = 0; buurt < buurten; buurt++)
        {
            values[buurt] = Of(buurt, factors, usual, asks, lane: 0, stride: 1);
        }
        return values;
    }

    private Assumption[] UsualBySegment() =>
        [
            .. Enum.GetValues<Segment>()
                .Select(s => segments.Usual.TryGetValue(s, out var usual) ? usual : new(0, 0, 0, "the rest", 1)),
        ];

    private static double[] Draw(ParameterDraw draws, uint cell, Assumption[] assumptions)
    {
        var values = new double[assumptions.Length * Lanes];
        for (var i = 0; i < assumptions.Length; i++)
        {
            draws.Within(assumptions[i], Purpose.TakeUp, values.AsSpan(i * Lanes, Lanes), cell, (uint)i);
        }
        return values;
    }

    private static string NameOf(Segment segment) => segment.ToString().ToLowerInvariant();
}
