using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;
using Populatie.Simulation.Store;

namespace Populatie.Server.Tests;

/// <summary>A server on a port of this machine, over a workspace with a small run of Utrecht: records, cube, fit and all.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("populatie-server-");
    private WebApplication? server;

    public HttpClient Client { get; private set; } = null!;

    public Workspace Workspace { get; private set; } = null!;

    public string RunId { get; private set; } = "";

    public IServiceProvider Services => server!.Services;

    public string Folder => folder.FullName;

    /// <summary>What the command line says of the same workspace.</summary>
    public async Task<string> Say(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = await CommandTree.RunAsync(new(output, errors, Language.English), arguments);
        exit.ShouldBe(ExitCode.Done, errors.ToString());
        return output.ToString();
    }

    public RunView Run() => RunStore.Load(Workspace, RunId);

    public async Task InitializeAsync()
    {
        var said = await Say("demo", "--workspace", Folder, "--records", "60000", "--replicates", "24");
        RunId = said.TrimEnd().Split('\n')[^1];
        server = PopulatieServer.Build(new(new("http://127.0.0.1:0"), Folder));
        await server.StartAsync();
        Workspace = server.Services.GetRequiredService<Workspace>();
        var address = server
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        Client = new(new SocketsHttpHandler()) { BaseAddress = new(address) };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
        folder.Delete(recursive: true);
    }
}

/// <summary>All tests that ask something of one and the same server.</summary>
[CollectionDefinition(Name)]
public sealed class ServerCollection : ICollectionFixture<RunningServer>
{
    public const string Name = "one server";
}
