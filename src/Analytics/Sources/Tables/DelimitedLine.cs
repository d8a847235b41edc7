using System.Text;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Tables;

/// <summary>One line of a small table, cut into fields; quotes may hold the separator, and "" stands for a quote.</summary>
internal static class DelimitedLine
{
    /// <param name="name">The file, for errors.</param>
    /// <exception cref="SourceFormatException">A quote is opened and never closed.</exception>
    public static string[] Split(string name, long line, ReadOnlySpan<char> text, char separator)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == separator && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }
        fields.Add(field.ToString());
        return quoted
            ? throw new SourceFormatException(
                name,
                line,
                fields.Count,
                new("a quote that is never closed", "een aanhalingsteken dat niet sluit"),
                new("quotes in pairs", "aanhalingstekens in paren"),
                new("close it on the same line", "sluit het op dezelfde regel")
            )
            : [.. fields];
    }
}
