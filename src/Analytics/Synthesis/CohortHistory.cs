using System.Runtime.InteropServices;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>How much the records tell of where a person lives.</summary>
internal enum PlaceKnown : byte
{
    Coordinates,
    Buurt,
    Wijk,
    Gemeente,
    Nothing,
}

/// <summary>A synthetic person; days are day numbers.</summary>
internal struct SyntheticPerson
{
    public int Born;

    /// <summary>Day of death or of leaving the area; far beyond the records when neither comes.</summary>
    public int Died;
    public int Left;
    public PlaceKnown Known;

    /// <summary>Position of the first year in which the records know that much; before it only the gemeente.</summary>
    public int KnownFrom;

    /// <summary>Uniform that decides whether the person is kept when fewer are wanted than there are.</summary>
    public double Rank;

    /// <summary>A second one, for sampling by number of rows.</summary>
    public double SampleRank;

    /// <summary>First and last spell of the person, −1 when none.</summary>
    public int FirstSpell;
    public int LastSpell;

    /// <summary>Last day on which the person can be in care.</summary>
    public readonly int LastPossibleDay => Math.Min(Died, Left);
}

/// <summary>A synthetic spell; days as in <see cref="UseBatch"/>.</summary>
internal struct SyntheticSpell
{
    public int Person;
    public int Product;
    public int Requested;
    public int Started;
    public int Ended;
    public Outcome Outcome;
    public Delivery Delivery;

    /// <summary>Hours and costs against the product's mean.</summary>
    public double Intensity;

    /// <summary>Next spell of the same person, −1 for the last.</summary>
    public int Next;

    /// <summary>The spell that a step led to, −1 when none.</summary>
    public int Successor;
}

/// <summary>
/// All that happened to one cohort: the residents of one buurt, sex and year of birth, followed wherever they go.
/// Filled by <see cref="CohortSimulator"/>, reused from cohort to cohort. Not thread-safe.
/// </summary>
internal sealed class CohortHistory(int yearCount)
{
    private readonly List<SyntheticPerson> persons = [];
    private readonly List<SyntheticSpell> spells = [];
    private readonly List<int> homes = [];

    public int Buurt { get; private set; }

    public int Sex { get; private set; }

    public int BirthYear { get; private set; }

    public Span<SyntheticPerson> Persons => CollectionsMarshal.AsSpan(persons);

    public Span<SyntheticSpell> Spells => CollectionsMarshal.AsSpan(spells);

    /// <summary>Second word of every address of chance of this cohort.</summary>
    public uint Cohort => CohortNumber(Sex, BirthYear);

    public static uint CohortNumber(int sex, int birthYear) => ((uint)sex << 16) | (uint)birthYear;

    public void Begin(int buurt, int sex, int birthYear)
    {
        (Buurt, Sex, BirthYear) = (buurt, sex, birthYear);
        persons.Clear();
        spells.Clear();
        homes.Clear();
    }

    public int AddPerson(SyntheticPerson person, ReadOnlySpan<int> homeByYear)
    {
        persons.Add(person);
        homes.AddRange(homeByYear);
        return persons.Count - 1;
    }

    /// <summary>Adds a spell at the end of its person's chain.</summary>
    public int AddSpell(SyntheticSpell spell)
    {
        spell.Next = -1;
        spell.Successor = -1;
        spells.Add(spell);
        var added = spells.Count - 1;
        ref var person = ref Persons[spell.Person];
        if (person.FirstSpell < 0)
        {
            person.FirstSpell = added;
        }
        else
        {
            Spells[person.LastSpell].Next = added;
        }
        person.LastSpell = added;
        return added;
    }

    /// <summary>Buurt in which a person lives in a year of the records. Moves within the gemeente happen on 1 January.</summary>
    public int HomeOf(int person, int year) => homes[(person * yearCount) + year];

    /// <summary>What the records know of where a person lives in a year.</summary>
    public PlaceKnown KnownIn(int person, int year) =>
        year < Persons[person].KnownFrom ? PlaceKnown.Gemeente : Persons[person].Known;

    /// <summary>True when a row may go on from one year into the next without a change of place.</summary>
    public bool SamePlace(int person, int year, int next) =>
        HomeOf(person, year) == HomeOf(person, next) && KnownIn(person, year) == KnownIn(person, next);
}
