using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>
/// Lets the lives of one cohort run from the first day of the records to the last: requests come in, people wait, are
/// helped, step, end, return, move and die. Every draw has an address (buurt, cohort, person or spell), so a cohort is the
/// same whoever simulates it, and when. Not thread-safe; one per worker.
/// </summary>
internal sealed class CohortSimulator
{
    private readonly CityWorld world;
    private readonly Truth truth;
    private readonly ulong seed;
    private readonly BuurtRates rates;
    private readonly SpellMaker spells;
    private readonly PersonMaker people;
    private readonly PriorityQueue<Happening, (int Day, int Turn)> ahead = new();
    private readonly List<int> here = [];
    private int turn;

    public CohortSimulator(CityWorld world, double[] stock, Abundance abundance)
    {
        this.world = world;
        truth = world.Truth;
        seed = truth.Asked.Seed;
        rates = new BuurtRates(world, stock, abundance);
        History = new CohortHistory(world.YearCount);
        spells = new SpellMaker(world, History, Expect);
        people = new PersonMaker(world, History);
    }

    public CohortHistory History { get; }

    public void Run(int buurt, int sex, int birthYear)
    {
        History.Begin(buurt, sex, birthYear);
        rates.Load(buurt);
        turn = 0;
        here.Clear();
        Arrive(buurt, sex, birthYear);
        while (ahead.TryDequeue(out var next, out _))
        {
            Happen(next);
        }
    }

    private void Expect(Happening happening) => ahead.Enqueue(happening, (happening.Day, turn++));

    private void Arrive(int buurt, int sex, int birthYear)
    {
        var chance = new RandomStream(seed, Purpose.Arrivals, (uint)buurt, History.Cohort, 0);
        for (var year = 0; year < world.YearCount; year++)
        {
            var calendar = world.FirstYear + year;
            var age = calendar - birthYear;
            if (age is < 0 or >= AgeBands.AgeCount)
            {
                continue;
            }
            var band = truth.Bands.OfAge(age);
            var stock = rates.Stock(year, band, sex);
            if (stock > 0)
            {
                // On 1 January of the year in which they turn `age`, people are a year younger; the newborn are not there.
                var residents = age == 0 ? 0 : world.Residents(calendar, buurt, sex, age - 1);
                for (var count = chance.Poisson(stock * residents); count > 0; count--)
                {
                    var product = rates.StockProduct(year, band, sex, chance.Uniform());
                    Expect(new(HappeningKind.AlreadyInCare, world.YearStart[year], -1, product, -1));
                }
            }
            var mean = rates.Requests(year, band, sex) * world.PersonYears(calendar, buurt, sex, age);
            var days = world.YearStart[year + 1] - world.YearStart[year];
            for (var count = chance.Poisson(mean); count > 0; count--)
            {
                var day = world.YearStart[year] + chance.Below(days);
                var product = rates.RequestedProduct(year, band, sex, chance.Uniform());
                Expect(new(HappeningKind.Request, day, -1, product, -1));
            }
        }
    }

    private void Happen(in Happening what)
    {
        switch (what.Kind)
        {
            case HappeningKind.AlreadyInCare:
                spells.Begin(Whose(what), what.Product, what.Day - 1, what.Day);
                break;
            case HappeningKind.Request:
                spells.Request(Whose(what), what.Product, what.Day);
                break;
            case HappeningKind.Return:
                if (MayAskAgain(what))
                {
                    spells.Request(what.Person, what.Product, what.Day);
                }
                break;
            default:
                Step(what);
                break;
        }
    }

    /// <summary>
    /// The person behind a new request: a share of them are clients of something else already, the rest is new. Only who
    /// lives here, and had not this product within the year before, can be the one.
    /// </summary>
    private int Whose(in Happening what)
    {
        const int Attempts = 16;
        const int LikeAttempts = 12;
        var chance = new RandomStream(seed, Purpose.Person, (uint)History.Buurt, History.Cohort, (uint)here.Count);
        if (here.Count > 0)
        {
            var mixed = new RandomStream(
                seed,
                Purpose.Arrivals,
                (uint)History.Buurt,
                History.Cohort,
                1 + (uint)History.Spells.Length
            );
            if (mixed.Uniform() < truth.Of[what.Product]!.Joins.Value)
            {
                // Tailored care goes with tailored care of the same act; to the doors of the city anyone may come.
                var likeAttempts =
                    truth.Products.Products[what.Product].Track == Track.AanvullendeZorg ? LikeAttempts : 0;
                for (var attempt = 0; attempt < Attempts; attempt++)
                {
                    var candidate = here[mixed.Below(here.Count)];
                    if (
                        IsAtHome(candidate, what.Day)
                        && spells.IsClientNear(candidate, what.Day, attempt < likeAttempts ? what.Product : -1)
                        && spells.IsFreeFor(candidate, what.Product, what.Day, 366)
                    )
                    {
                        return candidate;
                    }
                }
            }
        }
        var added = people.Add(what.Day, ref chance);
        here.Add(added);
        return added;
    }

    private bool IsAtHome(int person, int day) =>
        History.Persons[person].LastPossibleDay > day
        && History.Persons[person].Born <= day
        && History.HomeOf(person, world.YearAt(day)) == History.Buurt;

    private bool MayAskAgain(in Happening what) =>
        what.Day <= world.LastDay
        && History.Persons[what.Person].LastPossibleDay > what.Day
        && truth.Products.Products[what.Product].MayStartAt(AgeOn(what.Day))
        && spells.IsFreeFor(what.Person, what.Product, what.Day, 1);

    /// <summary>A step begins the day after; where it cannot, the earlier stay ended in recovery.</summary>
    private void Step(in Happening what)
    {
        if (
            what.Day <= world.LastDay
            && History.Persons[what.Person].LastPossibleDay >= what.Day
            && truth.Products.Products[what.Product].MayStartAt(AgeOn(what.Day))
            && spells.IsFreeFor(what.Person, what.Product, what.Day, 1)
        )
        {
            var begun = spells.Begin(what.Person, what.Product, what.Day - 1, what.Day);
            History.Spells[what.From].Successor = begun;
        }
        else
        {
            History.Spells[what.From].Outcome = Outcome.Recovered;
        }
    }

    private int AgeOn(int day) => world.FirstYear + world.YearAt(day) - History.BirthYear;
}

internal enum HappeningKind : byte
{
    AlreadyInCare,
    Request,
    Return,
    Step,
}

/// <summary>Something that will happen to a cohort.</summary>
/// <param name="Person">−1 when it is not yet known whom.</param>
/// <param name="From">The spell that a step comes from.</param>
internal readonly record struct Happening(HappeningKind Kind, int Day, int Person, int Product, int From);
