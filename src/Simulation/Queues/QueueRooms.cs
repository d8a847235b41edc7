namespace Populatie.Simulation.Queues;

/// <summary>
/// The large arrays of boards that are done, for those that come next: as large as the largest so far, and all 0. One thread
/// at a time.
/// </summary>
internal sealed class QueueRooms
{
    private readonly Stack<float[]> cells = new();
    private readonly Stack<double[]> histograms = new();

    /// <summary>An array of at least so many elements, all 0.</summary>
    public float[] Cells(int length) => Take(cells, length);

    /// <inheritdoc cref="Cells"/>
    public double[] Histogram(int length) => Take(histograms, length);

    /// <summary>Takes arrays back; both all 0.</summary>
    public void Keep(float[] cellsDone, double[] histogramDone)
    {
        cells.Push(cellsDone);
        histograms.Push(histogramDone);
    }

    private static T[] Take<T>(Stack<T[]> kept, int length) =>
        kept.TryPop(out var array) && array.Length >= length ? array : new T[length];
}
