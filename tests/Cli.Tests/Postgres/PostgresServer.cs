using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Populatie.Cli.Tests.Architecture;

namespace Populatie.Cli.Tests.Postgres;

/// <summary>A real server with PostGIS on loopback, for as long as the tests that share it. Its password is random.</summary>
public sealed class PostgresServer : IDisposable
{
    private static readonly string Script = Path.Combine(RepositoryFiles.Root, "tests", "postgres.sh");
    private readonly string folder;

    public PostgresServer()
    {
        var lines = Run("start").Split('\n');
        (folder, Port, User, Password) = (
            lines[0],
            int.Parse(lines[1], CultureInfo.InvariantCulture),
            lines[2],
            lines[3]
        );
        Pid = int.Parse(lines[4], CultureInfo.InvariantCulture);
        Execute("CREATE EXTENSION postgis");
    }

    public int Port { get; }

    public string User { get; }

    public string Password { get; }

    public int Pid { get; }

    public string Address => $"postgres://{User}@127.0.0.1:{Port}/postgres";

    /// <summary>What the program needs in its environment to be let in.</summary>
    public IReadOnlyDictionary<string, string> Credentials =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["PGPASSWORD"] = Password };

    /// <summary>Whether the server can be had at all; the full test run installs it and does not take no for an answer.</summary>
    public static string? WhyNot { get; } =
        Directory.Exists("/usr/lib/postgresql/15/bin")
            && File.Exists("/usr/share/postgresql/15/extension/postgis.control")
        || Environment.GetEnvironmentVariable("CI") is "true"
        || Environment.GetEnvironmentVariable("POPULATIE_TESTS") is "full"
            ? null
            : "there is no PostgreSQL with PostGIS here; tests/postgres.sh install installs it";

    public void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public long Count(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until the program is busy with its copy.</summary>
    public int BackendOfTheProgram()
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(30); )
        {
            var pid = Count(
                "SELECT coalesce(max(pid), 0) FROM pg_stat_activity WHERE application_name = 'populatie' AND state = 'active' AND query LIKE 'COPY%'"
            );
            if (pid > 0)
            {
                return (int)pid;
            }
        }
        throw new TimeoutException("the program does not come to its query");
    }

    public void Dispose() => Run("stop", folder);

    private NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection(
            $"Host=127.0.0.1;Port={Port};Username={User};Password={Password};Database=postgres;Pooling=false;Options=-c client_min_messages=warning"
        );
        connection.Open();
        return connection;
    }

    private static string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Script, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.TrimEnd() : throw new InvalidOperationException(errors.Result);
    }
}

[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}

/// <summary>A fact that needs the server; skipped, with the reason in the report, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.WhyNot;
}
