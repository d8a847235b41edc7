namespace Populatie.Analytics.Areas.Schematic;

/// <summary>A field of square cells over the city, each given to one buurt (its ordinal) or to none (−1).</summary>
/// <param name="Left">Unit: metre, RD New.</param>
/// <param name="Bottom">Unit: metre, RD New.</param>
/// <param name="Side">Side of a cell. Unit: metre.</param>
internal sealed record Lattice(int Left, int Bottom, int Side, int Columns, int Rows)
{
    public const int Nobody = -1;

    /// <summary>Shape [Row, Column].</summary>
    public int[] Owner { get; } = NewField(Columns * Rows);

    /// <summary>A lattice around the centres, with room for the largest buurt on every side.</summary>
    public static Lattice Over(IReadOnlyList<SchematicBuurt> buurten, int side)
    {
        var margin = ((int)Math.Sqrt(buurten.Max(b => b.Area)) / side + 4) * side;
        var left = (buurten.Min(b => b.Centre.X) / 1000 / side * side) - margin;
        var bottom = (buurten.Min(b => b.Centre.Y) / 1000 / side * side) - margin;
        var right = (buurten.Max(b => b.Centre.X) / 1000) + margin;
        var top = (buurten.Max(b => b.Centre.Y) / 1000) + margin;
        return new(left, bottom, side, (right - left) / side, (top - bottom) / side);
    }

    public double MiddleX(int column) => Left + ((column + 0.5) * Side);

    public double MiddleY(int row) => Bottom + ((row + 0.5) * Side);

    /// <summary>The owner of a cell; nobody outside the lattice.</summary>
    public int OwnerAt(int row, int column) =>
        row < 0 || column < 0 || row >= Rows || column >= Columns ? Nobody : Owner[(row * Columns) + column];

    private static int[] NewField(int length)
    {
        var field = new int[length];
        Array.Fill(field, Nobody);
        return field;
    }
}
