namespace Populatie.Server.Tiles;

/// <summary>A point on the whole grid of a zoom: the same for every tile that it is in, so that what joins there joins everywhere.</summary>
internal readonly record struct GridPoint(int X, int Y);
