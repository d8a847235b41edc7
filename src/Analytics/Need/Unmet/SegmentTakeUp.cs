using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need.Features;

namespace Populatie.Analytics.Need.Unmet;

/// <summary>Who lives where, and what share of those in need asks. B buurten, K draws, S segments.</summary>
internal sealed class SegmentTakeUp
{
    /// <summary>At least this share asks, whatever is drawn: the need behind a request stays finite.</summary>
    public const double Least = 0.05;

    /// <summary>No more than this share of residents is short of anything.</summary>
    private const double MostShort = 0.9;

    private const uint FactorAddress = 100;
    private const uint UsualAddress = 120;
    private const uint TakeUpAddress = 140;

    private static readonly Segment[] All = Enum.GetValues<Segment>();
    private readonly double[][] factors;
    private readonly double[][] usual;
    private readonly double[][] takeUp;
    private readonly UnmetSettings settings;
    private readonly AreaIndex areas;
    private readonly AreaFeatures? features;

    public SegmentTakeUp(AreaIndex areas, UnmetSettings settings)
    {
        (this.areas, this.settings) = (areas, settings);
        features = settings.Features is { } known && known.Covers(areas) ? known : null;
        factors =
        [
            .. settings.Segments.Factors.Select((f, i) => AssumptionDraws.Of(f.Factor, FactorAddress + (uint)i, 0, 10)),
        ];
        usual = [.. All.Select(s => Usual(settings, s))];
        takeUp = [.. All.Select(s => AssumptionDraws.Of(settings.TakeUp[s], TakeUpAddress + (uint)s, Least, 1))];
    }

    /// <summary>Whether shares rest on features of the areas; else they are what is usual.</summary>
    public bool KnowsFeatures => features is not null;

    /// <summary>Shares of residents by segment in one draw; each ≥ 0, together 1.</summary>
    public double[] Shares(int buurt, int draw)
    {
        var shares = new double[All.Length];
        for (var i = 0; i < settings.Segments.Factors.Count && features is not null; i++)
        {
            var (segment, feature, _) = settings.Segments.Factors[i];
            shares[(int)segment] += factors[i][draw] * (features.PerResident(areas.Buurten[buurt], feature) ?? 0);
        }
        if (features is null)
        {
            foreach (var segment in All)
            {
                shares[(int)segment] = segment == Segment.Ample ? 0 : usual[(int)segment][draw];
            }
        }
        Complete(shares);
        return shares;
    }

    /// <summary>Gives the rest of the residents to the segment that is short of nothing; together 1.</summary>
    /// <param name="shares">Shape [S]; each ≥ 0, that of <see cref="Segment.Ample"/> still 0.</param>
    internal static void Complete(Span<double> shares)
    {
        double together = 0;
        for (var s = 0; s < shares.Length; s++)
        {
            together += shares[s];
        }
        if (together > MostShort)
        {
            for (var s = 0; s < shares.Length; s++)
            {
                shares[s] *= MostShort / together;
            }
        }
        shares[(int)Segment.Ample] = 1 - Math.Min(together, MostShort);
    }

    /// <summary>
    /// People in need for each one who asks, less the one: (1 − τ) ÷ τ with τ the take-up of the buurt's residents.
    /// </summary>
    /// <returns>Shape [K, B]; ≥ 0; 0 where take-up is 1.</returns>
    public double[] SilentPerRequest()
    {
        var silent = new double[AssumptionDraws.Count * areas.BuurtCount];
        for (var draw = 0; draw < AssumptionDraws.Count; draw++)
        {
            for (var buurt = 0; buurt < areas.BuurtCount; buurt++)
            {
                var shares = Shares(buurt, draw);
                double missed = 0;
                foreach (var segment in All)
                {
                    missed += shares[(int)segment] * (1 - takeUp[(int)segment][draw]);
                }
                silent[(draw * areas.BuurtCount) + buurt] = missed / (1 - missed);
            }
        }
        return silent;
    }

    private static double[] Usual(UnmetSettings settings, Segment segment) =>
        settings.Segments.Usual.TryGetValue(segment, out Assumption? assumption)
            ? AssumptionDraws.Of(assumption, UsualAddress + (uint)segment, 0, 1)
            : new double[AssumptionDraws.Count];
}
