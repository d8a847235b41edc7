using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Population;

/// <summary>
/// Keeps population series in a workspace: <c>population/ID/population.col</c>. Years with the same residents are kept once.
/// </summary>
public static class PopulationStore
{
    private const string FileName = "population.col";
    private const string Version = "1";

    /// <summary>Saves a series, unless the very same one is there.</summary>
    /// <returns>Its id: a digest of codes, years, bases and residents.</returns>
    public static string Save(Workspace workspace, PopulationSeries series, string title)
    {
        var id = IdOf(series);
        workspace.Publish(
            ArtefactKind.Population,
            id,
            title,
            folder => ToFile(series).Write(Path.Combine(folder, FileName))
        );
        return id;
    }

    /// <param name="reference">An id, a unique prefix, a path, or <c>latest</c>.</param>
    /// <exception cref="SourceFormatException">There is no such population, or its file is damaged.</exception>
    public static PopulationSeries Load(Workspace workspace, string reference) =>
        ColumnFile.Read(
            Path.Combine(
                workspace.PathOf(ArtefactKind.Population, workspace.Resolve(ArtefactKind.Population, reference)),
                FileName
            ),
            FromFile
        );

    /// <summary>
    /// The series for a set of areas: the one named; else the newest stored one of exactly these buurten; else, for Utrecht,
    /// the one that ships with the program; else the newest stored one of more buurten, cut to these.
    /// </summary>
    /// <exception cref="SourceFormatException">Nothing covers the areas; the message says how to import.</exception>
    public static PopulationSeries LoadOrDefault(Workspace workspace, AreaIndex areas, string? reference)
    {
        if (reference is not null)
        {
            return Cut(Load(workspace, reference), areas)
                ?? throw Uncovered(
                    areas,
                    new($"population {reference} without some of them", $"bevolking {reference} zonder sommige daarvan")
                );
        }
        PopulationSeries? covering = null;
        foreach (var entry in workspace.List(ArtefactKind.Population).Reverse())
        {
            var stored = Load(workspace, entry.Id);
            if (IsOf(stored, areas))
            {
                return stored;
            }
            covering ??= Cut(stored, areas);
        }
        return Default(areas) ?? covering ?? throw Uncovered(areas, new("none that covers them", "geen die ze dekt"));
    }

    /// <summary>The embedded series when the areas are the buurten of Utrecht, or some of them; else null.</summary>
    public static PopulationSeries? Default(AreaIndex areas) =>
        areas.BuurtCount > 0
        && areas.Buurten.All(b => string.Equals(b.GemeenteCode, UtrechtPopulation.Gemeente, StringComparison.Ordinal))
            ? Cut(UtrechtPopulation.Series(), areas)
            : null;

    /// <summary>The id that a series has or would have.</summary>
    public static string IdOf(PopulationSeries series)
    {
        using var digest = new Digest();
        digest.Add("codes", string.Join(' ', series.BuurtCodes));
        var (distinct, ofYear) = Distinct(series);
        digest.Add("first-year", series.FirstYear).Add<int>("table", ofYear);
        foreach (var table in series.Tables)
        {
            digest.Add("basis", (long)table.Basis);
        }
        foreach (var table in distinct)
        {
            digest.Add("persons", table.Persons);
        }
        return digest.ToId();
    }

    internal static ColumnFile ToFile(PopulationSeries series)
    {
        var file = new ColumnFile();
        file.Meta["kind"] = "population";
        file.Meta["version"] = Version;
        file.Meta["codes"] = string.Join(' ', series.BuurtCodes);
        file.Meta["first-year"] = series.FirstYear.ToString(CultureInfo.InvariantCulture);
        var (distinct, ofYear) = Distinct(series);
        file.Add<int>("table", ofYear);
        file.Add<byte>("basis", series.Tables.Select(t => (byte)t.Basis).ToArray());
        for (var i = 0; i < distinct.Count; i++)
        {
            file.Add(Name(i), distinct[i].Persons);
        }
        return file;
    }

    internal static PopulationSeries FromFile(ColumnFile file)
    {
        var codes = file.Meta["codes"].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var firstYear = int.Parse(file.Meta["first-year"], CultureInfo.InvariantCulture);
        var bases = file.Get<byte>("basis");
        var ofYear = file.Get<int>("table");
        var distinct = new PopulationTable?[ofYear.Length];
        return new(
            codes,
            ofYear.Select(
                (table, i) =>
                    (
                        distinct[table] ??= new(
                            firstYear + i,
                            codes.Length,
                            file.Get<int>(Name(table)),
                            (Basis)bases[i]
                        )
                    ).InYear(firstYear + i, (Basis)bases[i])
            )
        );
    }

    private static string Name(int table) => FormattableString.Invariant($"persons.{table:00}");

    /// <summary>Tables that differ, and for each year which of them it is.</summary>
    private static (List<PopulationTable> Distinct, int[] OfYear) Distinct(PopulationSeries series)
    {
        var distinct = new List<PopulationTable>();
        var ofYear = new int[series.Tables.Length];
        for (var i = 0; i < ofYear.Length; i++)
        {
            var found = distinct.FindIndex(t => t.SharesCellsWith(series.Tables[i]));
            ofYear[i] = found >= 0 ? found : distinct.Count;
            if (found < 0)
            {
                distinct.Add(series.Tables[i]);
            }
        }
        return (distinct, ofYear);
    }

    private static bool IsOf(PopulationSeries series, AreaIndex areas) =>
        series.BuurtCodes.SequenceEqual(areas.Buurten.Select(b => b.Code), StringComparer.Ordinal);

    /// <summary>The same series for exactly the buurten of the areas, in their order; null when it lacks one.</summary>
    private static PopulationSeries? Cut(PopulationSeries series, AreaIndex areas)
    {
        if (IsOf(series, areas))
        {
            return series;
        }
        var codes = areas.Buurten.Select(b => b.Code).ToArray();
        var place = series.BuurtCodes.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i, StringComparer.Ordinal);
        if (!codes.All(place.ContainsKey))
        {
            return null;
        }
        var cut = new List<PopulationTable>();
        foreach (var table in series.Tables)
        {
            var sibling = series.Tables.IndexOf(series.Tables.First(t => t.SharesCellsWith(table)));
            if (sibling < cut.Count)
            {
                cut.Add(cut[sibling].InYear(table.Year, table.Basis));
                continue;
            }
            var persons = new int[codes.Length * PopulationTable.CellsPerBuurt];
            for (var b = 0; b < codes.Length; b++)
            {
                table.OfBuurt(place[codes[b]]).CopyTo(persons.AsSpan(b * PopulationTable.CellsPerBuurt));
            }
            cut.Add(new(table.Year, codes.Length, persons, table.Basis));
        }
        return new(codes, cut);
    }

    private static SourceFormatException Uncovered(AreaIndex areas, Bilingual found) =>
        new(
            "population",
            null,
            null,
            found,
            new(
                $"residents of {areas.BuurtCount} buurten ({areas.Buurten[0].Code} …)",
                $"inwoners van {areas.BuurtCount} buurten ({areas.Buurten[0].Code} …)"
            ),
            new(
                "import the CBS table of these areas with: populatie population import FILE.csv",
                "importeer de CBS-tabel van deze gebieden met: populatie population import BESTAND.csv"
            )
        );
}
