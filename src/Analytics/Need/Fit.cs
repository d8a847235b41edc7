using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need.Dynamics;
using Populatie.Analytics.Need.Features;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need;

/// <summary>Which rates the expected use is measured against.</summary>
public enum RateReference
{
    City,
    National,
    Peers,
}

/// <summary>
/// What was learnt from a cube and its population: the one thing that the simulation knows of the past.
/// Immutable; thread-safe. B buurten, P products proper, A age bands; arrays are row-major.
/// </summary>
public sealed class Fit
{
    /// <summary>Shape and rate that stand for certainty that θ = 1: relative spread 2⁻²⁰.</summary>
    public const double CertainShape = 1099511627776.0;

    /// <summary>Raised when fits learn what earlier ones did not, or learn it otherwise: 2 since they know how requests move, 3 since
    /// they know how long people wait and how hours grew, 4 since they know what turning eighteen ends.</summary>
    public const int CurrentMethod = 4;

    /// <summary>What it was made with; a fit of an earlier method projects less than a new one of the same cube would.</summary>
    public int Method { get; init; } = CurrentMethod;

    public required AreaIndex Areas { get; init; }

    public required ProductAxis Products { get; init; }

    public required AgeBands Bands { get; init; }

    public required RateReference Reference { get; init; }

    /// <summary>First and last year of the window that the rates were estimated on; inclusive.</summary>
    public required int FirstYear { get; init; }

    public required int LastYear { get; init; }

    /// <summary>
    /// Shape [P, A, Sex V M]; unit: new requests per person-year, ≥ 0: the mean of the window, taken to hold at the end of
    /// <see cref="LastYear"/>. Returns are left out (see <see cref="ReturnRate"/>), and so are requests that came by a
    /// step from another product (see <see cref="StepShare"/>); requests of unknown place are in it (see
    /// <see cref="Completeness"/>). So requests to simulate = rate × person-years × θ, plus returns, plus steps.
    /// </summary>
    public required double[] RequestRate { get; init; }

    /// <summary>Shape [P, A, Sex]: located new requests behind each rate, over the whole window.</summary>
    public required double[] RequestCount { get; init; }

    /// <summary>
    /// Shape [P], in [0, 1): how much of the chance in the city's requests the relative risks carry, of which each is as unsure
    /// as the requests of its buurt. Rates that are drawn beside them need only the rest: else it would count twice. Empty: none.
    /// </summary>
    public double[] CarriedByRisks { get; init; } = [];

    /// <summary>Shape [B, A, Sex]; unit: person-years per year, mean over the window.</summary>
    public required double[] PersonYears { get; init; }

    /// <summary>Shape [P]: share of new requests whose buurt is known, in (0, 1]; rates are raised by its inverse.</summary>
    public required double[] Completeness { get; init; }

    /// <summary>Shape [P]: share of new requests that came by a step from another product, in [0, 1).</summary>
    public required double[] StepShare { get; init; }

    /// <summary>
    /// Shape [B, P]: shape of the Gamma that stands for the posterior of the relative risk θ; finite and &gt; 0. Its mean is
    /// (y + α)/(E + α); its variance is that of the posterior, and what is not known of α besides. For a product that
    /// nobody asked for, shape and rate are both <see cref="CertainShape"/>: θ is 1, and it does not matter.
    /// </summary>
    public required double[] RiskShape { get; init; }

    /// <summary>
    /// Shape [B, P]: rate of that Gamma, finite and &gt; 0; mean = shape / rate. θ multiplies <see cref="RequestRate"/>,
    /// whatever the reference that it was estimated against.
    /// </summary>
    public required double[] RiskRate { get; init; }

    /// <summary>Shape [P]: α of the prior θ ~ Gamma(α, α); +∞ means that no buurt differs.</summary>
    public required double[] Alpha { get; init; }

    /// <summary>Shape [P]; null for a product without a single spell.</summary>
    public required StayModel?[] Stays { get; init; }

    /// <summary>
    /// Shape [P, 4]: probability that an end (other than death or move) is a plain end, a step up, a step down, or Wlz; rows sum to 1.
    /// </summary>
    public required double[] EndReason { get; init; }

    /// <summary>Shape [P, P]: where a step leads; rows sum to 1, or are all 0 when the product never steps.</summary>
    public required double[] StepTo { get; init; }

    /// <summary>Shape [P]; unit: 1/yr; rate at which someone whose care ended within the last year asks again.</summary>
    public required double[] ReturnRate { get; init; }

    /// <summary>
    /// Shape [B, P, A]: spells open at the end of <see cref="LastYear"/>. Those of unknown place are already spread over
    /// the buurten, so its sum is all that the cube holds: nothing has to be added for <see cref="Completeness"/>.
    /// </summary>
    public required int[] OpenAtEnd { get; init; }

    /// <summary>
    /// Shape [B, P, A]: plain ends in the year before the end of <see cref="LastYear"/> of people who may return and had
    /// not yet done so; unknown places spread as in <see cref="OpenAtEnd"/>.
    /// </summary>
    public required int[] EndedInLastYear { get; init; }

    /// <summary>
    /// Shape [axis of products and totals]: distinct clients in a year ÷ (spells open at its begin + begun), from the window.
    /// </summary>
    public required double[] ClientsPerSpell { get; init; }

    /// <summary>Shape [P]: direct care minutes per spell-day in care.</summary>
    public required double[] MinutesPerDay { get; init; }

    /// <summary>Shape [P]: euro cents per spell-day in care, at prices of <see cref="LastYear"/>.</summary>
    public required double[] CentsPerDay { get; init; }

    /// <summary>Shape [P]: whether the price is observed, allocated or assumed.</summary>
    public required Basis[] CostBasis { get; init; }

    /// <summary>
    /// Shape [P]: standard deviation of the yearly random walk of the logarithm of the city's request rate; where
    /// <see cref="Dynamics"/> are known, of what a product has beside its act.
    /// </summary>
    public required double[] RateVolatility { get; init; }

    /// <summary>
    /// Shape [B, P]; unit: new requests per year (steps included), mean over the window: reference rate × person-years.
    /// With reference <c>city</c> its sum over the buurten equals that of <see cref="Observed"/>, for each product (law N2).
    /// </summary>
    public required double[] Expected { get; init; }

    /// <summary>
    /// Shape [B, P]; unit: new requests per year: located ones ÷ <see cref="Completeness"/>, so that its sum over the
    /// buurten is all that the cube holds, <c>onbekend</c> included.
    /// </summary>
    public required double[] Observed { get; init; }

    /// <summary>
    /// What features of buurten say of the relative risk, when the fit was asked to use them: then θ ~ Gamma with shape α and
    /// a mean that follows from them, instead of 1. Null: no features.
    /// </summary>
    public FeatureEffects? Features { get; init; }

    /// <summary>How requests move from year to year; null where only <see cref="RateVolatility"/> is known.</summary>
    public RequestDynamics? Dynamics { get; init; }

    /// <summary><see cref="ClientsPerSpell"/> by area; null: the same everywhere.</summary>
    public ClientRatios? ClientRatios { get; init; }

    /// <summary>On which days its requests rest; null when the cube does not tell.</summary>
    public RequestDays? RequestDays { get; init; }

    /// <summary>
    /// Shape [P], persons ≥ 0: who is expected to wait at the end of the last year, while the records tell only of requests that
    /// care followed; their requests are in the rates. Empty in fits made before this was looked at, and of published figures.
    /// </summary>
    public double[] Unseen { get; init; } = [];

    /// <summary>From request to start; null when nothing tells.</summary>
    public RequestWaits? Waits { get; init; }

    /// <summary>How often care ends because its client turns eighteen; null when nothing tells: then nothing does so.</summary>
    public TurningEighteen? Eighteen { get; init; }

    /// <summary>How delivered hours grew; null when nothing tells.</summary>
    public DeliveredHours? Hours { get; init; }

    /// <summary><see cref="ClientsPerSpell"/> of every area of a level. Shape [Area, axis].</summary>
    public double[] ClientsPerSpellAt(AreaLevel level) =>
        ClientRatios?.At(Areas, level, ClientsPerSpell) ?? InEach(level, ClientsPerSpell);

    /// <summary>
    /// Persons behind the uses of the products of a total, of every area of a level: who uses two products at once is one
    /// person. As the clients of the whole city are to the sum of the clients of its products. Shape [Area, axis]; in
    /// (0, 1], and 1 for a product proper.
    /// </summary>
    public double[] PersonsPerUseAt(AreaLevel level) =>
        InEach(level, ClientRatios?.PersonsPerUse(Products) ?? PersonsPerUse());

    /// <summary>The same row for every area of a level.</summary>
    private double[] InEach(AreaLevel level, double[] row) =>
        [.. Enumerable.Repeat(row, Areas.CountAt(level)).SelectMany(values => values)];

    /// <summary>The same where clients are known by their spells alone: those open at the end, and of late ended.</summary>
    private double[] PersonsPerUse()
    {
        var spells = new double[Products.Count];
        for (var i = 0; i < OpenAtEnd.Length; i++)
        {
            spells[i / Bands.Count % Products.ProductCount] += OpenAtEnd[i] + EndedInLastYear[i];
        }
        for (var total = Products.ProductCount; total < Products.Count; total++)
        {
            spells[total] = Enumerable
                .Range(0, Products.ProductCount)
                .Where(product => Products.Contains(total, product))
                .Sum(product => spells[product]);
        }
        return ClientRatios.PersonsPerUse(Products, [.. spells.Select((s, i) => s * ClientsPerSpell[i])]);
    }

    /// <summary>Basis of the records behind it.</summary>
    public required Basis Basis { get; init; }

    /// <summary>Names and digests of the inputs.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }
}
