using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Evidence;

/// <summary>What people call a basis.</summary>
public static class BasisWords
{
    public static Bilingual ToWords(this Basis basis) =>
        basis switch
        {
            Basis.Published => new("published", "gepubliceerd"),
            Basis.Observed => new("observed", "waargenomen"),
            Basis.Allocated => new("allocated", "toegerekend"),
            Basis.Estimated => new("estimated", "geschat"),
            Basis.Assumed => new("assumed", "aangenomen"),
            _ => new("synthetic", "synthetisch"),
        };
}
