using Populatie.Analytics.Store;

namespace Populatie.Analytics.Need.Dynamics;

/// <summary>Dynamics as columns of a fit.</summary>
internal static class StoredDynamics
{
    public static void Put(ColumnFile file, RequestDynamics dynamics)
    {
        file.Add<double>("dynamics.level", dynamics.Level);
        file.Add<double>("dynamics.level_error", dynamics.LevelError);
        file.Add<double>("dynamics.trend", dynamics.Trend);
        file.Add<double>("dynamics.trend_error", dynamics.TrendError);
        file.Add<double>("dynamics.own_trend", dynamics.OwnTrend);
        file.Add<double>("dynamics.own_trend_error", dynamics.OwnTrendError);
        file.Add<double>("dynamics.city", dynamics.CityVolatility);
        if (dynamics.GemeenteVolatility.Length > 0)
        {
            file.Add<double>("dynamics.gemeente", dynamics.GemeenteVolatility);
        }
        file.Add<double>("dynamics.wijk_level", dynamics.WijkLevel);
        file.Add<double>("dynamics.wijk_turnover", dynamics.WijkTurnover);
        file.Add<double>("dynamics.wijk_offset", dynamics.WijkOffset);
        file.Add<double>("dynamics.wijk_offset_error", dynamics.WijkOffsetError);
        file.Add<double>("dynamics.wijk", dynamics.WijkVolatility);
        file.Add<double>("dynamics.city_moment", dynamics.CityMoment);
        file.Add<double>("dynamics.own_moment", dynamics.OwnMoment);
        file.Add<double>("dynamics.wijk_moment", dynamics.WijkMoment);
        file.Add<double>("dynamics.inertia", dynamics.Inertia);
        file.Add<double>("dynamics.seen", dynamics.Seen);
        file.Add<double>("dynamics.damping", [dynamics.Damping]);
    }

    /// <returns>Null for a fit that was made without.</returns>
    public static RequestDynamics? Get(ColumnFile file) =>
        file.Has("dynamics.damping")
            ? new()
            {
                Level = file.Get<double>("dynamics.level"),
                LevelError = file.Get<double>("dynamics.level_error"),
                Trend = file.Get<double>("dynamics.trend"),
                TrendError = file.Get<double>("dynamics.trend_error"),
                OwnTrend = file.Get<double>("dynamics.own_trend"),
                OwnTrendError = file.Get<double>("dynamics.own_trend_error"),
                CityVolatility = file.Get<double>("dynamics.city"),
                GemeenteVolatility = file.Has("dynamics.gemeente") ? file.Get<double>("dynamics.gemeente") : [],
                WijkLevel = file.Get<double>("dynamics.wijk_level"),
                WijkTurnover = file.Get<double>("dynamics.wijk_turnover"),
                WijkOffset = file.Get<double>("dynamics.wijk_offset"),
                WijkOffsetError = file.Get<double>("dynamics.wijk_offset_error"),
                WijkVolatility = file.Get<double>("dynamics.wijk"),
                CityMoment = file.Get<double>("dynamics.city_moment"),
                OwnMoment = file.Get<double>("dynamics.own_moment"),
                WijkMoment = file.Get<double>("dynamics.wijk_moment"),
                Inertia = file.Has("dynamics.inertia")
                    ? file.Get<double>("dynamics.inertia")
                    : new double[RequestDynamics.Acts],
                Seen = file.Get<double>("dynamics.seen"),
                Damping = file.Get<double>("dynamics.damping")[0],
            }
            : null;
}
