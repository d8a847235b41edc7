using Microsoft.Data.Sqlite;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Store;

/// <summary>One line of the catalogue.</summary>
/// <param name="Title">What a person calls it: the file, the scenario.</param>
public sealed record CatalogueEntry(ArtefactKind Kind, string Id, string Title);

/// <summary>
/// The index of a workspace in <c>catalogue.db</c>: which artefacts there are and in which order they came, so that
/// <c>latest</c> means something. The folders are the truth; whatever the index lacks is taken from them.
/// </summary>
internal sealed class Catalogue(Workspace workspace)
{
    private string File => Path.Combine(workspace.Root, "catalogue.db");

    /// <exception cref="ResourceException">The index cannot be read or written.</exception>
    public void Record(ArtefactKind kind, string id, string title) =>
        Told(() =>
        {
            Write(kind, id, title);
            return true;
        });

    /// <exception cref="ResourceException">The index cannot be read or written.</exception>
    public IReadOnlyList<CatalogueEntry> List(ArtefactKind kind) => workspace.Exists ? Told(() => Read(kind)) : [];

    /// <summary>The entry that came last among some kinds, or null.</summary>
    /// <exception cref="ResourceException">The index cannot be read or written.</exception>
    public CatalogueEntry? Newest(IReadOnlyList<ArtefactKind> kinds) =>
        workspace.Exists ? Told(() => ReadNewest(kinds)) : null;

    private T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException fault)
        {
            throw MachineFaults.Of(fault, File);
        }
    }

    private void Write(ArtefactKind kind, string id, string title)
    {
        using var connection = Open();
        Follow(connection, kind, id);
        using var command = connection.CreateCommand();
        command.CommandText =
            "INSERT INTO artefacts(kind, id, title) VALUES ($kind, $id, $title) "
            + "ON CONFLICT(kind, id) DO UPDATE SET turn = (SELECT MAX(turn) + 1 FROM artefacts), title = $title";
        command.Parameters.AddWithValue("$kind", kind.Folder());
        command.Parameters.AddWithValue("$id", id);
        command.Parameters.AddWithValue("$title", title);
        command.ExecuteNonQuery();
    }

    private List<CatalogueEntry> Read(ArtefactKind kind)
    {
        using var connection = Open();
        Follow(connection, kind, except: null);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, title FROM artefacts WHERE kind = $kind ORDER BY turn";
        command.Parameters.AddWithValue("$kind", kind.Folder());
        using var reader = command.ExecuteReader();
        var entries = new List<CatalogueEntry>();
        while (reader.Read())
        {
            entries.Add(new(kind, reader.GetString(0), reader.GetString(1)));
        }
        return entries;
    }

    private CatalogueEntry? ReadNewest(IReadOnlyList<ArtefactKind> kinds)
    {
        using var connection = Open();
        (long Turn, CatalogueEntry Entry)? newest = null;
        foreach (var kind in kinds)
        {
            Follow(connection, kind, except: null);
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT turn, id, title FROM artefacts WHERE kind = $kind ORDER BY turn DESC LIMIT 1";
            command.Parameters.AddWithValue("$kind", kind.Folder());
            using var reader = command.ExecuteReader();
            if (reader.Read() && (newest is null || reader.GetInt64(0) > newest.Value.Turn))
            {
                newest = (reader.GetInt64(0), new(kind, reader.GetString(1), reader.GetString(2)));
            }
        }
        return newest?.Entry;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = File,
                Pooling = false,
                DefaultTimeout = 30,
            }.ToString()
        );
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "CREATE TABLE IF NOT EXISTS artefacts("
            + "turn INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, UNIQUE(kind, id))";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Brings the index in line with the folders: what was removed goes, what is new comes, oldest first.</summary>
    private void Follow(SqliteConnection connection, ArtefactKind kind, string? except)
    {
        var folder = new DirectoryInfo(workspace.FolderOf(kind));
        var onDisk = (folder.Exists ? folder.EnumerateDirectories() : [])
            .OrderBy(d => d.LastWriteTimeUtc)
            .ThenBy(d => d.Name, StringComparer.Ordinal)
            .Select(d => d.Name)
            .ToList();
        var known = new HashSet<string>(StringComparer.Ordinal);
        using (var select = connection.CreateCommand())
        {
            select.CommandText = "SELECT id FROM artefacts WHERE kind = $kind";
            select.Parameters.AddWithValue("$kind", kind.Folder());
            using var reader = select.ExecuteReader();
            while (reader.Read())
            {
                known.Add(reader.GetString(0));
            }
        }
        foreach (
            var id in onDisk.Where(id => !known.Contains(id) && !string.Equals(id, except, StringComparison.Ordinal))
        )
        {
            Run(connection, "INSERT OR IGNORE INTO artefacts(kind, id, title) VALUES ($kind, $id, $id)", kind, id);
        }
        foreach (var id in known.Where(id => !onDisk.Contains(id, StringComparer.Ordinal)))
        {
            Run(connection, "DELETE FROM artefacts WHERE kind = $kind AND id = $id", kind, id);
        }
    }

    private static void Run(SqliteConnection connection, string sql, ArtefactKind kind, string id)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$kind", kind.Folder());
        command.Parameters.AddWithValue("$id", id);
        command.ExecuteNonQuery();
    }
}
