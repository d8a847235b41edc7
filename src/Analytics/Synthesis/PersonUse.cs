using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>What calibration and sampling need to know of one person.</summary>
internal struct PersonUse
{
    public double Rank;
    public double SampleRank;
    public bool HasPlace;

    /// <summary>Bit per year of the records: in care of a product that the published counts of the act include.</summary>
    public uint WmoYears;
    public uint JeugdYears;

    /// <summary>The same of requests that led to no care within the records.</summary>
    public uint WmoAsked;
    public uint JeugdAsked;

    /// <summary>Rows of spells that count for Wmo, for Jeugd, for neither.</summary>
    public int WmoRows;
    public int JeugdRows;
    public int OtherRows;

    public readonly uint YearsOf(Act act) => act == Act.Wmo ? WmoYears : JeugdYears;

    public readonly uint AskedIn(Act act) => act == Act.Wmo ? WmoAsked : JeugdAsked;
}

/// <summary>The persons of one chunk, in their order, and where each lives per year.</summary>
/// <param name="Places">Shape [Person, Year]: ordinal of the wijk of the home.</param>
internal sealed record ChunkUse(List<PersonUse> Persons, List<short> Places);

/// <summary>Looks over what was simulated without writing any row.</summary>
internal static class UseSurvey
{
    public static void Add(CityWorld world, CohortHistory history, ChunkUse into)
    {
        var areas = world.Truth.Areas;
        var wijkOfLeaf = areas.OfLeaf(AreaLevel.Wijk);
        for (var number = 0; number < history.Persons.Length; number++)
        {
            ref readonly var person = ref history.Persons[number];
            var use = new PersonUse
            {
                Rank = person.Rank,
                SampleRank = person.SampleRank,
                HasPlace = person.Known != PlaceKnown.Nothing,
            };
            for (var s = person.FirstSpell; s >= 0; s = history.Spells[s].Next)
            {
                ref readonly var spell = ref history.Spells[s];
                var rows = SpellLines.Count(world, history, s);
                var product = world.Truth.Products.Products[spell.Product];
                var years = YearsInCare(world, spell);
                var asked = years == 0 ? 1u << world.YearAt(spell.Requested) : 0;
                if (product.InCbsWmo)
                {
                    use.WmoYears |= years;
                    use.WmoAsked |= asked;
                    use.WmoRows += rows;
                }
                else if (product.InCbsJeugd)
                {
                    use.JeugdYears |= years;
                    use.JeugdAsked |= asked;
                    use.JeugdRows += rows;
                }
                else
                {
                    use.OtherRows += rows;
                }
            }
            into.Persons.Add(use);
            for (var year = 0; year < world.YearCount; year++)
            {
                into.Places.Add((short)wijkOfLeaf[history.HomeOf(number, year)]);
            }
        }
    }

    private static uint YearsInCare(CityWorld world, SyntheticSpell spell)
    {
        if (spell.Started == UseBatch.UnknownDay)
        {
            return 0;
        }
        var first = world.YearAt(spell.Started);
        var last = world.YearAt(Math.Min(spell.Ended, world.LastDay));
        return (uint)(((1UL << (last - first + 1)) - 1) << first);
    }
}
