using Populatie.Analytics.Areas;
using Populatie.Analytics.Population;
using Populatie.Analytics.Sources.Maps;

namespace Populatie.Analytics.Synthesis;

/// <summary>The inputs of the shipped example: Utrecht with its published population and use.</summary>
public static class UtrechtCity
{
    /// <summary>The truth on the areas and residents that come with the program, or on others. Calibration needs the buurten of Utrecht.</summary>
    public static GeneratorInputs Inputs(
        TruthSettings truth,
        AreaSet? areas = null,
        PopulationSeries? population = null
    ) =>
        GeneratorInputs.On(areas ?? EmbeddedUtrecht.Areas(), population ?? UtrechtPopulation.Series(), truth) with
        {
            Published = PublishedUse.Embedded,
        };
}
