namespace Populatie.Analytics.Need.Sources;

/// <summary>Reads the fit's stated assumptions from the table that is built into the program.</summary>
public static class FitAssumptionsReader
{
    private static readonly Lazy<FitAssumptions> Read = new(() => Of(AssumptionFile.Embedded("catalogue/fit.yaml")));

    public static FitAssumptions Embedded => Read.Value;

    internal static FitAssumptions Parse(string yaml) => Of(AssumptionFile.Parse(yaml));

    private static FitAssumptions Of(AssumptionFile file) =>
        new(
            file["rate_volatility"],
            file["rate_volatility_years"],
            file["rate_volatility_floor"],
            file["stay_prior_ends"],
            file["stay_shape_ends"],
            file["eighteen_prior_ends"],
            file["jeugd_first_year"],
            file["wait_growth"],
            file["wait_growth_starts"],
            file["client_ratio_spells"],
            file["inquiry_weeks"],
            file["inquiry_starts"],
            file["drop_out"],
            file["gave_up"],
            file["gave_up_years"],
            file["helped_share"],
            file["worsening"],
            file["hours_growth"],
            file["hours_noise"],
            file["hours_years"],
            new(
                file["trend_spread"],
                file["own_trend_spread"],
                file["trend_damping"],
                file["city_volatility"],
                file["city_moment"],
                file["city_volatility_years"],
                file["own_volatility"],
                file["own_moment"],
                file["rate_volatility_years"],
                file["rate_volatility_floor"],
                file["wijk_volatility"],
                file["wijk_turnover"],
                file["wijk_changes"]
            )
        );
}
