using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Population;

namespace Populatie.Simulation.Projection;

/// <summary>Residents as a cohort-component demography projects them.</summary>
/// <param name="demography">Starts on a 1 January not after <paramref name="firstYear"/>.</param>
/// <param name="firstYear">First 1 January that is asked for.</param>
/// <param name="leaveRate">Shape [Year, Band]; 1/yr.</param>
public sealed class ProjectedResidents(Demography demography, int firstYear, ReadOnlyMemory<double> leaveRate)
    : IResidentPaths
{
    public int FirstYear => firstYear;

    public int YearCount => demography.LastYear + 2 - firstYear;

    public ReadOnlyMemory<double> LeaveRate => leaveRate;

    public IResidentBlock NewBlock(LaneWidth width) => new Block(this, demography.NewBlock(width));

    private sealed class Block(ProjectedResidents paths, DemographyBlock block) : IResidentBlock
    {
        private const int Lanes = Block8.Size;
        private readonly int bands = block.Demography.Bands.Count;
        private readonly int buurten = block.Demography.BuurtCount;
        private readonly int years = paths.YearCount;

        /// <summary>Shape [Buurt, Year, Sex, Band, Lane].</summary>
        private readonly double[] persons = new double[
            block.Demography.BuurtCount * paths.YearCount * 2 * block.Demography.Bands.Count * Block8.Size
        ];

        /// <summary>Shape [Buurt, Year, Band, Lane].</summary>
        private readonly double[] outgrow = new double[
            block.Demography.BuurtCount * (paths.YearCount - 1) * block.Demography.Bands.Count * Block8.Size
        ];

        public void Begin(ulong seed, int firstReplicate)
        {
            block.Begin(seed, firstReplicate);
            while (block.Year < block.Demography.LastYear)
            {
                block.Advance();
                if (block.Year >= paths.FirstYear)
                {
                    Keep(block.PersonsAtStart, block.Year - paths.FirstYear);
                    KeepOutgrow(block.Year - paths.FirstYear);
                }
            }
            Keep(block.PersonsAtEnd, years - 1);
        }

        public ReadOnlySpan<double> Persons(int buurt)
        {
            var one = years * 2 * bands * Lanes;
            return persons.AsSpan(buurt * one, one);
        }

        public ReadOnlySpan<double> Outgrow(int buurt)
        {
            var one = (years - 1) * bands * Lanes;
            return outgrow.AsSpan(buurt * one, one);
        }

        private void Keep(ReadOnlySpan<double> all, int year)
        {
            var one = 2 * bands * Lanes;
            for (var buurt = 0; buurt < buurten; buurt++)
            {
                all.Slice(buurt * one, one).CopyTo(persons.AsSpan(((buurt * years) + year) * one));
            }
        }

        /// <summary>Clients who die or move are taken out of care by their own rate: what ages is a share of who stays.</summary>
        private void KeepOutgrow(int year)
        {
            var one = bands * Lanes;
            for (var buurt = 0; buurt < buurten; buurt++)
            {
                var into = outgrow.AsSpan(((buurt * (years - 1)) + year) * one, one);
                for (var i = 0; i < one; i++)
                {
                    var at = (buurt * one) + i;
                    var both = (buurt * 2 * one) + i;
                    var stayed =
                        block.PersonsAtStart[both]
                        + block.PersonsAtStart[both + one]
                        - block.Deaths[at]
                        - block.OutMoves[at];
                    // In a band where nobody stayed, an even spread over its ages: care there is about to be counted elsewhere.
                    into[i] = stayed > 0 ? Math.Clamp(block.Ageing[at] / stayed, 0, 1) : Even(i / Lanes);
                }
            }
        }

        private double Even(int band)
        {
            var b = block.Demography.Bands;
            return band == b.Count - 1 ? 0 : 1.0 / (b.LastAge(band) - b.LowerBounds[band] + 1);
        }
    }
}
