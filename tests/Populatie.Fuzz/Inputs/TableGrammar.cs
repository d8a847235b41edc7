using System.Text;

namespace Populatie.Fuzz.Inputs;

/// <summary>Writes small tables with given columns: mostly as they should be, in every dialect, and now and then not.</summary>
internal sealed class TableGrammar(params (string Name, string[] Values)[] columns)
{
    private static readonly string[] Odd =
    [
        "",
        " ",
        "\"\"",
        "\"a,b;c\"",
        "\"two\nlines\"",
        "\"\"\"\"",
        "\"open",
        "x\"y",
        "é",
        "'",
        "NULL",
        "-99997",
        "1e5",
        "0",
        ".",
    ];

    /// <summary>Names and values: the words of the format.</summary>
    public IReadOnlyList<string> Words { get; } =
    [.. columns.SelectMany(c => c.Values.Prepend(c.Name)).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <param name="before">Lines above the column names.</param>
    public byte[] Write(Draws draws, string before = "", string separators = ",;")
    {
        var text = new StringBuilder(draws.OneIn(12) ? "\uFEFF" : "").Append(before);
        var separator = separators[draws.Below(separators.Length)];
        var end = draws.OneIn(4) ? "\r\n" : "\n";
        var order = Enumerable.Range(0, columns.Length).ToArray();
        if (draws.OneIn(4))
        {
            Shuffle(order, draws);
        }
        if (draws.OneIn(10))
        {
            order = order[..(1 + draws.Below(order.Length))];
        }
        var quoted = draws.OneIn(5);
        Row(c => columns[c].Name);
        for (var rows = draws.Below(draws.OneIn(20) ? 40 : 6); rows > 0; rows--)
        {
            Row(c => draws.OneIn(25) ? draws.Pick<string>(Odd) : draws.Pick<string>(columns[c].Values));
        }
        if (draws.OneIn(5))
        {
            text.Length = Math.Max(0, text.Length - end.Length);
        }
        var bytes = draws.OneIn(8)
            ? Encoding.Latin1.GetBytes(text.ToString())
            : Encoding.UTF8.GetBytes(text.ToString());
        return bytes;

        void Row(Func<int, string> field)
        {
            var fields = order
                .Select(field)
                .Select(f => quoted && !f.Contains('"', StringComparison.Ordinal) ? $"\"{f}\"" : f);
            text.AppendJoin(separator, fields).Append(end);
        }
    }

    private static void Shuffle(int[] order, Draws draws)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = draws.Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
