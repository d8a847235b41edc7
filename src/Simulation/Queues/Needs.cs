namespace Populatie.Simulation.Queues;

/// <summary>What people ask of a pool in a week.</summary>
internal readonly record struct Needs(double Minutes, double Places, double Cents)
{
    public static Needs operator +(Needs a, Needs b) =>
        new(a.Minutes + b.Minutes, a.Places + b.Places, a.Cents + b.Cents);
}
