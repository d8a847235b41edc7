using Populatie.Analytics.Numerics;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Population;

/// <summary>The rates of one year that hold everywhere: shape [Sex, Age] unless stated.</summary>
internal sealed class YearlyRates
{
    private const int Cells = PopulationTable.CellsPerBuurt;

    private YearlyRates(double[] death, double[] replace, double[] birth) =>
        (Death, Replace, Birth) = (death, replace, birth);

    /// <summary>Probability of dying before the next 1 January.</summary>
    public double[] Death { get; }

    /// <summary>Arrivals per resident of the same cell that keep it level but for the net loss of its age: those who stay alive and move out.</summary>
    public double[] Replace { get; }

    /// <summary>Shape [Age]: births per woman of this age on 1 January.</summary>
    public double[] Birth { get; }

    public static YearlyRates Of(DemographyInputs inputs, MoveProfile moves, int year)
    {
        var (death, replace) = (new double[Cells], new double[Cells]);
        var birth = new double[AgeBands.AgeCount];
        var national = inputs.National.DeathProbabilities(year);
        for (var cell = 0; cell < Cells; cell++)
        {
            var age = cell % AgeBands.AgeCount;
            death[cell] = Math.Min(1, national[cell] * inputs.Vital.Deaths);
            var replaced = Math.Max(0, moves.LeaveProbability(age) + inputs.Moves.NetRate(age));
            replace[cell] = moves.IsKept(age) ? 0 : replaced * (1 - death[cell]);
        }
        for (var age = 0; age < AgeBands.AgeCount; age++)
        {
            birth[age] = inputs.National.BirthRate(age, year) * inputs.Vital.Births;
        }
        return new(death, replace, birth);
    }
}

/// <summary>
/// Who moves out of and into a buurt by age, apart from raking. At most ages whoever leaves is replaced by someone of the
/// same age. Where coming and going outweighs growing older (students, starters), arrivals and departures are such that the
/// buurt's own profile of the base year stands still: a campus stays young.
/// </summary>
internal sealed class MoveProfile
{
    private const int Ages = AgeBands.AgeCount;
    private readonly double[] leave = new double[Ages];
    private readonly (int From, int To) kept;
    private readonly int width;
    private readonly double[] keptLeave;
    private readonly double[] keptArrive;

    public MoveProfile(DemographyInputs inputs)
    {
        for (var age = 0; age < Ages; age++)
        {
            // A rate over a year of exposure becomes the probability of at least one move.
            leave[age] = -FixedMath.Expm1(-(inputs.Moves.LeaveRate(age) + inputs.Moves.WithinRate(age)));
        }
        kept = inputs.Moves.ProfileKept;
        width = Math.Max(0, Math.Min(kept.To, Ages - 2) - kept.From + 1);
        var buurten = inputs.Base.BuurtCount;
        keptLeave = new double[buurten * PopulationTable.SexCount * width];
        keptArrive = new double[keptLeave.Length];
        var death = inputs.National.DeathProbabilities(inputs.Base.Year);
        for (var buurt = 0; buurt < buurten; buurt++)
        {
            var now = inputs.Base.OfBuurt(buurt);
            for (var sex = 0; sex < PopulationTable.SexCount; sex++)
            {
                for (var age = kept.From; age < kept.From + width; age++)
                {
                    var cell = (sex * Ages) + age;
                    var alive = now[cell] * (1 - Math.Min(1, death[cell] * inputs.Vital.Deaths));
                    var wanted = now[cell + 1];
                    var probability = alive > 0 ? Math.Max(leave[age], 1 - (wanted / alive)) : leave[age];
                    var index = Index(buurt, sex, age);
                    keptLeave[index] = probability;
                    keptArrive[index] = Math.Max(0, wanted - (alive * (1 - probability)));
                }
            }
        }
    }

    public bool IsKept(int age) => age >= kept.From && age < kept.From + width;

    /// <summary>Probability of moving out within the year, where no profile is kept.</summary>
    public double LeaveProbability(int age) => leave[age];

    public double LeaveProbability(int buurt, int sex, int age) =>
        IsKept(age) ? keptLeave[Index(buurt, sex, age)] : leave[age];

    /// <summary>Arrivals per year that do not depend on how many live there now.</summary>
    public double Arrivals(int buurt, int sex, int age) => IsKept(age) ? keptArrive[Index(buurt, sex, age)] : 0;

    private int Index(int buurt, int sex, int age) =>
        (((buurt * PopulationTable.SexCount) + sex) * width) + age - kept.From;
}
