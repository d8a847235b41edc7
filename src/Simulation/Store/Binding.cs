namespace Populatie.Simulation.Store;

/// <summary>What most held up people who waited.</summary>
public enum Binding
{
    /// <summary>Nobody waited, or not for want of anything.</summary>
    None,
    Staff,
    Space,
    Money,
}
