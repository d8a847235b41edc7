namespace Populatie.Simulation.Queues;

/// <summary>What people ask of a pool in a week.</summary>
internal readonly record struct Needs(double Minutes, double Places, double Cents)
{
    public static Needs operator +(Needs a, Needs b) =>
        new(a.Minutes + b.Minutes, a.Places + b.Places, a.Cents + b.Cents);
}

/// <summary>What is left of something, against what is asked of it.</summary>
internal readonly record struct Shortage(double Left, double Asked, Constraint By)
{
    /// <summary>How many of a number of people get their part; between 0 and all of them.</summary>
    public double PartOf(int people) => Math.Clamp(Left * people / Asked, 0, people);
}
