using Populatie.Analytics.Cubes;
using Populatie.Analytics.Need;
using Populatie.Analytics.Population;

namespace Populatie.Analytics.Published;

/// <summary>The way to learn from a cube that suits what it was made of.</summary>
public static class FitChoice
{
    /// <inheritdoc cref="FitEstimator.Estimate"/>
    public static Fit Estimate(Cube cube, PopulationSeries population, FitSettings settings) =>
        cube.Published is null
            ? FitEstimator.Estimate(cube, population, settings)
            : PublishedFitEstimator.Estimate(cube, population, settings);
}
