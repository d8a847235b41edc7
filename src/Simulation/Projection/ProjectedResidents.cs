using Populatie.Analytics.Evidence;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Population;

namespace Populatie.Simulation.Projection;

/// <summary>Residents as a cohort-component demography projects them, one buurt at a time.</summary>
/// <param name="demography">Starts on a 1 January not after <paramref name="firstYear"/>.</param>
/// <param name="firstYear">First 1 January that is asked for.</param>
/// <param name="leaveRate">Shape [Year, Band]; 1/yr.</param>
public sealed class ProjectedResidents(Demography demography, int firstYear, ReadOnlyMemory<double> leaveRate)
    : IResidentPaths
{
    /// <summary>What projects them, its central path included.</summary>
    public Demography Demography => demography;

    public int FirstYear => firstYear;

    public int YearCount => demography.LastYear + 2 - firstYear;

    public ReadOnlyMemory<double> LeaveRate => leaveRate;

    public IReadOnlyDictionary<string, Assumption> Assumptions { get; } =
        demography
            .Inputs.Settings.ByName()
            .Append(("boys-per-birth", demography.Inputs.National.BoysPerBirth))
            .ToDictionary(a => $"residents.{a.Item1}", a => a.Item2, StringComparer.Ordinal);

    public IResidentBlock NewBlock(LaneWidth width) => new Block(demography, firstYear, YearCount, width);

    private sealed class Block(Demography demography, int firstYear, int years, LaneWidth width) : IResidentBlock
    {
        private const int Lanes = Block8.Size;
        private const int Ages = AgeBands.AgeCount;
        private readonly AgeBands bands = demography.Bands;

        /// <summary>Shape [Year, Sex, Age, Lane].</summary>
        private readonly int[] byAge = new int[years * 2 * Ages * Lanes];

        /// <summary>Shape [Year, Sex, Band, Lane].</summary>
        private readonly double[] persons = new double[years * 2 * demography.Bands.Count * Lanes];

        /// <summary>Shape [Year but the last, Band, Lane].</summary>
        private readonly double[] outgrow = new double[(years - 1) * demography.Bands.Count * Lanes];

        private DemographyBuurt? replicates;
        private int current = -1;

        public void Begin(ReplicateKeys chance, Func<uint, ReplicateKeys?> walks) =>
            (replicates, current) = (new DemographyBuurt(demography, width, chance, walks), -1);

        public ReadOnlySpan<double> Persons(int buurt)
        {
            Turn(buurt);
            return persons;
        }

        public ReadOnlySpan<double> Outgrow(int buurt)
        {
            Turn(buurt);
            return outgrow;
        }

        private void Turn(int buurt)
        {
            if (buurt == current)
            {
                return;
            }
            replicates!.Fill(buurt, firstYear, byAge);
            persons.AsSpan().Clear();
            for (var cell = 0; cell < years * 2 * Ages; cell++)
            {
                var (slab, band) = (cell / Ages, bands.OfAge(cell % Ages));
                var (from, to) = (cell * Lanes, ((slab * bands.Count) + band) * Lanes);
                for (var lane = 0; lane < Lanes; lane++)
                {
                    persons[to + lane] += byAge[from + lane];
                }
            }
            for (var year = 0; year < years - 1; year++)
            {
                ShareThatOutgrows(year);
            }
            current = buurt;
        }

        /// <summary>The oldest year of each band, as a share of it: clients who die or move leave by their own rate.</summary>
        private void ShareThatOutgrows(int year)
        {
            for (var band = 0; band < bands.Count - 1; band++)
            {
                var women = ((year * 2 * bands.Count) + band) * Lanes;
                var men = women + (bands.Count * Lanes);
                var oldest = ((year * 2 * Ages) + bands.LastAge(band)) * Lanes;
                // Where nobody lives an even spread: care there is about to be counted elsewhere.
                var even = 1.0 / (bands.LastAge(band) - bands.LowerBounds[band] + 1);
                for (var lane = 0; lane < Lanes; lane++)
                {
                    var all = persons[women + lane] + persons[men + lane];
                    var last = byAge[oldest + lane] + byAge[oldest + (Ages * Lanes) + lane];
                    outgrow[(((year * bands.Count) + band) * Lanes) + lane] = all > 0 ? last / all : even;
                }
            }
        }
    }
}
