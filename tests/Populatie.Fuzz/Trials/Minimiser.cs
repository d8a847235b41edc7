namespace Populatie.Fuzz.Trials;

/// <summary>Makes an input that fails as small as it gets while it still fails in the same way.</summary>
internal static class Minimiser
{
    private const int MostTries = 20_000;

    public static byte[] Shrink(Target target, byte[] input, string kind)
    {
        var tries = 0;
        for (var piece = input.Length / 2; piece > 0 && tries < MostTries; piece /= 2)
        {
            for (var at = 0; at + piece <= input.Length && tries < MostTries; )
            {
                byte[] shorter = [.. input.AsSpan(0, at), .. input.AsSpan(at + piece)];
                tries++;
                if (string.Equals(Trial.Judge(target, shorter).Finding?.Kind, kind, StringComparison.Ordinal))
                {
                    input = shorter;
                }
                else
                {
                    at += piece;
                }
            }
        }
        return input;
    }
}
