namespace Populatie.Analytics.Tallies.Store;

/// <summary>
/// A checksum of 64 bits that tells a block that was damaged on disk from one that was not, as quick as memory. Against
/// malice it is no help: who can write in the workspace can write anything.
/// </summary>
internal static class BlockSum
{
    private const ulong Mix = 0x9E37_79B9_7F4A_7C15;

    public static ulong Of(ReadOnlySpan<TallyRow> rows)
    {
        unchecked
        {
            // A sum per word of the row: four chains that do not wait for each other.
            var (a, b, c, d) = (Mix, Mix * 3, Mix * 5, Mix * 7);
            foreach (ref readonly var row in rows)
            {
                a = (a ^ row.What) * Mix;
                b = (b ^ (ulong)row.HowMuch) * Mix;
                c = (c ^ row.PersonLow) * Mix;
                d = (d ^ row.PersonHigh) * Mix;
                a ^= a >> 32;
                b ^= b >> 32;
                c ^= c >> 32;
                d ^= d >> 32;
            }
            var sum = (((((a * 31) ^ b) * Mix) ^ c) * Mix) ^ d ^ (ulong)rows.Length;
            return sum ^ (sum >> 29);
        }
    }
}
