namespace Populatie.Simulation.Unmet;

/// <summary>
/// The parts of unmet need, in the order of precedence. In a projection they are exclusive by how they come about: a request
/// waits, or was given up or turned away; who is held is in care; hidden need never became a request.
/// </summary>
internal enum UnmetKind
{
    /// <summary>Waits longer than the norm.</summary>
    Waiting,

    /// <summary>In basiszorg beyond the referral timing of peers, and would be referred.</summary>
    Held,

    /// <summary>Gave up waiting, or is out of scope, and still is in need.</summary>
    Foregone,

    /// <summary>Is in need and did not ask.</summary>
    Hidden,
}

/// <summary>What happened in a year to one product in one buurt, and how it stands at its end. Whole numbers of persons; shape [8] each.</summary>
internal readonly ref struct UnmetYear
{
    /// <summary>Waiting longer than the norm on the last day.</summary>
    public required ReadOnlySpan<double> OverNorm { get; init; }

    /// <summary>Left a list in the year without care and without being helped otherwise.</summary>
    public required ReadOnlySpan<double> Dropped { get; init; }

    /// <summary>Asked in the year for what is no longer provided, and did not turn to sociale basis.</summary>
    public required ReadOnlySpan<double> OutOfScope { get; init; }

    /// <summary>Came into need in the year and did not ask.</summary>
    public required ReadOnlySpan<double> Silent { get; init; }

    /// <summary>In care on the last day.</summary>
    public required ReadOnlySpan<double> InCare { get; init; }
}
