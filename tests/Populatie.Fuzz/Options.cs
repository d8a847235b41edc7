using System.Globalization;

namespace Populatie.Fuzz;

/// <summary>Options as <c>--name value</c>.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public Options(ReadOnlySpan<string> arguments)
    {
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == arguments.Length)
            {
                throw new FormatException($"{arguments[i]} is not known, or needs a value");
            }
            values[arguments[i]] = arguments[i + 1];
        }
    }

    public bool Has(string name) => values.ContainsKey(name);

    public string? Text(string name) => values.GetValueOrDefault(name);

    public long Whole(string name, long otherwise) =>
        !values.TryGetValue(name, out var text) ? otherwise
        : long.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value) ? value
        : throw new FormatException($"{name} needs a whole number, not '{text}'");
}
