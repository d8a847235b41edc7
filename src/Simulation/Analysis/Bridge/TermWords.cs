using Populatie.Analytics.Faults;

namespace Populatie.Simulation.Analysis.Bridge;

/// <summary>What people call a link of the chain.</summary>
public static class TermWords
{
    public static Bilingual ToWords(this BridgeTerm term) =>
        term switch
        {
            BridgeTerm.Residents => new("number of residents", "aantal inwoners"),
            BridgeTerm.Ageing => new("their ages and buurten", "hun leeftijd en buurt"),
            BridgeTerm.Rate => new("clients per resident", "cliënten per inwoner"),
            BridgeTerm.Duration => new("hours per client", "uren per cliënt"),
            BridgeTerm.Mix => new("kind of care", "soort zorg"),
            BridgeTerm.RelativePrice => new("prices of care against others", "zorgprijzen boven andere prijzen"),
            BridgeTerm.GeneralPrice => new("general prices", "algemene prijzen"),
            _ => new("kind of care and prices", "soort zorg en prijzen"),
        };
}
