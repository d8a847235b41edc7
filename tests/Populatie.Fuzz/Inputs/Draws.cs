namespace Populatie.Fuzz.Inputs;

/// <summary>Pseudo-random choices from a seed (SplitMix64): the same seed gives the same inputs on every machine.</summary>
internal sealed class Draws(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>0 … <paramref name="count"/> − 1; 0 when there is nothing to choose from.</summary>
    public int Below(int count) => count <= 1 ? 0 : (int)(((UInt128)Next() * (ulong)count) >> 64);

    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True once in so many.</summary>
    public bool OneIn(int many) => Below(many) == 0;

    public T Pick<T>(ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>A seed for something with a name of its own.</summary>
    public static ulong SeedOf(ulong seed, string name)
    {
        unchecked
        {
            var hash = 0xCBF29CE484222325 ^ seed;
            foreach (var letter in name)
            {
                hash = (hash ^ letter) * 0x100000001B3;
            }
            return new Draws(hash).Next();
        }
    }
}
