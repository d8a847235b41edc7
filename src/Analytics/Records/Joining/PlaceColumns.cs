namespace Populatie.Analytics.Records.Joining;

/// <summary>What each record of a batch says about its place, before the join turns it into a leaf. Not thread-safe.</summary>
public sealed class PlaceColumns(int capacity)
{
    /// <summary>A coordinate too large to be anywhere near: kept apart from <see cref="UseBatch.UnknownCoordinate"/>.</summary>
    public const int FarAway = int.MaxValue;

    /// <summary>RD millimetres, or <see cref="UseBatch.UnknownCoordinate"/>.</summary>
    public int[] X { get; } = new int[capacity];

    public int[] Y { get; } = new int[capacity];

    /// <summary>As <see cref="PlaceCode.PackArea"/> gives it.</summary>
    public ulong[] AreaCode { get; } = new ulong[capacity];

    /// <summary>As <see cref="PlaceCode.PackPostcode"/> gives it.</summary>
    public ulong[] Postcode { get; } = new ulong[capacity];
}
