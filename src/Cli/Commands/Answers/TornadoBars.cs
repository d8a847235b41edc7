using Populatie.Simulation.Analysis.Sensitivity;

namespace Populatie.Cli.Commands.Answers;

/// <summary>A tornado in plain characters: what the lower end of a factor does as ░, what the upper end does as █.</summary>
internal sealed class TornadoBars(double central, double widest)
{
    private const int Half = 18;

    /// <summary>A bar around the middle, which is a line; where both ends lead the same way the nearer lies in the further.</summary>
    public string Of(TornadoBar bar)
    {
        var cells = new char[(2 * Half) + 1];
        Array.Fill(cells, ' ');
        var (low, high) = (Cells(bar.AtLow), Cells(bar.AtHigh));
        if (Math.Abs(low) >= Math.Abs(high))
        {
            Fill(cells, low, '░');
            Fill(cells, high, '█');
        }
        else
        {
            Fill(cells, high, '█');
            Fill(cells, low, '░');
        }
        cells[Half] = '│';
        return new string(cells).TrimEnd();
    }

    private int Cells(double value) =>
        widest > 0 ? (int)Math.Round((value - central) / widest * Half, MidpointRounding.AwayFromZero) : 0;

    private static void Fill(char[] cells, int length, char with)
    {
        for (var i = 1; i <= Math.Abs(length); i++)
        {
            cells[Half + (Math.Sign(length) * i)] = with;
        }
    }
}
