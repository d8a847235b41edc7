using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Populatie.Analytics.Faults;

/// <summary>What the machine, its disks or its libraries refuse, in words of ours and in both languages.</summary>
public static partial class MachineFaults
{
    // Error numbers of Linux, as .NET passes them on in HResult.
    private const int DiskError = 5;
    private const int TooManyOpenHere = 24;
    private const int TooManyOpen = 23;
    private const int FileTooLarge = 27;
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int QuotaReached = 122;

    // Result codes of SQLite.
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteDiskError = 10;
    private const int SqliteDamaged = 11;
    private const int SqliteFull = 13;
    private const int SqliteNoDatabase = 26;

    /// <summary>Whether <see cref="Of"/> has words for it: memory, files, and the catalogue.</summary>
    public static bool Knows(Exception fault) =>
        fault is OutOfMemoryException or UnauthorizedAccessException or IOException or SqliteException
        || IsFileTooLarge(fault);

    /// <summary>A fault of the machine as one that is told to users.</summary>
    /// <param name="place">Folder or file that was worked on; null to take it from the fault.</param>
    public static ResourceException Of(Exception fault, string? place = null)
    {
        var where = place ?? Quoted().Match(fault.Message).Groups["path"].Value;
        var (english, dutch) = where.Length > 0 ? ($" at {where}", $" bij {where}") : ("", "");
        return new(
            fault switch
            {
                OutOfMemoryException => new(
                    $"there is not enough memory{english}; use fewer --threads, or a machine with more",
                    $"er is niet genoeg geheugen{dutch}; gebruik minder --threads, of een machine met meer"
                ),
                UnauthorizedAccessException => new(
                    $"no permission{english}; choose another folder, or ask for the right to use it",
                    $"geen toestemming{dutch}; kies een andere map, of vraag het recht om die te gebruiken"
                ),
                SqliteException sqlite => OfCatalogue(sqlite, english, dutch),
                _ => OfDisk(fault, english, dutch),
            },
            fault
        );
    }

    /// <summary>.NET tells a write beyond the largest file as an argument out of range; only its stack says what it was.</summary>
    private static bool IsFileTooLarge(Exception fault) =>
        fault is ArgumentOutOfRangeException { ParamName: "value" }
        && fault.StackTrace?.Contains("System.IO.RandomAccess.", StringComparison.Ordinal) == true;

    private static Bilingual OfDisk(Exception fault, string english, string dutch) =>
        (fault is ArgumentOutOfRangeException ? FileTooLarge : fault.HResult) switch
        {
            NoSpace => Full(english, dutch),
            QuotaReached => new(
                $"the disk quota is used up{english}; free some space, or choose another folder",
                $"het schijfquotum is op{dutch}; maak ruimte vrij, of kies een andere map"
            ),
            FileTooLarge => new(
                $"a file grows larger than this system allows{english}; raise the limit (ulimit -f), or choose another folder",
                $"een bestand wordt groter dan dit systeem toestaat{dutch}; verhoog de grens (ulimit -f), of kies een andere map"
            ),
            ReadOnly => new(
                $"the disk can only be read{english}; choose another folder",
                $"de schijf kan alleen worden gelezen{dutch}; kies een andere map"
            ),
            DiskError => new(
                $"the disk reports an error{english}; check the disk",
                $"de schijf meldt een fout{dutch}; controleer de schijf"
            ),
            TooManyOpen or TooManyOpenHere => new(
                $"too many files are open{english}; raise the limit (ulimit -n)",
                $"er zijn te veel bestanden open{dutch}; verhoog de grens (ulimit -n)"
            ),
            _ => new($"the system refuses{english}: {fault.Message}", $"het systeem weigert{dutch}: {fault.Message}"),
        };

    private static Bilingual OfCatalogue(SqliteException fault, string english, string dutch) =>
        fault.SqliteErrorCode switch
        {
            SqliteFull => Full(english, dutch),
            SqliteBusy or SqliteLocked => new(
                $"the catalogue is in use{english}; wait until the other command is done",
                $"de catalogus is in gebruik{dutch}; wacht tot de andere opdracht klaar is"
            ),
            SqliteDamaged or SqliteNoDatabase => new(
                $"the catalogue is damaged{english}; remove it: it is made again from the folders",
                $"de catalogus is beschadigd{dutch}; verwijder die: hij wordt opnieuw gemaakt uit de mappen"
            ),
            SqliteReadOnly => new(
                $"the catalogue can only be read{english}; choose another --workspace",
                $"de catalogus kan alleen worden gelezen{dutch}; kies een andere --workspace"
            ),
            SqliteDiskError => new(
                $"the catalogue cannot be read or written{english}; check the disk and its free space",
                $"de catalogus is niet te lezen of te schrijven{dutch}; controleer de schijf en de vrije ruimte"
            ),
            _ => new(
                $"the catalogue does not open{english}: {fault.Message}",
                $"de catalogus gaat niet open{dutch}: {fault.Message}"
            ),
        };

    private static Bilingual Full(string english, string dutch) =>
        new(
            $"the disk is full{english}; free some space, or choose another folder",
            $"de schijf is vol{dutch}; maak ruimte vrij, of kies een andere map"
        );

    [GeneratedRegex("'(?<path>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}
