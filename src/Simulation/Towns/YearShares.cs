using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Statistics;
using Populatie.Simulation.Unmet;

namespace Populatie.Simulation.Towns;

/// <summary>
/// What pools and lists came to in a year, told per buurt and product, so that it adds up over areas. Shape of each array
/// [Buurt of the set, Slot, Lane] unless said otherwise.
/// </summary>
internal sealed class YearShares(int slots)
{
    private const int Lanes = Block8.Size;
    private double[] overNorm = [];
    private double[] inCare = [];
    private double[] volume = [];
    private double[] waiting = [];

    /// <summary>Shape [Buurt of the set, Slot, Part, Lane].</summary>
    private double[] unmet = [];

    /// <summary>Per buurt of the set and slot: who began by weeks waited, in <see cref="WaitBins"/>.</summary>
    private RowTables waits = new(0, WaitBins.Count);

    /// <summary>Contracted staff at the end of the year; thousandths of FTE.</summary>
    public double[] Fte { get; private set; } = [];

    /// <summary>Direct minutes that one FTE gives in a year; 0 where staff is nobody's.</summary>
    public double[] MinutesPerFte { get; private set; } = [];

    /// <summary>Its part of the budgets of the year; real cents.</summary>
    public double[] Budget { get; private set; } = [];

    /// <summary>What the municipality pays for it; real cents.</summary>
    public double[] Paid { get; private set; } = [];

    /// <summary>Whether budgets of contracts were settled this year.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Volume per day of care against the base year.</summary>
    public double Volume(int buurt, int slot, int lane) => IsSettled ? volume[At(buurt, slot) + lane] : 1;

    /// <summary>Where the volume per day of care of a buurt and slot is kept. Shape [8].</summary>
    public Span<double> VolumeOf(int at) => volume.AsSpan(at, Lanes);

    /// <summary>Room for weights.</summary>
    public double[] Weights { get; private set; } = [];

    /// <summary>Room for parts.</summary>
    public double[] Part { get; private set; } = [];

    /// <summary>A new year: room for so many buurten, which grows to the largest set it has held.</summary>
    public void Begin(int buurten, bool withWaits)
    {
        IsSettled = false;
        var length = buurten * slots * Lanes;
        if (Fte.Length < length)
        {
            (Fte, MinutesPerFte, Weights) = (new double[length], new double[length], new double[length]);
            (Part, overNorm) = (new double[length], new double[length]);
            (Budget, Paid) = (new double[length], new double[length]);
            (inCare, waiting, volume) = (new double[length], new double[length], new double[length]);
            unmet = new double[length * UnmetBlock.PartCount];
            waits = new(withWaits ? buurten * slots : 0, WaitBins.Count);
            return;
        }
        Array.Clear(Fte, 0, length);
        Array.Clear(MinutesPerFte, 0, length);
        Array.Clear(overNorm, 0, length);
        Array.Clear(inCare, 0, length);
        Array.Clear(waiting, 0, length);
        waits.Rows.Clear();
    }

    /// <summary>Where the eight values of a buurt and slot begin.</summary>
    public int At(int buurt, int slot) => ((buurt * slots) + slot) * Lanes;

    public (int Buurt, int Slot) Of(int at) => (at / (slots * Lanes), at / Lanes % slots);

    /// <summary>In care at the end of the year.</summary>
    public Span<double> InCare(int buurt, int slot) => inCare.AsSpan(At(buurt, slot), Lanes);

    /// <summary>Waiting at the end of the year, for a decision or for care.</summary>
    public Span<double> Waiting(int buurt, int slot) => waiting.AsSpan(At(buurt, slot), Lanes);

    /// <summary>Unmet need at the end of the year; shape [<see cref="UnmetKind"/>, 8].</summary>
    public Span<double> Unmet(int buurt, int slot) =>
        unmet.AsSpan(At(buurt, slot) * UnmetBlock.PartCount, UnmetBlock.PartCount * Lanes);

    /// <summary>Who waits longer than the norm at the end of the year.</summary>
    public Span<double> OverNorm(int buurt, int slot) => overNorm.AsSpan(At(buurt, slot), Lanes);

    /// <summary>Adds to a bin of the waits of a buurt and slot.</summary>
    /// <param name="people">Whole, ≥ 0.</param>
    public void AddWaits(int at, int bin, Vector512<double> people)
    {
        var rows = waits.Rows;
        rows[at / Lanes, bin] += Vector512.ConvertToInt64Native(people);
    }

    /// <summary>Who began in the year, by weeks waited, per slot; may be empty.</summary>
    public SparseRows Waits(int buurt) => waits.Rows.IsEmpty ? default : waits.Rows.Slice(buurt * slots, slots);
}
