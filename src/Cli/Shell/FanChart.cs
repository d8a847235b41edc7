using System.Text;

namespace Populatie.Cli.Shell;

/// <summary>
/// A fan over the years in plain characters: observed years as ■, the middle of the futures as ●, their 90% band as ░.
/// The scale starts at zero, so heights can be compared with the eye.
/// </summary>
internal sealed class FanChart(Session session, string title, int height = 13)
{
    private const int CharactersPerYear = 2;
    private readonly SortedDictionary<int, (double Low, double Middle, double High, bool Observed)> points = [];

    public void AddObserved(int year, double value) => points[year] = (value, value, value, true);

    public void AddProjected(int year, double low, double middle, double high) =>
        points[year] = (low, middle, high, false);

    public void Print(TextWriter writer, Func<double, string> show)
    {
        if (points.Count == 0)
        {
            return;
        }
        var top = RoundUp(points.Values.Max(p => p.High));
        var labels = Enumerable.Range(0, height).Select(row => Label(row, top, show)).ToArray();
        var margin = labels.Max(l => l.Length);
        writer.WriteLine(title);
        for (var row = 0; row < height; row++)
        {
            var line = new StringBuilder(labels[row].PadLeft(margin)).Append(row % 3 == 0 ? " ┤" : " │");
            foreach (var point in points.Values)
            {
                line.Append(Mark(point, row, top)).Append(' ', CharactersPerYear - 1);
            }
            writer.WriteLine(line.ToString().TrimEnd());
        }
        writer.WriteLine(new string(' ', margin) + " └" + new string('─', points.Count * CharactersPerYear));
        writer.WriteLine(new string(' ', margin + 2) + YearAxis());
        writer.WriteLine(
            new string(' ', margin + 2)
                + session.Say(
                    "■ observed years of the base   ● middle of the futures   ░ 90% of the futures",
                    "■ waargenomen jaren van de basis   ● midden van de toekomsten   ░ 90% van de toekomsten"
                )
        );
    }

    private string YearAxis()
    {
        var axis = new StringBuilder();
        foreach (var year in points.Keys.Where(y => y % 5 == 0))
        {
            var at = (year - points.Keys.First()) * CharactersPerYear;
            axis.Append(' ', Math.Max(0, at - axis.Length)).Append(year);
        }
        return axis.ToString();
    }

    private char Mark((double Low, double Middle, double High, bool Observed) point, int row, double top)
    {
        var at = RowOf(point.Middle, top);
        if (row == at)
        {
            return point.Observed ? '■' : '●';
        }
        return !point.Observed && row >= RowOf(point.High, top) && row <= RowOf(point.Low, top) ? '░' : ' ';
    }

    private int RowOf(double value, double top) =>
        Math.Clamp((int)Math.Round((1 - (value / top)) * (height - 1), MidpointRounding.AwayFromZero), 0, height - 1);

    private string Label(int row, double top, Func<double, string> show) =>
        row % 3 == 0 ? show(top * (height - 1 - row) / (height - 1)) : "";

    /// <summary>The next number of the form 1, 1.5, 2, 3, 5, 8 × 10ⁿ: a scale that a person can read.</summary>
    private static double RoundUp(double value)
    {
        if (value <= 0)
        {
            return 1;
        }
        var unit = 1.0;
        while (unit * 10 <= value)
        {
            unit *= 10;
        }
        while (unit > value)
        {
            unit /= 10;
        }
        double[] steps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
        return steps.Select(s => s * unit).First(s => s >= value);
    }
}
