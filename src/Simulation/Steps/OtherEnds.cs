using System.Numerics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Chance;

namespace Populatie.Simulation.Steps;

/// <summary>
/// Whose care ended otherwise than plainly in a step of a buurt. They are few, so they are listed person by person, and each
/// one's way is decided by a uniform of its own.
/// </summary>
/// <param name="codes">Address of each cell within a buurt.</param>
internal sealed class OtherEnds(ReadOnlyMemory<uint> codes)
{
    private int[] cells = new int[256];
    private int[] lanes = new int[256];
    private uint[] persons = new uint[256];
    private uint[] addresses = new uint[256];
    private double[] uniforms = new double[256];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    /// <summary>Adds a cell.</summary>
    /// <param name="others">Shape [8].</param>
    public void Add(int cell, ReadOnlySpan<double> others)
    {
        for (var any = LaneSums.AboveZero(others); any != 0; any &= any - 1)
        {
            var lane = BitOperations.TrailingZeroCount(any);
            var people = unchecked((uint)others[lane]);
            for (var person = 0u; person < people; person++)
            {
                Add(cell, lane, person);
            }
        }
    }

    /// <summary>Draws where they go: the first uniform of (cell, step, purpose, person).</summary>
    /// <param name="buurt">What the buurt adds to the addresses of its cells.</param>
    public void Draw(BlockDraws draws, uint buurt, uint step, Purpose purpose)
    {
        // Whole groups: what is drawn behind the last means nothing.
        var whole = (Count + Block8.Size - 1) / Block8.Size * Block8.Size;
        for (var i = 0; i < Count; i++)
        {
            addresses[i] = buurt | codes.Span[cells[i]];
        }
        draws.ScatteredUniforms(
            addresses.AsSpan(0, whole),
            lanes.AsSpan(0, whole),
            persons.AsSpan(0, whole),
            step,
            (uint)purpose,
            uniforms.AsSpan(0, whole)
        );
    }

    /// <summary>After <see cref="Draw"/>.</summary>
    public (int Cell, int Lane, double Uniform) this[int index] => (cells[index], lanes[index], uniforms[index]);

    private void Add(int cell, int lane, uint person)
    {
        if (Count == cells.Length)
        {
            var room = 2 * Count;
            Array.Resize(ref cells, room);
            Array.Resize(ref lanes, room);
            Array.Resize(ref persons, room);
            (addresses, uniforms) = (new uint[room], new double[room]);
        }
        (cells[Count], lanes[Count], persons[Count]) = (cell, lane, person);
        Count++;
    }
}
