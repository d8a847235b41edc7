namespace Populatie.Analytics.Synthesis;

/// <summary>Which household a synthetic person belongs to at a home.</summary>
internal static class Households
{
    private const int PersonsPerHousehold = 2;

    /// <summary>Number of the household within the buurt: one of as many as there are residents for.</summary>
    public static uint Of(CityWorld world, CohortHistory cohort, int person, int home)
    {
        var chance = new RandomStream(
            world.Truth.Asked.Seed,
            Purpose.Address,
            (uint)home,
            cohort.Cohort,
            unchecked(((uint)cohort.Buurt << 12) + (uint)person)
        );
        return (uint)chance.Below(Math.Max(1, world.ResidentsOf(home) / PersonsPerHousehold));
    }

    /// <summary>Number of a household over all buurten.</summary>
    public static ulong NumberOf(int home, uint household) => ((ulong)(uint)home << 32) | household;
}
