using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Populatie.Analytics.Evidence.Tables;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Sources.Addresses;
using Populatie.Analytics.Sources.Postgres;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Sources.Records.Mappings;
using Populatie.Analytics.Sources.Summaries;
using Populatie.Analytics.Sources.Vintages;
using Populatie.Analytics.Store;
using Populatie.Analytics.Vintages;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Records;

/// <summary>What commands that read records have in common: files, areas, postcodes, the day of delivery, threads.</summary>
internal sealed class RecordReading(Session session, bool filesOptional = false)
{
    private readonly Argument<string[]> files = new("FILE")
    {
        Description = session.Say(
            "Records in the native CSV layout (or another, with --mapping), plain or gzip; - reads standard input; postgres://host/database reads a query",
            "Registraties in de eigen CSV-indeling (of een andere, met --mapping), gewoon of gzip; - leest de standaardinvoer; postgres://host/database leest een query"
        ),
        Arity = filesOptional ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> areas = new("--areas")
    {
        Description = session.Say(
            "Areas to place the records on (default: the latest import, else the schematic Utrecht)",
            "Gebieden om de registraties op te plaatsen (standaard: de laatst ingelezen, anders het schetsmatige Utrecht)"
        ),
        HelpName = "ID",
    };

    private readonly Option<string?> addresses = new("--addresses", "--postcodes")
    {
        Description = session.Say(
            "Addresses with their buurt, for records that only have a postcode: pc6hnr…_gwb.csv of CBS, or a CSV with columns pc6 and buurt",
            "Adressen met hun buurt, voor registraties met alleen een postcode: pc6hnr…_gwb.csv van CBS, of een CSV met kolommen pc6 en buurt"
        ),
        HelpName = session.Say("FILE", "BESTAND"),
    };

    private readonly Option<string?> mapping = new("--mapping")
    {
        Description = session.Say(
            $"How files of another layout are read: {string.Join(", ", ShippedMappings.Names)}, or a YAML file of your own",
            $"Hoe bestanden van een andere indeling worden gelezen: {string.Join(", ", ShippedMappings.Names)}, of een eigen YAML-bestand"
        ),
        HelpName = session.Say("NAME|FILE", "NAAM|BESTAND"),
    };

    private readonly Option<string?> vintage = new("--vintage")
    {
        Description = session.Say(
            "Change matrix (CSV: from,to,addresses or share), for records with buurt codes of older boundaries: whole buurten go over, divided ones to onbekend",
            "Veranderingstabel (CSV: from,to,addresses of share), voor registraties met buurtcodes van oudere grenzen: hele buurten gaan over, gedeelde naar onbekend"
        ),
        HelpName = session.Say("FILE", "BESTAND"),
    };

    private readonly Option<string?> delivered = new("--delivered")
    {
        Description = session.Say(
            "Day on which the records were delivered; later dates are odd (default: today)",
            "Dag waarop de registraties zijn aangeleverd; latere datums zijn vreemd (standaard: vandaag)"
        ),
        HelpName = session.Say("DATE", "DATUM"),
    };

    private readonly DatabaseOptions database = new(session);

    private readonly Option<int> threads = CommonOptions.Threads(session);

    public Option<string?> Workspace { get; } = CommonOptions.Workspace(session);

    public Option<int> Threads => threads;

    public bool HasFiles(ParseResult parsed) => parsed.GetValue(files) is { Length: > 0 };

    public void AddTo(Command command)
    {
        command.Arguments.Add(files);
        command.Options.Add(areas);
        command.Options.Add(mapping);
        command.Options.Add(addresses);
        command.Options.Add(vintage);
        command.Options.Add(delivered);
        database.AddTo(command);
        command.Options.Add(threads);
        command.Options.Add(Workspace);
    }

    /// <summary>The small tables of totals among the files of the command line; they hold no records.</summary>
    public IReadOnlyList<SummaryTable> TablesOf(ParseResult parsed)
    {
        var through = MappingOf(parsed);
        return
        [
            .. parsed
                .GetValue(files)!
                .Select(SummaryFile.Read)
                .OfType<SummaryTable>()
                .Where(table => through?.LeavesAside(table) ?? true),
        ];
    }

    public IReadOnlyList<RecordFile> FilesOf(ParseResult parsed, CancellationToken cancellation) =>
        FilesOf(parsed, cancellation, []);

    /// <param name="tables">Files that are not records.</param>
    public IReadOnlyList<RecordFile> FilesOf(
        ParseResult parsed,
        CancellationToken cancellation,
        IReadOnlyList<SummaryTable> tables
    )
    {
        var names = parsed
            .GetValue(files)!
            .Where(f => !tables.Any(t => string.Equals(t.File, f, StringComparison.Ordinal)))
            .ToList();
        database.Check(parsed, names);
        return
        [
            .. names.Select(name =>
                PostgresAddress.Is(name) ? QueryOf(parsed, name, cancellation)
                : string.Equals(name, "-", StringComparison.Ordinal) ? new RecordFile(name, Console.OpenStandardInput)
                : RecordFile.OnDisk(name)
            ),
        ];
    }

    /// <summary>A query in the columns of the native layout or, with a mapping, in those of the layout that it reads.</summary>
    /// <exception cref="UsageException">The mapping reads XML: a query gives rows.</exception>
    private RecordFile QueryOf(ParseResult parsed, string name, CancellationToken cancellation)
    {
        var source = database.SourceOf(parsed, name, cancellation);
        return MappingOf(parsed) switch
        {
            null => PostgresRecords.Native(source),
            { IsXml: false } => PostgresRecords.AsNamed(source),
            { Name: var xml } => throw new UsageException(
                new(
                    $"--mapping {xml} reads XML messages, and a query gives rows; name files, or a mapping of delimited text",
                    $"--mapping {xml} leest XML-berichten, en een query geeft regels; noem bestanden, of een mapping van tekst met scheidingstekens"
                )
            ),
        };
    }

    private RecordMapping? MappingOf(ParseResult parsed) =>
        parsed.GetValue(mapping) is { } name ? RecordMapping.Open(name, ProductCatalogue.Embedded) : null;

    public RecordPlaces PlacesOf(ParseResult parsed, Workspace workspace) =>
        RecordPlaces.Of(AreaChoice.LoadOrDefault(workspace, parsed.GetValue(areas)));

    /// <summary>Day of delivery: as given, else today.</summary>
    public DateOnly DeliveredOn(ParseResult parsed) => DayOf(parsed.GetValue(delivered));

    public RecordSettings SettingsOf(ParseResult parsed, RecordPlaces places) =>
        new()
        {
            Delivered = DeliveredOn(parsed),
            Threads = Math.Max(1, parsed.GetValue(threads)),
            Mapping = MappingOf(parsed),
            FormerCodes = parsed.GetValue(vintage) is { } matrix
                ? LeafMoves.OfCodes(ChangeMatrixFile.Read(matrix), places.Index)
                : null,
            Postcodes = parsed.GetValue(addresses) is { } file ? AddressesOf(file, places) : null,
        };

    private IReadOnlyDictionary<ulong, int> AddressesOf(string file, RecordPlaces places)
    {
        var table = AddressFile.Read(file, places.Index);
        var year = table.Year is { } y ? $" ({y})" : "";
        session.Note(
            $"{file}{year}: {session.Count(table.Rows)} rows; {session.Count(table.Shared)} postcodes lie in more than one buurt",
            $"{file}{year}: {session.Count(table.Rows)} regels; {session.Count(table.Shared)} postcodes liggen in meer dan één buurt"
        );
        return table.Leaves;
    }

    /// <summary>Runs the reading with progress on stderr, and says at the end how fast it went.</summary>
    public T Timed<T>(ParseResult parsed, Func<Action<long>, T> read, Func<T, RecordReport> reportOf)
    {
        var clock = Stopwatch.StartNew();
        T result;
        using (var progress = new ProgressLine(session, session.Say("reading bytes", "bytes lezen"), SizeOf(parsed)))
        {
            result = read(progress.Report);
        }
        var report = reportOf(result);
        var seconds = Math.Max(clock.Elapsed.TotalSeconds, 1e-3);
        var bytes = report.Files.Sum(f => f.Bytes) / 1e6;
        session.Note(
            $"read {session.Count(report.RowsRead)} rows ({session.Decimal(bytes, bytes < 10 ? 1 : 0)} MB) in {session.Decimal(seconds)} s: {session.Count(report.RowsRead / seconds)} rows/s",
            $"{session.Count(report.RowsRead)} regels ({session.Decimal(bytes, bytes < 10 ? 1 : 0)} MB) gelezen in {session.Decimal(seconds)} s: {session.Count(report.RowsRead / seconds)} regels/s"
        );
        return result;
    }

    /// <summary>Bytes to come, where they can be known: progress counts unpacked text, so gzip and stdin have no total.</summary>
    private long SizeOf(ParseResult parsed)
    {
        var names = parsed.GetValue(files)!;
        return Array.TrueForAll(names, n => File.Exists(n) && !n.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            ? names.Sum(n => new FileInfo(n).Length)
            : 0;
    }

    private static DateOnly DayOf(string? text)
    {
        if (text is null)
        {
            return DateOnly.FromDateTime(DateTime.UtcNow);
        }
        return DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : throw new UsageException(
                new(
                    $"--delivered: found '{text}', expected a date; write for example 2026-01-31",
                    $"--delivered: gevonden '{text}', verwacht een datum; schrijf bijvoorbeeld 2026-01-31"
                )
            );
    }
}
