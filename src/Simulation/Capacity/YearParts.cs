namespace Populatie.Simulation.Capacity;

/// <summary>How long a year is in smaller parts, the same wherever hours and money are divided over weeks.</summary>
internal static class YearParts
{
    public const double Days = 365.25;
    public const double DaysPerWeek = 7;
    public const double Weeks = Days / DaysPerWeek;
    public const double MinutesPerHour = 60;
}
