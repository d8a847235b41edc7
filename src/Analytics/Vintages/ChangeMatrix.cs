using System.Collections.Immutable;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Vintages;

/// <summary>
/// Where the buurten of one vintage of boundaries went in another: per old code the new codes with whole weights, mostly
/// addresses. A code means a place only within its vintage: after a redivision CBS gives old codes to other places, so what
/// the matrix says of a code goes before what the code itself seems to say. Immutable; thread-safe.
/// </summary>
public sealed class ChangeMatrix
{
    private readonly SortedDictionary<string, ImmutableArray<ChangeShare>> targets = new(StringComparer.Ordinal);
    private readonly HashSet<string> reached = new(StringComparer.Ordinal);

    /// <param name="changes">From, to and weight ≥ 0; the same pair may come more than once. Weights of 0 say nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative.</exception>
    public ChangeMatrix(IEnumerable<(string From, string To, long Weight)> changes)
    {
        var sums = new SortedDictionary<(string From, string To), long>(
            Comparer<(string From, string To)>.Create(
                (x, y) =>
                    string.CompareOrdinal(x.From, y.From) is not 0 and var order
                        ? order
                        : string.CompareOrdinal(x.To, y.To)
            )
        );
        foreach (var (from, to, weight) in changes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(changes));
            sums[(from, to)] = sums.GetValueOrDefault((from, to)) + weight;
        }
        foreach (var group in sums.Where(s => s.Value > 0).GroupBy(s => s.Key.From, StringComparer.Ordinal))
        {
            targets.Add(group.Key, [.. group.Select(s => new ChangeShare(s.Key.To, s.Value))]);
            reached.UnionWith(group.Select(s => s.Key.To));
        }
        using var digest = new Digest();
        digest.Add("format", "change matrix 1");
        foreach (var (from, to) in targets)
        {
            foreach (var share in to)
            {
                digest.Add(from, share.To).Add("weight", share.Weight);
            }
        }
        Digest = digest.ToId();
    }

    /// <summary>Digest of all that the matrix says.</summary>
    public string Digest { get; }

    /// <summary>Old codes, in order.</summary>
    public IReadOnlyCollection<string> Codes => targets.Keys;

    /// <summary>The new codes of an old one, in order, with weights above 0; empty when the matrix does not name it.</summary>
    public ImmutableArray<ChangeShare> TargetsOf(string from) => targets.TryGetValue(from, out var found) ? found : [];

    /// <summary>Whether any old code goes to this new one.</summary>
    public bool Reaches(string to) => reached.Contains(to);
}

/// <summary>A new code and how much of the old one lies in it.</summary>
/// <param name="Weight">Addresses, or millionths of the whole; above 0.</param>
public readonly record struct ChangeShare(string To, long Weight);
