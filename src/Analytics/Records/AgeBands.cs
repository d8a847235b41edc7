using System.Collections.Immutable;
using System.Globalization;

namespace Populatie.Analytics.Records;

/// <summary>A division of the ages 0 … 105 (last open) into bands. Immutable; thread-safe.</summary>
public sealed class AgeBands
{
    /// <summary>Single years of age that the engine knows: 0 … 105, the last one open.</summary>
    public const int AgeCount = 106;

    private readonly ImmutableArray<byte> ofAge;

    /// <param name="lowerBounds">First age of each band, ascending, starting at 0.</param>
    public AgeBands(params ReadOnlySpan<int> lowerBounds)
    {
        if (lowerBounds.IsEmpty || lowerBounds[0] != 0 || lowerBounds.Length > 32)
        {
            throw new ArgumentException("bands start at age 0 and number 1 to 32", nameof(lowerBounds));
        }
        for (var i = 1; i < lowerBounds.Length; i++)
        {
            if (lowerBounds[i] <= lowerBounds[i - 1] || lowerBounds[i] >= AgeCount)
            {
                throw new ArgumentException("bands ascend within 0 … 105", nameof(lowerBounds));
            }
        }
        LowerBounds = [.. lowerBounds];
        var map = new byte[AgeCount];
        byte band = 0;
        for (var age = 0; age < AgeCount; age++)
        {
            if (band + 1 < LowerBounds.Length && age >= LowerBounds[band + 1])
            {
                band++;
            }
            map[age] = band;
        }
        ofAge = [.. map];
    }

    /// <summary>The default bands. The public ones (0-15, 15-25, …) fit neither act.</summary>
    public static AgeBands Default { get; } = new(0, 4, 12, 18, 23, 45, 65, 75, 85);

    public ImmutableArray<int> LowerBounds { get; }

    public int Count => LowerBounds.Length;

    /// <summary>Band of an age; ages under 0 count as 0, over 105 as 105.</summary>
    public int OfAge(int age) => ofAge[Math.Clamp(age, 0, AgeCount - 1)];

    /// <summary>Last age of a band; 105 for the last.</summary>
    public int LastAge(int band) => band + 1 < Count ? LowerBounds[band + 1] - 1 : AgeCount - 1;

    /// <summary>Name as shown: <c>0-3</c>, <c>85+</c>.</summary>
    public string Name(int band) =>
        band == Count - 1
            ? string.Create(CultureInfo.InvariantCulture, $"{LowerBounds[band]}+")
            : string.Create(CultureInfo.InvariantCulture, $"{LowerBounds[band]}-{LastAge(band)}");
}
