using System.Globalization;
using System.Text;

namespace Populatie.Analytics.Evidence.Tables;

/// <summary>Whether two tables mean the same group: the same words, or the short name of one beside the full name of the other.</summary>
/// <param name="full">Short name → full name.</param>
public sealed class GroupNames(IReadOnlyDictionary<string, string> full)
{
    private readonly Dictionary<string, string> full = full.ToDictionary(
        p => Plain(p.Key),
        p => Plain(p.Value),
        StringComparer.Ordinal
    );

    public bool Same(string left, string right) =>
        string.Equals(Full(Plain(left)), Full(Plain(right)), StringComparison.Ordinal);

    private string Full(string name) => full.GetValueOrDefault(name, name);

    /// <summary>Letters and digits only, without accents and capitals.</summary>
    private static string Plain(string name)
    {
        var plain = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (
                char.IsLetterOrDigit(letter)
                && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark
            )
            {
                plain.Append(char.ToLowerInvariant(letter));
            }
        }
        return plain.ToString();
    }
}
