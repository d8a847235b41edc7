using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Postgres;

/// <summary>How a type of the server travels in a binary copy, as far as records and areas need it.</summary>
internal enum CopyKind
{
    /// <summary>A type that has to be cast in the query.</summary>
    Other,
    Text,

    /// <summary>Text of a fixed length, filled with spaces that mean nothing.</summary>
    Padded,
    Uuid,
    Integer,
    Numeric,
    Single,
    Double,
    Date,
    Timestamp,
    Geometry,
}

/// <summary>Which kind a column is, which columns of the layout take it, and which cast mends another.</summary>
internal static class CopyKinds
{
    private static readonly CopyKind[] ForText =
    [
        CopyKind.Text,
        CopyKind.Padded,
        CopyKind.Uuid,
        CopyKind.Integer,
        CopyKind.Numeric,
    ];
    private static readonly CopyKind[] ForDate = [CopyKind.Date, CopyKind.Timestamp, CopyKind.Text, CopyKind.Padded];
    private static readonly CopyKind[] ForWhole = [CopyKind.Integer, CopyKind.Numeric, CopyKind.Text, CopyKind.Padded];
    private static readonly CopyKind[] ForReal = [.. ForWhole, CopyKind.Single, CopyKind.Double];

    public static CopyKind Of(PostgresColumn column) =>
        column.IsEnum
            ? CopyKind.Text
            : column.TypeName switch
            {
                "text" or "varchar" or "name" or "citext" => CopyKind.Text,
                "bpchar" => CopyKind.Padded,
                "uuid" => CopyKind.Uuid,
                "int2" or "int4" or "int8" => CopyKind.Integer,
                "numeric" => CopyKind.Numeric,
                "float4" => CopyKind.Single,
                "float8" => CopyKind.Double,
                "date" => CopyKind.Date,
                "timestamp" => CopyKind.Timestamp,
                "geometry" or "geography" => CopyKind.Geometry,
                _ => CopyKind.Other,
            };

    /// <summary>Checks that a column can hold what the layout puts there.</summary>
    /// <param name="layout">Name in the layout; <c>geom</c> for a point.</param>
    /// <exception cref="SourceFormatException">It cannot; the text names a cast that mends it.</exception>
    public static void Check(PostgresSource source, PostgresColumn column, string layout)
    {
        var (taken, expected) = layout switch
        {
            "geom" => ([CopyKind.Geometry], Bilingual.Same("geometry")),
            "birth_year" => (ForWhole, new("a whole number or text", "een geheel getal of tekst")),
            "cost_cents" => (ForWhole, new("a whole number or text", "een geheel getal of tekst")),
            "x" or "y" or "hours" => (ForReal, new("a number or text", "een getal of tekst")),
            "requested" or "started" or "ended" => (
                ForDate,
                new("date, timestamp or text", "date, timestamp of tekst")
            ),
            _ => (ForText, new Bilingual("text, a whole number or uuid", "tekst, een geheel getal of uuid")),
        };
        if (taken.Contains(Of(column)))
        {
            return;
        }
        var cast = Cast(column, layout);
        throw new SourceFormatException(
            source.Name,
            null,
            null,
            new(
                $"column {column.Name} of type {column.TypeName}",
                $"kolom {column.Name} van het type {column.TypeName}"
            ),
            expected,
            new($"write {cast} in the query", $"schrijf {cast} in de query")
        );
    }

    private static string Cast(PostgresColumn column, string layout)
    {
        var name = column.Name;
        return (layout, column.TypeName) switch
        {
            ("geom", "bytea") => $"ST_GeomFromEWKB({name}) as geom",
            ("geom", _) => $"ST_GeomFromText({name}, 28992) as geom",
            (_, "timestamptz") => $"({name} at time zone 'Europe/Amsterdam')::date as {layout}",
            ("birth_year", "date" or "timestamp") => $"extract(year from {name})::int as {layout}",
            ("cost_cents", "money") => $"({name}::numeric * 100)::bigint as {layout}",
            ("cost_cents" or "birth_year", _) => $"round({name}::numeric)::bigint as {layout}",
            ("hours", "interval") => $"extract(epoch from {name}) / 3600 as {layout}",
            ("x" or "y" or "hours", _) => $"{name}::numeric as {layout}",
            ("requested" or "started" or "ended", _) => $"{name}::text::date as {layout}",
            _ => $"{name}::text as {layout}",
        };
    }
}
