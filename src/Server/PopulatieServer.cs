using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.Endpoints;
using Populatie.Server.Http;
using Populatie.Server.Jobs;
using Populatie.Server.Library;
using Populatie.Server.SignIn;
using Populatie.Server.Telemetry;
using Populatie.Server.Trials;
using Populatie.Server.WarmUp;

namespace Populatie.Server;

/// <summary>The table of contents of the server: what it holds, what it guards, what it answers.</summary>
public static class PopulatieServer
{
    private const long CachedBytes = 256L << 20;

    /// <exception cref="UsageException">The address is not one that this server may listen at.</exception>
    public static WebApplication Build(ServeOptions options)
    {
        options.Checked();
        var (hosts, meter) = (new SameHost(options), new ServerMeter());
        var warm = options.SignIn is null ? new WarmAnswers(hosts, meter) : null;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limits.Set(kestrel, options));
        builder.Logging.ClearProviders();
        builder
            .Services.AddRoutingCore()
            .AddSingleton(Workspace.Open(options.Workspace))
            .AddSingleton<RunLibrary>()
            .AddSingleton<MapLibrary>()
            .AddSingleton<ScenarioLibrary>()
            .AddSingleton<IndicatorLibrary>()
            .AddSingleton(options)
            .AddSingleton<JobWork>()
            .AddSingleton<JobQueue>()
            .AddHostedService(services => services.GetRequiredService<JobQueue>())
            .AddSingleton<TrialShelf>()
            .AddSingleton<TrialWork>()
            .AddSingleton<TrialDesk>()
            .AddHostedService(services => services.GetRequiredService<TrialDesk>())
            .AddSingleton<MapWarmUp>()
            .AddHostedService(services => services.GetRequiredService<MapWarmUp>())
            .AddSingleton<TrialWarmUp>()
            .AddHostedService(services => services.GetRequiredService<TrialWarmUp>())
            .AddSingleton(new PageLibrary())
            .AddSingleton(new BodyCache(CachedBytes))
            .AddSingleton(meter)
            .AddSignIn(options.SignIn);
        if (warm is not null)
        {
            builder.Services.AddSingleton(warm);
        }
        var app = builder.Build();
        if (warm is not null)
        {
            app.Use(warm.Serve);
        }
        app.UseRouting();
        app.Use(meter.Count);
        app.Use(ProblemAnswers.Answer);
        app.Use(Conventions.Keep);
        app.Use(Limits.Check);
        app.Use(hosts.Check);
        app.UseSignIn();
        app.Use(KnownQuery.Check);
        app.MapPage();
        app.MapHealth();
        app.MapMetrics();
        app.MapCaller();
        app.MapAreas();
        app.MapTiles();
        app.MapRuns();
        app.MapScenarios();
        app.MapJobs();
        app.MapTrials();
        app.MapEvents();
        app.MapValues();
        app.MapCompare();
        app.MapIndicators();
        app.MapOgc();
        app.MapOgcItems();
        app.MapOgcTiles();
        app.MapGrowth();
        app.MapBridge();
        app.MapDescription();
        return app;
    }
}
