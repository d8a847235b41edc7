using System.Text;

namespace Populatie.Cli.Shell;

/// <summary>
/// From one total to another, step by step, in plain characters: █ totals, ▓ what is added, ░ what is taken off. Totals begin
/// where the scale does, which is at zero unless the steps would be too small to see.
/// </summary>
internal sealed class Waterfall(int width = 56)
{
    /// <summary>Steps are seen when they are together at least this part of the scale.</summary>
    private const double LeastSeen = 0.25;

    private readonly List<(string Label, string Shown, double From, double To, bool Total)> bars = [];
    private double at;

    public void AddTotal(string label, string shown, double value)
    {
        at = value;
        bars.Add((label, shown, double.NaN, value, true));
    }

    public void AddStep(string label, string shown, double change)
    {
        bars.Add((label, shown, at, at + change, false));
        at += change;
    }

    /// <param name="cut">What to say where the scale does not begin at zero; given its begin.</param>
    public void Print(TextWriter writer, Func<double, string> cut)
    {
        var low = bars.Min(b => b.Total ? b.To : Math.Min(b.From, b.To));
        var high = bars.Max(b => b.Total ? b.To : Math.Max(b.From, b.To));
        var start = high - low < LeastSeen * high && low > 0 ? low - ((high - low) / 3) : Math.Min(0, low);
        var scale = high > start ? width / (high - start) : 0;
        int At(double value) => (int)Math.Round((value - start) * scale);
        var (label, number) = (bars.Max(b => b.Label.Length), bars.Max(b => b.Shown.Length));
        foreach (var bar in bars)
        {
            var (from, to) = bar.Total
                ? (0, At(bar.To))
                : (At(Math.Min(bar.From, bar.To)), At(Math.Max(bar.From, bar.To)));
            var mark =
                bar.Total ? '█'
                : bar.To >= bar.From ? '▓'
                : '░';
            // A step too small for the scale still shows where it is.
            var drawn = to > from ? new string(mark, to - from) : "│";
            var line = new StringBuilder()
                .Append(bar.Label.PadRight(label))
                .Append("  ")
                .Append(bar.Shown.PadLeft(number))
                .Append("  ")
                .Append(' ', from)
                .Append(drawn);
            writer.WriteLine(line.ToString().TrimEnd());
        }
        if (start > 0)
        {
            writer.WriteLine($"{new string(' ', label + number + 4)}{cut(start)}");
        }
    }
}
