namespace Populatie.Server.Tiles;

/// <summary>A rectangle on the grid of a zoom; all four sides belong to it.</summary>
internal readonly record struct Box(int Left, int Top, int Right, int Bottom)
{
    public static readonly Box Nothing = new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

    public Box With(GridPoint point) =>
        new(Math.Min(Left, point.X), Math.Min(Top, point.Y), Math.Max(Right, point.X), Math.Max(Bottom, point.Y));

    public bool Touches(Box other) =>
        Left <= other.Right && other.Left <= Right && Top <= other.Bottom && other.Top <= Bottom;
}
