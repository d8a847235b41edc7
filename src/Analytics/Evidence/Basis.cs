namespace Populatie.Analytics.Evidence;

/// <summary>What stands behind a figure. Every figure that is shown carries one.</summary>
public enum Basis : byte
{
    /// <summary>Taken over from a published table.</summary>
    Published,

    /// <summary>Counted from records of real care.</summary>
    Observed,

    /// <summary>Divided over clients by a rule, because nobody declared it (lump sums).</summary>
    Allocated,

    /// <summary>Computed by a model from other figures.</summary>
    Estimated,

    /// <summary>A setting with a range and a source.</summary>
    Assumed,

    /// <summary>Made by a generator; no real person stands behind it.</summary>
    Synthetic,
}
