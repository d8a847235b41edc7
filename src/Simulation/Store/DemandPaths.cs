using Populatie.Analytics.Faults;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Store;
using Populatie.Simulation.Analysis.Bridge;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Population;

namespace Populatie.Simulation.Store;

/// <summary>Finds the fit and the residents behind a run again, for what the run itself does not keep: demand by age.</summary>
public static class DemandPaths
{
    private static readonly string[] Inputs = ["cube", "fit", "population"];

    /// <summary>Always by buurt, also of a run by wijk.</summary>
    /// <param name="missing">Why there is none.</param>
    /// <returns>Null when an input is no longer in the workspace.</returns>
    public static DemandPath? Find(Workspace workspace, RunView run, out Bilingual? missing)
    {
        missing = null;
        if (!Inputs.All(run.Card.Digests.ContainsKey))
        {
            missing = new(
                "this run was made of no stored fit",
                "deze projectie is niet van een bewaarde schatting gemaakt"
            );
            return null;
        }
        try
        {
            var scenario = RunCheck.ScenarioOf(workspace, run);
            var inputs = ScenarioInputs.Gather(workspace, scenario, run.Card.Scenario.Name, ProjectionGrain.Buurt);
            if (inputs.Residents is not ProjectedResidents residents)
            {
                return null;
            }
            var past = ScenarioInputs.PopulationOf(workspace, inputs.Fit.Areas, scenario.Base.Population);
            return new(inputs.Fit, ByYear(residents, past, run.LastProjected));
        }
        catch (PopulatieException fault)
        {
            missing = fault.Text;
            return null;
        }
    }

    private static Dictionary<int, double[]> ByYear(ProjectedResidents residents, PopulationSeries past, int last)
    {
        var (path, bands) = (residents.Demography, residents.Demography.Bands);
        var byYear = past.Tables.Where(t => t.Year <= path.BaseYear).ToDictionary(t => t.Year, t => Banded(t, bands));
        for (var year = path.BaseYear + 1; year <= last; year++)
        {
            byYear[year] = path.Central.Persons(year).ToArray();
        }
        return byYear;
    }

    /// <summary>Shape [Buurt, Sex, Band].</summary>
    private static double[] Banded(PopulationTable table, AgeBands bands)
    {
        var banded = new double[table.BuurtCount * PopulationTable.SexCount * bands.Count];
        for (var i = 0; i < table.Persons.Length; i++)
        {
            banded[(i / AgeBands.AgeCount * bands.Count) + bands.OfAge(i % AgeBands.AgeCount)] += table.Persons[i];
        }
        return banded;
    }
}
