using Populatie.Analytics.Records;

namespace Populatie.Analytics.Population;

/// <summary>
/// One year of ageing without a forecast of moves: people grow older and die, children are born, and whoever moves out of
/// a dwelling is replaced by someone such that the buurt keeps its own age profile. A campus stays young, a street of
/// owner-occupiers ages. Thread-safe.
/// </summary>
public static class CohortAgeing
{
    /// <remarks>Where people leave for good (families, the middle-aged), the net loss per age comes off.</remarks>
    /// <returns>Expected residents a year later, shape [Buurt, Sex, Age]; ≥ 0; not scaled to any total.</returns>
    public static double[] NextYear(
        PopulationTable table,
        NationalTables national,
        VitalFactors vital,
        MigrationProfile moves
    )
    {
        const int Ages = AgeBands.AgeCount;
        const int Width = PopulationTable.CellsPerBuurt;
        var year = table.Year;
        var death = new double[Width];
        for (var i = 0; i < Width; i++)
        {
            death[i] = Math.Min(1, national.DeathProbabilities(year)[i] * vital.Deaths);
        }
        var stay = new double[Ages];
        for (var age = 0; age < Ages; age++)
        {
            var kept = age >= moves.ProfileKept.From && age <= moves.ProfileKept.To;
            stay[age] = kept ? 0 : 1 - Math.Min(1, moves.LeaveRate(age) + moves.WithinRate(age));
        }
        var next = new double[table.BuurtCount * Width];
        for (var b = 0; b < table.BuurtCount; b++)
        {
            var now = table.OfBuurt(b);
            var births = 0.0;
            for (var age = NationalTables.FirstMotherAge; age <= NationalTables.LastMotherAge; age++)
            {
                births += now[age] * national.BirthRate(age, year) * vital.Births;
            }
            for (var sex = 0; sex < PopulationTable.SexCount; sex++)
            {
                var share = sex == (int)Sex.M ? national.BoysPerBirth.Value : 1 - national.BoysPerBirth.Value;
                var first = sex * Ages;
                for (var age = 0; age < Ages; age++)
                {
                    var aged = age == 0 ? births * share : now[first + age - 1] * (1 - death[first + age - 1]);
                    if (age == Ages - 1)
                    {
                        aged += now[first + age] * (1 - death[first + age]);
                    }
                    var net = stay[age] > 0 ? moves.NetRate(age) : 0;
                    next[(b * Width) + first + age] =
                        ((stay[age] * aged) + ((1 - stay[age]) * now[first + age])) * (1 + net);
                }
            }
        }
        return next;
    }
}
