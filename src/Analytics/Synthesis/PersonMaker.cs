using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>Makes the persons behind requests: birthday, death, departure, homes, and how well the records know them.</summary>
internal sealed class PersonMaker(CityWorld world, CohortHistory history)
{
    /// <summary>A day after every record.</summary>
    private const int Never = int.MaxValue - 1;

    private const double DaysPerYear = 365.25;
    private readonly int[] homes = new int[world.YearCount];

    /// <summary>Adds someone who lives in the cohort's buurt on the given day and was not a client before.</summary>
    public int Add(int day, ref RandomStream chance)
    {
        var settings = world.Truth.Settings;
        var firstDayOfBirthYear = new DateOnly(history.BirthYear, 1, 1).DayNumber;
        var room = Math.Min(365, day - firstDayOfBirthYear + 1);
        var person = new SyntheticPerson
        {
            Born = firstDayOfBirthYear + chance.Below(Math.Max(1, room)),
            Known = KnownBy(chance.Uniform()),
            Rank = chance.Uniform(),
            SampleRank = chance.Uniform(),
            FirstSpell = -1,
            LastSpell = -1,
        };
        var dies = chance.Exponential() / settings.ClientMortality.Value;
        var leaves = chance.Exponential();
        (person.Died, person.Left) = (Never, Never);
        var from = world.YearAt(day);
        Array.Fill(homes, history.Buurt);
        for (var year = from; year < world.YearCount; year++)
        {
            var age = Math.Max(0, world.FirstYear + year - history.BirthYear);
            var band = world.Truth.Bands.OfAge(age);
            var start = Math.Max(day, world.YearStart[year]);
            var days = world.YearStart[year + 1] - start;
            if (year > from)
            {
                homes[year] =
                    chance.Uniform() < settings.MoveShare[band]
                        ? world.Neighbour(homes[year - 1], chance.Uniform())
                        : homes[year - 1];
            }
            Wear(ref dies, world.Lifetimes.At(history.Sex, age - 1), start, days, ref person.Died);
            Wear(ref leaves, settings.LeaveRate[band], start, days, ref person.Left);
        }
        var oldest = person.Born + (int)(AgeBands.AgeCount * DaysPerYear) - 1;
        person.Died = Math.Min(person.Died, Math.Max(day, oldest));
        return history.AddPerson(person, homes);
    }

    /// <summary>Uses up a stretch of an exponential lifetime; sets the day on which it runs out.</summary>
    private static void Wear(ref double left, double rate, int start, int days, ref int end)
    {
        if (end != Never)
        {
            return;
        }
        var worn = rate * days / DaysPerYear;
        if (left < worn)
        {
            end = start + (int)(days * (left / worn));
        }
        left -= worn;
    }

    private PlaceKnown KnownBy(double uniform)
    {
        var settings = world.Truth.Settings;
        var nothing = settings.Nowhere.Value;
        var gemeente = nothing + settings.OnlyGemeente.Value;
        var wijk = gemeente + settings.OnlyWijk.Value;
        var buurt = wijk + settings.OnlyBuurt.Value;
        return uniform < nothing ? PlaceKnown.Nothing
            : uniform < gemeente ? PlaceKnown.Gemeente
            : uniform < wijk ? PlaceKnown.Wijk
            : uniform < buurt ? PlaceKnown.Buurt
            : PlaceKnown.Coordinates;
    }
}
