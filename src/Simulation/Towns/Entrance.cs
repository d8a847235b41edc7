namespace Populatie.Simulation.Towns;

/// <summary>What stands between asking and beginning.</summary>
internal enum Entrance : byte
{
    /// <summary>Nothing: who asks begins.</summary>
    Open,

    /// <summary>A waiting list.</summary>
    List,

    /// <summary>A team that decides, and then a waiting list; who comes from another product was decided on already.</summary>
    Team,
}
