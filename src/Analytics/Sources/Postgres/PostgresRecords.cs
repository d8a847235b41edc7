using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Records;

namespace Populatie.Analytics.Sources.Postgres;

/// <summary>Records from a query, as a file in the native layout.</summary>
public static class PostgresRecords
{
    private const string Point = "geom";

    /// <summary>What a query must at least give: the rest of the layout may stay unknown.</summary>
    private static readonly string[] Needed = ["person", "product"];

    /// <summary>
    /// Records of a query whose columns are named as in the native layout, with <c>geom</c> (a point) instead of x and y
    /// if need be. Nothing happens before the file is opened.
    /// </summary>
    public static RecordFile Native(PostgresSource source) =>
        new(source.Name, () => Open(source, NativeColumns)) { IsQuery = true };

    /// <summary>Rows of a query under the names that it gives them, for a mapping to read; a point becomes x and y.</summary>
    public static RecordFile AsNamed(PostgresSource source) =>
        new(source.Name, () => Open(source, NamedColumns)) { IsQuery = true };

    private static CopyTextStream Open(
        PostgresSource source,
        Func<PostgresSource, PostgresSession, (List<CopyColumn> Columns, List<string> Absent)> choose
    )
    {
        var session = PostgresSession.OpenAsync(source).GetAwaiter().GetResult();
        try
        {
            var (columns, absent) = choose(source, session);
            return new CopyTextStream(source, session, columns, absent);
        }
        catch
        {
            session.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    private static (List<CopyColumn> Columns, List<string> Absent) NativeColumns(
        PostgresSource source,
        PostgresSession session
    )
    {
        var columns = new List<CopyColumn>();
        var absent = RecordTokens.Columns.ToList();
        foreach (var column in session.Columns)
        {
            var isPoint = string.Equals(column.Name, Point, StringComparison.OrdinalIgnoreCase);
            string[] names = isPoint ? ["x", "y"] : [column.Name.ToLowerInvariant()];
            foreach (var name in names)
            {
                if (!absent.Remove(name))
                {
                    throw RecordTokens.Columns.Contains(name, StringComparer.Ordinal)
                        ? Twice(source, name)
                        : Unknown(source, column.Name);
                }
            }
            CopyKinds.Check(source, column, isPoint ? Point : names[0]);
            columns.Add(new(isPoint ? null : names[0], CopyKinds.Of(column)));
        }
        var missing = Needed.FirstOrDefault(absent.Contains);
        return missing is null ? (columns, absent) : throw Missing(source, missing);
    }

    private static (List<CopyColumn> Columns, List<string> Absent) NamedColumns(
        PostgresSource source,
        PostgresSession session
    )
    {
        var columns = new List<CopyColumn>();
        foreach (var column in session.Columns)
        {
            var kind = CopyKinds.Of(column);
            if (kind == CopyKind.Other)
            {
                CopyKinds.Check(source, column, column.Name);
            }
            columns.Add(new(kind == CopyKind.Geometry ? null : Quoted(column.Name), kind));
        }
        return (columns, []);
    }

    private static string Quoted(string name) =>
        name.AsSpan().IndexOfAny(",\"\n") < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static SourceFormatException Unknown(PostgresSource source, string name)
    {
        var nearest = Spelling.Nearest(name, RecordTokens.Columns.Append(Point));
        return new(
            source.Name,
            null,
            null,
            new($"a column {name}", $"een kolom {name}"),
            new("columns of the layout, or geom", "kolommen van de indeling, of geom"),
            nearest is null
                ? new("leave it out of the query", "laat hem weg uit de query")
                : new($"write {name} as {nearest}, or leave it out", $"schrijf {name} as {nearest}, of laat hem weg")
        );
    }

    private static SourceFormatException Twice(PostgresSource source, string name) =>
        new(
            source.Name,
            null,
            null,
            new($"column {name} twice", $"kolom {name} twee keer"),
            new("each column once; geom instead of x and y", "elke kolom één keer; geom in plaats van x en y"),
            new("leave one out of the query", "laat er een weg uit de query")
        );

    private static SourceFormatException Missing(PostgresSource source, string name) =>
        new(
            source.Name,
            null,
            null,
            new($"no column {name}", $"geen kolom {name}"),
            new("at least person and product", "ten minste person en product"),
            new($"write … as {name} in the query", $"schrijf … as {name} in de query")
        );
}
