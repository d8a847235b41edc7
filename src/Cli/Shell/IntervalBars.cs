using System.Globalization;
using System.Text;

namespace Populatie.Cli.Shell;

/// <summary>
/// Intervals under one another on a common scale around zero, in plain characters: ░ from low to high, ● the middle, │ zero.
/// </summary>
internal sealed class IntervalBars(string title, Func<double, string> show, int width = 57)
{
    private readonly List<(string Label, double Low, double Middle, double High)> bars = [];

    public void Add(string label, double low, double middle, double high) => bars.Add((label, low, middle, high));

    public void Print(TextWriter writer, string legend)
    {
        if (bars.Count == 0)
        {
            return;
        }
        var (from, to) = Scale();
        var margin = bars.Max(b => b.Label.Length);
        int At(double value) => Math.Clamp((int)Math.Round((value - from) / (to - from) * (width - 1)), 0, width - 1);
        var zero = At(0);
        writer.WriteLine(title);
        foreach (var (label, low, middle, high) in bars)
        {
            var line = new StringBuilder(new string(' ', width));
            line[zero] = '│';
            for (var i = At(low); i <= At(high); i++)
            {
                line[i] = i == zero ? '┼' : '░';
            }
            line[At(middle)] = '●';
            writer.WriteLine($"{label.PadRight(margin)}  {line}".TrimEnd());
        }
        writer.WriteLine($"{new string(' ', margin)}  {Rule(At(0))}");
        writer.WriteLine($"{new string(' ', margin)}  {Marks(from, to, zero)}".TrimEnd());
        writer.WriteLine($"{new string(' ', margin)}  {legend}");
    }

    private string Rule(int zero) => new StringBuilder(new string('─', width)) { [zero] = '┴' }.ToString();

    /// <summary>The ends and zero, where zero is not too near to an end to be read beside it.</summary>
    private string Marks(double from, double to, int zero)
    {
        var (left, right) = (show(from), show(to));
        var line = new StringBuilder(new string(' ', width));
        void Write(int at, string text)
        {
            var begin = Math.Clamp(at, 0, width - text.Length);
            for (var i = 0; i < text.Length; i++)
            {
                line[begin + i] = text[i];
            }
        }

        Write(0, left);
        Write(width - right.Length, right);
        if (zero > left.Length + 1 && zero < width - right.Length - 2)
        {
            Write(zero, 0.ToString(CultureInfo.InvariantCulture));
        }
        return line.ToString();
    }

    /// <summary>From the lowest to the highest, zero included; each end rounded outwards to two digits.</summary>
    private (double From, double To) Scale()
    {
        var (low, high) = (Math.Min(0, bars.Min(b => b.Low)), Math.Max(0, bars.Max(b => b.High)));
        if (low >= high)
        {
            return (-1, 1);
        }
        var unit = 1.0;
        while (unit > (high - low) / 10)
        {
            unit /= 10;
        }
        while (unit * 100 < high - low)
        {
            unit *= 10;
        }
        return (Math.Floor(low / unit) * unit, Math.Ceiling(high / unit) * unit);
    }
}
