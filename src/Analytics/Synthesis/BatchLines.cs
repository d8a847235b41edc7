using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>Writes rows straight into batches, with the same content as the text. One per worker; not thread-safe.</summary>
internal sealed class BatchLines(CityWorld world, CohortHistory history) : ILineSink
{
    private const int Capacity = 1 << 14;
    private List<UseBatch> batches = [];
    private int person;
    private int spell;

    public void Start() => batches = [];

    public IReadOnlyList<UseBatch> Take() => batches;

    public void BeginPerson(int number) => person = number;

    public void BeginSpell(int number) => spell = number;

    public void Line(int year, int started, int ended, int minutes, long cents, Outcome outcome)
    {
        if (batches.Count == 0 || batches[^1].Count == Capacity)
        {
            batches.Add(new UseBatch(Capacity));
        }
        var batch = batches[^1];
        var row = batch.Count++;
        var home = history.HomeOf(person, year);
        var seed = world.Truth.Asked.Seed;
        ref readonly var of = ref history.Spells[spell];
        batch.Person[row] = Pseudonyms.Bits(seed, Pseudonyms.Person, Pseudonyms.NumberOf(history, person));
        batch.Household[row] = Pseudonyms.Bits(
            seed,
            Pseudonyms.Household,
            Households.NumberOf(home, Households.Of(world, history, person, home))
        );
        batch.BirthYear[row] = (short)history.BirthYear;
        batch.Sex[row] = (Sex)history.Sex;
        batch.Leaf[row] = LeafOf(world.Truth.Areas, history.KnownIn(person, year), home);
        batch.Product[row] = (short)of.Product;
        batch.Delivery[row] = of.Delivery;
        batch.Requested[row] = of.Requested;
        batch.Started[row] = started;
        batch.Ended[row] = ended;
        batch.Minutes[row] = minutes;
        batch.CostCents[row] = cents;
        batch.Outcome[row] = outcome;
    }

    private static int LeafOf(AreaIndex areas, PlaceKnown known, int home) =>
        known switch
        {
            PlaceKnown.Wijk => areas.BuurtCount + areas.OfLeaf(AreaLevel.Wijk)[home],
            PlaceKnown.Gemeente => areas.BuurtCount + areas.WijkCount + areas.OfLeaf(AreaLevel.Gemeente)[home],
            PlaceKnown.Nothing => areas.UnknownLeaf,
            _ => home,
        };
}
