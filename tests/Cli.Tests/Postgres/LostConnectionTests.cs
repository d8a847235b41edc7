using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Populatie.Cli.Shell;
using Populatie.Cli.Tests.EndToEnd;

namespace Populatie.Cli.Tests.Postgres;

/// <summary>A database that is not there, is too slow, or goes away: exit 4, one line, nothing half-imported.</summary>
[Collection(PostgresCollection.Name)]
[Trait("Speed", "slow")]
public sealed class LostConnectionTests(PostgresServer server) : IDisposable
{
    /// <summary>Some thousands of rows at once, then one every tenth of a second, for longer than any test waits.</summary>
    private const string Slow = """
        select 'p' || n as person, 1950 as birth_year, 'wmo-huishouden' as product, date '2020-01-01' as started
        from generate_series(1, 9000) as n
        where n < 8000 or pg_sleep(0.1) is not null
        """;
    private readonly string folder = Directory.CreateTempSubdirectory("populatie-postgres-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [PostgresFact]
    public void A_connection_that_is_cut_leaves_nothing()
    {
        using var process = Start(server);
        server.Execute($"SELECT pg_terminate_backend({server.BackendOfTheProgram()})");
        ShouldBeLost(process);
    }

    [PostgresFact]
    public void A_server_that_dies_leaves_nothing()
    {
        using var own = new PostgresServer();
        using var process = Start(own);
        own.BackendOfTheProgram();
        using (var postmaster = Process.GetProcessById(own.Pid))
        {
            postmaster.Kill();
        }
        ShouldBeLost(process);
    }

    [PostgresFact]
    public void A_query_that_takes_too_long_is_stopped_by_the_server()
    {
        var outcome = PopulatieProgram.RunWith(server.Credentials, [.. Arguments(server), "--timeout", "1"]);
        outcome.Exit.ShouldBe(ExitCode.Resource);
        OneFault(outcome.Errors);
        outcome.Errors.ShouldContain("--timeout");
        NothingIsLeft();
    }

    [PostgresFact]
    public void An_interrupt_ends_a_slow_query_at_once()
    {
        using var process = Start(server);
        var backend = server.BackendOfTheProgram();
        using (var interrupt = Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            interrupt.WaitForExit();
        }
        process.WaitForExit(TimeSpan.FromSeconds(30)).ShouldBeTrue("it waits for the query");
        process.ExitCode.ShouldBe(ExitCode.Interrupted);
        NothingIsLeft();
        // The server hears of it a moment later than the program ends; the query itself would go on for minutes.
        SpinWait
            .SpinUntil(() => server.Count($"SELECT count(*) FROM pg_stat_activity WHERE pid = {backend}") == 0, 30_000)
            .ShouldBeTrue("the query goes on without its program");
    }

    [PostgresFact]
    public void A_server_that_is_not_there_is_told_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        var outcome = PopulatieProgram.Run(
            "records",
            "import",
            $"postgres://127.0.0.1:{port}/care",
            "--query",
            "select 1 as person",
            "--workspace",
            Path.Combine(folder, "w")
        );
        outcome.Exit.ShouldBe(ExitCode.Resource);
        outcome.Output.ShouldBeEmpty();
        OneFault(outcome.Errors);
        outcome.Errors.ShouldContain($"postgres://127.0.0.1:{port}/care");
    }

    private void ShouldBeLost(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit(TimeSpan.FromSeconds(60)).ShouldBeTrue("the program waits for a server that is gone");
        process.ExitCode.ShouldBe(ExitCode.Resource, errors.Result);
        OneFault(errors.Result);
        errors.Result.ShouldContain("the connection was lost");
        NothingIsLeft();
    }

    /// <summary>Progress may be told on the way, a fault once and on one line.</summary>
    private static void OneFault(string errors)
    {
        var lines = errors.TrimEnd().Split('\n');
        lines.Count(l => l.StartsWith("populatie: ", StringComparison.Ordinal)).ShouldBe(1, errors);
        lines[^1].ShouldStartWith("populatie: ");
    }

    private void NothingIsLeft()
    {
        foreach (var room in new[] { "records", ".staging" })
        {
            var place = Path.Combine(folder, "w", room);
            (Directory.Exists(place) ? Directory.EnumerateFileSystemEntries(place) : []).ShouldBeEmpty(room);
        }
    }

    private Process Start(PostgresServer of) => PopulatieProgram.Start(of.Credentials, Arguments(of));

    private string[] Arguments(PostgresServer of) =>
        ["records", "import", of.Address, "--query", Slow, "--workspace", Path.Combine(folder, "w")];
}
