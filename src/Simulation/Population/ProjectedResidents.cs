using System.Runtime.Intrinsics;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Population;

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
            replicates!.Begin(buurt);
            while (replicates.Year < firstYear)
            {
                replicates.Advance();
            }
            Note(0);
            for (var year = 1; year < years; year++)
            {
                replicates.Advance();
                Note(year);
            }
            current = buurt;
        }

        /// <summary>The bands of a 1 January, and the oldest year of each as a share of it: clients who die or move leave by their own rate.</summary>
        private void Note(int year)
        {
            var women = replicates!.Persons[..(Ages * Lanes)];
            var men = replicates.Persons[(Ages * Lanes)..];
            for (var band = 0; band < bands.Count; band++)
            {
                var (from, last) = (bands.LowerBounds[band] * Lanes, bands.LastAge(band) * Lanes);
                var all =
                    Sum(women[from..(last + Lanes)], year * 2, band)
                    + Sum(men[from..(last + Lanes)], (year * 2) + 1, band);
                if (year < years - 1 && band < bands.Count - 1)
                {
                    // Where nobody lives an even spread: care there is about to be counted elsewhere.
                    var even = Vector512.Create(1.0 / (bands.LastAge(band) - bands.LowerBounds[band] + 1));
                    var oldest = Of(women[last..]) + Of(men[last..]);
                    var anyone = Vector512.GreaterThan(all, Vector512<double>.Zero);
                    Vector512
                        .ConditionalSelect(anyone, oldest / all, even)
                        .CopyTo(outgrow, ((year * bands.Count) + band) * Lanes);
                }
            }
        }

        /// <summary>Adds up a band of one sex.</summary>
        /// <param name="slab">Of <see cref="persons"/>: year and sex.</param>
        private Vector512<double> Sum(ReadOnlySpan<double> ages, int slab, int band)
        {
            var sum = Vector512<double>.Zero;
            for (; ages.Length >= Lanes; ages = ages[Lanes..])
            {
                sum += Of(ages);
            }
            sum.CopyTo(persons, ((slab * bands.Count) + band) * Lanes);
            return sum;
        }

        private static Vector512<double> Of(ReadOnlySpan<double> eight) => Vector512.Create(eight);
    }
}
