namespace Populatie.Simulation.Inputs;

/// <summary>
/// What several scenarios start from (cube, fit, population, demography), made once and held while it is used: variants of
/// one base then cost no more than their own replicates. Everything on it is immutable. Thread-safe.
/// </summary>
/// <param name="most">Things held; the one that was longest unused goes first.</param>
public sealed class InputShelf(int most)
{
    /// <summary>Room for what a single run needs, so that nothing is made twice within it.</summary>
    internal const int OfOne = 8;

    private readonly Dictionary<object, Held> things = [];
    private readonly Lock gate = new();
    private long turn;

    /// <param name="key">Names the thing entirely: equal keys, equal things.</param>
    /// <param name="make">Called when it is not there; two that ask at once make it once.</param>
    internal T Of<T>(object key, Func<T> make)
        where T : notnull
    {
        Held held;
        lock (gate)
        {
            if (!things.TryGetValue(key, out held!))
            {
                things.Add(key, held = new(new(() => make())));
                if (things.Count > most)
                {
                    things.Remove(things.MinBy(t => ReferenceEquals(t.Value, held) ? long.MaxValue : t.Value.Turn).Key);
                }
            }
            held.Turn = ++turn;
        }
        try
        {
            return (T)held.Thing.Value;
        }
        catch
        {
            // What could not be read now may be there the next time.
            Forget(key, held);
            throw;
        }
    }

    private void Forget(object key, Held held)
    {
        lock (gate)
        {
            if (things.TryGetValue(key, out var there) && ReferenceEquals(there, held))
            {
                things.Remove(key);
            }
        }
    }

    private sealed class Held(Lazy<object> thing)
    {
        public Lazy<object> Thing { get; } = thing;

        public long Turn { get; set; }
    }
}
