using System.Text;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Points;

/// <summary>What the header of a file of points says: the separator, and where the two coordinates stand.</summary>
/// <param name="X">Number of the column, from 0.</param>
/// <param name="Y">Number of the column, from 0.</param>
internal sealed record PointColumns(string File, byte Separator, int X, int Y)
{
    public bool CommaIsDecimal => Separator != ',';

    /// <exception cref="SourceFormatException">A column is missing.</exception>
    public static PointColumns Read(string file, ReadOnlySpan<byte> header, string xName, string yName)
    {
        var separator =
            header.Contains((byte)';') ? ';'
            : header.Contains((byte)'\t') ? '\t'
            : ',';
        var names = Encoding.UTF8.GetString(header).Split(separator).Select(n => n.Trim().Trim('"')).ToArray();
        return new(file, (byte)separator, Find(file, names, xName, "--x"), Find(file, names, yName, "--y"));
    }

    private static int Find(string file, string[] names, string wanted, string option)
    {
        var exact = Array.IndexOf(names, wanted);
        var at = exact >= 0 ? exact : Array.FindIndex(names, n => n.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        var shown = string.Join(", ", names.Take(20));
        shown = shown.Length > 200 ? shown[..200] + "…" : shown;
        return at >= 0
            ? at
            : throw new SourceFormatException(
                file,
                1,
                1,
                new($"the columns {shown}", $"de kolommen {shown}"),
                new($"a column '{wanted}'", $"een kolom '{wanted}'"),
                new($"name the right column with {option}", $"noem de juiste kolom met {option}")
            );
    }
}
