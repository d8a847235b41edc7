using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Analysis.BreakEven;

/// <summary>
/// One figure of a scenario that is turned until a target is met: on a grid, from its least to its most. Immutable.
/// </summary>
public abstract record Adjustment
{
    /// <summary>Positions of a grid are at least this many, so that a step is small.</summary>
    private const int LeastSteps = 200;

    private const string Source = "break-even";

    /// <summary>What is turned, as people read it: <c>hiring</c>, <c>fte wmo-ambulant</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where the search begins; of a lever: where it changes nothing.</summary>
    public required decimal From { get; init; }

    /// <summary>Where it ends; may lie below <see cref="From"/>.</summary>
    public required decimal To { get; init; }

    internal Unit Unit { get; init; } = Unit.Number;

    /// <summary>1, 2 or 5 times a power of ten.</summary>
    public decimal Step => StepOf(Math.Abs(To - From));

    public int Last => (int)Math.Floor(Math.Abs(To - From) / Step);

    /// <summary>The value at a position of the grid.</summary>
    public double ValueAt(int position) => (double)(From + (Math.Sign(To - From) * Step * position));

    public string Format(double value) => Unit.Format(value);

    /// <summary>The scenario with this figure at a value, and certain.</summary>
    public abstract Scenario Apply(Scenario scenario, double value);

    /// <summary>Lines of a scenario that extends the one that was asked about, and says the value.</summary>
    public abstract string Lines(Scenario scenario, double value);

    /// <summary>Reads the two ends of a range: <c>0% to 60%</c>.</summary>
    /// <exception cref="UsageException">It is not written so.</exception>
    internal static (decimal From, decimal To) Range(string text, Unit unit)
    {
        var ends = text.Split(["..", " to ", " tot ", "–"], 2, StringSplitOptions.TrimEntries);
        var read = ends.Select(e =>
                QuantityText.Parse(e, unit, out var quantity, out _) == QuantityFault.None
                    ? (decimal?)quantity.Value
                    : null
            )
            .ToList();
        var example = $"{unit.Format(0)} to {unit.Format(unit.IsMoney ? 1e6 : 0.5)}";
        return read is [{ } from, { } to] && from != to
            ? (from, to)
            : throw new UsageException(
                new(
                    $"--between {text} is no range of {unit.Name.English}; write for example \"{example}\"",
                    $"--between {text} is geen bereik van {unit.Name.Dutch}; schrijf bijvoorbeeld \"{example}\""
                )
            );
    }

    internal static Assumption Exactly(double value) => new(value, value, value, Source, 1);

    /// <summary>An assumption in its long form, which says everything.</summary>
    internal static string Long(Assumption a, Unit unit) =>
        FormattableString.Invariant(
            $"{{value: {unit.Format(a.Value)}, low: {unit.Format(a.Low)}, high: {unit.Format(a.High)}, source: {Quoted(a.Source)}, confidence: {a.Confidence}}}"
        );

    internal static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static decimal StepOf(decimal width)
    {
        var step = 1m;
        while (step * LeastSteps > width)
        {
            step /= 10;
        }
        while (step * 10 * LeastSteps <= width)
        {
            step *= 10;
        }
        return step * 5 * LeastSteps <= width ? step * 5
            : step * 2 * LeastSteps <= width ? step * 2
            : step;
    }
}
