using Populatie.Analytics.Evidence;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Need.Dynamics;

/// <summary>
/// What is believed of yearly changes of published use before the tables speak. Source of each:
/// <c>geodata/catalogue/use-dynamics.csv</c>.
/// </summary>
public sealed class DynamicsSettings
{
    private static readonly Lazy<DynamicsSettings> Shipped = new(() =>
        new(AssumptionTable.Embedded("catalogue/use-dynamics.csv"))
    );

    private readonly IReadOnlyDictionary<string, Assumption> table;

    private DynamicsSettings(IReadOnlyDictionary<string, Assumption> table) => this.table = table;

    public static DynamicsSettings Embedded => Shipped.Value;

    /// <summary>Change of residents in a year, beyond rounding, after which a code is another wijk; share.</summary>
    public double PopulationJump => table["population_jump"].Value;

    public double NationalInnovation => table["national_innovation"].Value;

    public double NationalInnovationYears => table["national_innovation_years"].Value;

    public double DriftSpread => table["drift_spread"].Value;

    public double DriftDamping => table["drift_damping"].Value;

    public double GemeenteInnovation => table["gemeente_innovation"].Value;

    public double GemeenteTurnover => table["gemeente_turnover"].Value;

    public double GemeenteChanges => table["gemeente_innovation_changes"].Value;

    public double MomentumChanges => table["momentum_changes"].Value;

    public double WijkInnovation => table["wijk_innovation"].Value;

    public double WijkTurnover => table["wijk_turnover"].Value;

    public double WijkNoise => table["wijk_noise"].Value;

    public double WijkChanges => table["wijk_changes"].Value;

    /// <summary>The shape of a yearly change: a mixture of a narrow and a wide normal.</summary>
    public ScaleMixture Shape => new(table["heavy_share"].Value, table["heavy_factor"].Value);
}
