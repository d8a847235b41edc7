using Populatie.Analytics.Randomness;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Capacity.Money;

/// <summary>
/// The budget of each contract from year to year, as a multiple of what the base year cost, for eight replicates. Real: at
/// prices of the base year. Top-down it follows the growth of its act to the letter (law P9); else it starts at the stated
/// budget, or at what the base year cost, and is indexed.
/// </summary>
internal sealed class BudgetPath
{
    private const int Lanes = Block8.Size;
    private readonly double[] level;
    private readonly int years;

    /// <param name="ofAct">
    /// Shape [Act, Year, 8]: real spending against the base year, where spending follows a vintage; else empty.
    /// </param>
    public BudgetPath(Scenario scenario, MoneyPlan plan, CapacityParameters parameters, ReadOnlySpan<double> ofAct)
    {
        years = scenario.YearCount;
        level = new double[plan.Contracts.Length * years * Lanes];
        for (var contract = 0; contract < plan.Contracts.Length; contract++)
        {
            var stated = parameters.Budget[contract];
            var act = (int)plan.Contracts[contract].Act;
            for (var lane = 0; lane < Lanes; lane++)
            {
                const double centsPerEuro = 100;
                var running =
                    stated.Length > 0 && plan.BaseCost[contract] > 0
                        ? stated[lane] * centsPerEuro / plan.BaseCost[contract]
                        : 1;
                for (var year = 0; year < years; year++)
                {
                    running *= 1 + parameters.Indexation[contract][lane];
                    var followed =
                        ofAct.Length > 0 && scenario.Growth.Mode == GrowthMode.TopDown
                            ? ofAct[(((act * years) + year) * Lanes) + lane]
                            : running;
                    level[(((contract * years) + year) * Lanes) + lane] = followed;
                }
            }
        }
    }

    /// <summary>Budget of a year against what the base year cost. Shape [8].</summary>
    public ReadOnlySpan<double> Level(int contract, int year) =>
        level.AsSpan(((contract * years) + year) * Lanes, Lanes);
}
