using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Population;
using Populatie.Analytics.Published;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Sources.Published;

/// <summary>Reads all published tables of a folder: every CSV file in it that is about regions.</summary>
public static class PublishedFolder
{
    private static readonly string[] JeugdAges = ["jeugd_0_3", "jeugd_4_11", "jeugd_12_17", "jeugd_18_22"];

    private static readonly string[] AgeGroups = ["age_0_14", "age_15_24", "age_25_44", "age_45_64", "age_65_plus"];

    /// <param name="folder">Files are taken in the order of their names; folders inside it are left alone.</param>
    /// <param name="gemeente">Keep only regions of this gemeente, as <c>GM0344</c>; null for all.</param>
    /// <param name="progress">Gets the number of files read so far.</param>
    /// <exception cref="SourceFormatException">There is no such folder, a file is damaged, or none tells of clients.</exception>
    public static PublishedTables Read(string folder, string? gemeente = null, Action<int>? progress = null)
    {
        if (!Directory.Exists(folder))
        {
            throw new SourceFormatException(
                folder,
                null,
                null,
                new("no such folder", "geen map met die naam"),
                new("a folder with CSV files of CBS", "een map met CSV-bestanden van het CBS"),
                new("give its name with --published", "geef de naam met --published")
            );
        }
        var gathered = new Gathered(gemeente);
        var files = Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < files.Length; i++)
        {
            gathered.Add(Path.GetFileName(files[i]), RegionTableFile.Read(files[i]));
            progress?.Invoke(i + 1);
        }
        return gathered.HasUse
            ? gathered.ToTables()
            : throw new SourceFormatException(
                folder,
                null,
                null,
                gemeente is null
                    ? new("no table with clients per wijk", "geen tabel met cliënten per wijk")
                    : new($"no clients of {gemeente}", $"geen cliënten van {gemeente}"),
                new(
                    "columns like code, year, wmo_clients or WijkenEnBuurten, Perioden, WmoClienten_1",
                    "kolommen als code, year, wmo_clients of WijkenEnBuurten, Perioden, WmoClienten_1"
                ),
                new(
                    "download the tables of CBS on Wmo and jeugdzorg per wijk as CSV",
                    "download de tabellen van het CBS over Wmo en jeugdzorg per wijk als CSV"
                )
            );
    }

    /// <summary>Rows of all files, merged field by field.</summary>
    private sealed class Gathered(string? gemeente)
    {
        private readonly Dictionary<(Act Act, int Year, string Code), PublishedUseRow> use = [];
        private readonly Dictionary<(int Year, string Code), PublishedMargins> residents = [];
        private readonly Dictionary<string, (int Year, string Name)> names = new(StringComparer.Ordinal);
        private readonly Dictionary<(string Code, int Year), string> namesByYear = [];
        private readonly List<PublishedTableReport> reports = [];
        private readonly List<TableFinding> contradictions = [];

        public bool HasUse => use.Count > 0;

        public void Add(string file, RegionTable? table)
        {
            if (table is null)
            {
                reports.Add(new(file, "", [], 0, [], 0, 0));
                return;
            }
            var holds = Subjects(table);
            var rows = table
                .Rows.Where(r =>
                    gemeente is null || string.Equals(RegionCode.GemeenteOf(r.Code), gemeente, StringComparison.Ordinal)
                )
                .ToList();
            foreach (var row in holds.Count == 0 ? [] : rows)
            {
                Name(row);
                foreach (var subject in holds)
                {
                    Take(subject, row);
                }
            }
            reports.Add(
                new(
                    file,
                    table.Digest,
                    holds,
                    rows.Count,
                    [.. rows.Select(r => r.Year).Distinct().Order()],
                    rows.Sum(r => holds.Sum(h => FieldsOf(h).Count(f => r.Number(f) is null))),
                    table.OtherRows
                )
            );
        }

        public PublishedTables ToTables() =>
            new(
                [.. use.Values.OrderBy(r => r.Act).ThenBy(r => r.Year).ThenBy(r => r.Code, StringComparer.Ordinal)],
                [.. residents.Values.OrderBy(r => r.Year).ThenBy(r => r.Code, StringComparer.Ordinal)],
                names.ToDictionary(n => n.Key, n => n.Value.Name, StringComparer.Ordinal),
                reports,
                contradictions
            )
            {
                NamesByYear = namesByYear,
            };

        private static List<PublishedSubject> Subjects(RegionTable table)
        {
            bool Has(string field) => table.Fields.Contains(field, StringComparer.Ordinal);
            var subjects = new List<PublishedSubject>();
            if (Has("wmo_clients"))
            {
                subjects.Add(PublishedSubject.Wmo);
            }
            if (Has("jeugd_clients"))
            {
                subjects.Add(PublishedSubject.Jeugd);
            }
            if (Has("total"))
            {
                subjects.Add(PublishedSubject.Residents);
            }
            return subjects;
        }

        private static IEnumerable<string> FieldsOf(PublishedSubject subject) =>
            subject switch
            {
                PublishedSubject.Wmo => ["wmo_clients"],
                PublishedSubject.Jeugd => ["jeugd_clients", .. JeugdAges],
                _ => ["total", .. AgeGroups],
            };

        private void Name(RegionRow row)
        {
            if (row.Name is { Length: > 0 } printed)
            {
                namesByYear.TryAdd((row.Code, row.Year), printed);
            }
            if (
                row.Name is { Length: > 0 } name
                && (!names.TryGetValue(row.Code, out var known) || known.Year < row.Year)
            )
            {
                names[row.Code] = (row.Year, name);
            }
        }

        private void Take(PublishedSubject subject, RegionRow row)
        {
            if (subject == PublishedSubject.Residents)
            {
                TakeResidents(row);
                return;
            }
            // Clients are published for gemeenten and wijken; figures per buurt are not used here.
            if (row.Code.StartsWith("BU", StringComparison.Ordinal))
            {
                return;
            }
            var found =
                subject == PublishedSubject.Wmo
                    ? new PublishedUseRow(
                        Act.Wmo,
                        row.Year,
                        row.Code,
                        row.Count("wmo_clients"),
                        row.Number("wmo_per_1000"),
                        []
                    )
                    : new PublishedUseRow(
                        Act.Jeugd,
                        row.Year,
                        row.Code,
                        row.Count("jeugd_clients"),
                        null,
                        [.. JeugdAges.Select(row.Count)]
                    );
            var key = (found.Act, found.Year, found.Code);
            if (!use.TryGetValue(key, out var first))
            {
                use.Add(key, found);
                return;
            }
            Compare($"{found.Act} {found.Code} {found.Year}", first.Clients, found.Clients);
            use[key] = first with
            {
                Clients = first.Clients ?? found.Clients,
                PerThousand = first.PerThousand ?? found.PerThousand,
                Ages = [.. first.Ages.Zip(found.Ages, (a, b) => a ?? b)],
            };
        }

        private void TakeResidents(RegionRow row)
        {
            var found = new PublishedMargins(
                row.Code,
                row.Year,
                row.Count("total"),
                row.Count("men"),
                row.Count("women"),
                [.. AgeGroups.Select(row.Count)]
            );
            var key = (found.Year, found.Code);
            if (!residents.TryGetValue(key, out var first))
            {
                residents.Add(key, found);
                return;
            }
            Compare($"residents {found.Code} {found.Year}", first.Total, found.Total);
            residents[key] = first with
            {
                Total = first.Total ?? found.Total,
                Men = first.Men ?? found.Men,
                Women = first.Women ?? found.Women,
                Groups = [.. first.Groups.Zip(found.Groups, (a, b) => a ?? b)],
            };
        }

        private void Compare(string subject, int? first, int? second)
        {
            if (first is { } a && second is { } b && a != b)
            {
                contradictions.Add(new(subject, b, a, RoundingStep));
            }
        }

        private const double RoundingStep = 5;
    }
}
