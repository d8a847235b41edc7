using System.Collections.Immutable;
using Populatie.Analytics.Faults;

namespace Populatie.Simulation.Analysis.Sensitivity;

/// <summary>Factors that are varied together, and shown as one.</summary>
/// <param name="Factors">Positions among the factors of the model.</param>
/// <param name="IsRest">Whether these are all that no other group has.</param>
public sealed record FactorGroup(string Name, ImmutableArray<int> Factors, bool IsRest);

/// <summary>From many factors to a few that can be shown.</summary>
public static class FactorGroups
{
    public const string Rest = "rest";

    /// <summary>The factors that do most one at a time, each by itself, and the rest together.</summary>
    /// <param name="most">How many groups at most, the rest included.</param>
    public static ImmutableArray<FactorGroup> Strongest(Tornado tornado, int most)
    {
        var order = Enumerable
            .Range(0, tornado.Bars.Length)
            .OrderByDescending(f => tornado.Bars[f].Swing(tornado.Central))
            .ToArray();
        var alone = order.Length <= most ? order.Length : most - 1;
        var shown = order.Take(alone).Select(f => new FactorGroup(tornado.Bars[f].Factor.Name, [f], false));
        return [.. shown, .. RestOf(order[alone..])];
    }

    /// <summary>The groups that somebody asks for: a name, or the beginning of names up to a point; and the rest.</summary>
    /// <exception cref="UsageException">A name that no factor has, or a factor that two names ask for.</exception>
    public static ImmutableArray<FactorGroup> Chosen(ImmutableArray<Factor> factors, IEnumerable<string> names)
    {
        var taken = new bool[factors.Length];
        var groups = ImmutableArray.CreateBuilder<FactorGroup>();
        foreach (var name in names)
        {
            var own = Enumerable.Range(0, factors.Length).Where(f => Belongs(factors[f].Name, name)).ToImmutableArray();
            if (own.IsEmpty)
            {
                throw Unknown(name, factors);
            }
            foreach (var f in own)
            {
                if (taken[f])
                {
                    throw new UsageException(
                        new(
                            $"--factors asks twice for {factors[f].Name}; name each factor once",
                            $"--factors vraagt tweemaal om {factors[f].Name}; noem elke factor één keer"
                        )
                    );
                }
                taken[f] = true;
            }
            groups.Add(new(name, own, false));
        }
        groups.AddRange(RestOf([.. Enumerable.Range(0, factors.Length).Where(f => !taken[f])]));
        return groups.ToImmutable();
    }

    private static bool Belongs(string factor, string name) =>
        string.Equals(factor, name, StringComparison.Ordinal)
        || factor.StartsWith(name + ".", StringComparison.Ordinal);

    private static IEnumerable<FactorGroup> RestOf(int[] factors) =>
        factors.Length == 0 ? [] : [new FactorGroup(Rest, [.. factors.Order()], true)];

    private static UsageException Unknown(string name, ImmutableArray<Factor> factors)
    {
        var known = factors
            .SelectMany(f => new[] { f.Name, f.Name.Split('.')[0] })
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return Spelling.Nearest(name, known) is { } meant
            ? new(
                new(
                    $"no factor is called {name}; did you mean {meant}?",
                    $"geen factor heet {name}; bedoelde u {meant}?"
                )
            )
            : new(
                new(
                    $"no factor is called {name}; choose from {string.Join(", ", factors.Select(f => f.Name))}",
                    $"geen factor heet {name}; kies uit {string.Join(", ", factors.Select(f => f.Name))}"
                )
            );
    }
}
