using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Populatie.Server;
using Populatie.Server.WarmUp;

namespace Populatie.Benchmarks;

/// <summary>Our server over a small run of Utrecht, and rivals that answer with its bytes.</summary>
internal sealed class ServeBoard : IDisposable
{
    private const int FirstZoom = 8;
    private const int LastZoom = 14;
    private static readonly string Folder = Path.GetFullPath("artifacts/bench/serve");

    private readonly WebApplication app;
    private readonly HttpClient client;
    private readonly Nginx? nginx;
    private readonly List<BareKestrel> bare = [];

    /// <summary>Paths of all tiles that show something of the city.</summary>
    private readonly string[] tiles;

    public ServeBoard()
    {
        MakeRun();
        app = Start();
        client = ClientOf(app);
        var run = client.GetFromJsonAsync<JsonElement>("/v1/runs/latest").Result.GetProperty("id").GetString();
        tiles = TilesOfTheMap();
        var files = Directory.CreateDirectory(Path.Combine(Folder, "files")).FullName;
        nginx = Nginx.Start(files);
        Answers =
        [
            Prepare("warm tile", "tile", tiles.MaxBy(t => client.GetByteArrayAsync(t).Result.Length)!, files),
            Prepare("values document", "values", $"/v1/runs/{run}/values/clients/2035?level=buurt&product=Wmo", files),
            Prepare("boundaries of the buurten", "areas", "/v1/areas/buurt", files),
        ];
        Tag = TagOf(Answers[0].Ours);
        NginxTag = Answers[0].Nginx is { } file ? TagOf(file) : "";
    }

    /// <summary>Warm answers to ask for, each with the same bytes elsewhere; the tile first.</summary>
    public IReadOnlyList<Answer> Answers { get; }

    /// <summary>A header that says that one has the tile already.</summary>
    public string Tag { get; }

    public string NginxTag { get; }

    /// <summary>A server that has answered nothing yet, and makes its map ready by itself as <c>populatie serve</c> does.</summary>
    public static WebApplication Start()
    {
        var server = PopulatieServer.Build(new(new("http://127.0.0.1:0"), Folder) { WarmsUp = true });
        server.Start();
        return server;
    }

    /// <summary>Does something while a projection is made that does not end.</summary>
    public T WhileProjecting<T>(Func<T> work)
    {
        var answer = client
            .PostAsJsonAsync("/v1/scenarios/basis-2040/runs", new { replicates = 60_000, grain = "wijk" })
            .Result.EnsureSuccessStatusCode();
        var run = answer.Headers.Location!;
        try
        {
            while (
                client.GetFromJsonAsync<JsonElement>(run).Result.GetProperty("progress").GetProperty("rate").ValueKind
                == JsonValueKind.Null
            )
            {
                Thread.Sleep(20);
            }
            return work();
        }
        finally
        {
            client.DeleteAsync(run).Result.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Milliseconds within which 99 of 100 tiles come that nobody asked for before; as browsers ask.</summary>
    public double ColdTiles()
    {
        using var fresh = Start();
        using var asker = ClientOf(fresh);
        asker.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, deflate, br");
        fresh.Services.GetRequiredService<MapWarmUp>().Done.Wait();
        // Connects, and lets the compiler finish, on another level than the one that is timed.
        foreach (var path in tiles)
        {
            asker.GetByteArrayAsync(path.Replace("/buurt/", "/wijk/", StringComparison.Ordinal)).Wait();
        }
        var times = new List<double>();
        foreach (var path in tiles)
        {
            var from = Stopwatch.GetTimestamp();
            asker.GetByteArrayAsync(path).Wait();
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }
        times.Sort();
        return times[(int)(times.Count * 0.99)];
    }

    public void Dispose()
    {
        nginx?.Dispose();
        bare.ForEach(b => b.Dispose());
        client.Dispose();
        ((IDisposable)app).Dispose();
    }

    private Answer Prepare(string name, string file, string path, string folder)
    {
        var body = client.GetByteArrayAsync(path).Result;
        File.WriteAllBytes(Path.Combine(folder, file), body);
        bare.Add(new(body));
        Console.Error.WriteLine($"{name}: {path}, {body.Length} bytes");
        return new(
            name,
            body.Length,
            new(client.BaseAddress!, path),
            bare[^1].Address,
            nginx is null ? null : new(nginx.Address, file)
        );
    }

    private string TagOf(Uri address) => $"If-None-Match: {client.GetAsync(address).Result.Headers.ETag}";

    private static HttpClient ClientOf(WebApplication server) => new() { BaseAddress = new(server.Urls.Single()) };

    private string[] TilesOfTheMap()
    {
        var bounds = client.GetFromJsonAsync<JsonElement>("/v1/tiles/buurt").Result.GetProperty("bounds");
        double At(int i) => bounds[i].GetDouble();
        var paths = new List<string>();
        for (var zoom = FirstZoom; zoom <= LastZoom; zoom++)
        {
            var (left, top) = ColumnRow(At(0), At(3), zoom);
            var (right, bottom) = ColumnRow(At(2), At(1), zoom);
            for (var column = left; column <= right; column++)
            {
                for (var row = top; row <= bottom; row++)
                {
                    var path = string.Create(
                        CultureInfo.InvariantCulture,
                        $"/v1/tiles/buurt/{zoom}/{column}/{row}.mvt"
                    );
                    if (client.GetAsync(path).Result.StatusCode == HttpStatusCode.OK)
                    {
                        paths.Add(path);
                    }
                }
            }
        }
        return [.. paths];
    }

    private static (int Column, int Row) ColumnRow(double longitude, double latitude, int zoom)
    {
        var wide = 1 << zoom;
        var north = Math.Asinh(Math.Tan(latitude * Math.PI / 180));
        return ((int)((longitude + 180) / 360 * wide), (int)((1 - (north / Math.PI)) / 2 * wide));
    }

    private static void MakeRun()
    {
        if (
            Directory.Exists(Path.Combine(Folder, "runs"))
            && Directory.EnumerateDirectories(Path.Combine(Folder, "runs")).Any()
        )
        {
            return;
        }
        Console.Error.WriteLine("making a small run to serve");
        var start = new ProcessStartInfo("./populatie")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in (string[])["demo", "--workspace", Folder, "--records", "60000", "--replicates", "24"])
        {
            start.ArgumentList.Add(argument);
        }
        _ = RivalPrograms.OutputOf(start) ?? throw new InvalidOperationException("the demo did not finish");
    }

    /// <summary>The same bytes in three places.</summary>
    internal sealed record Answer(string Name, int Bytes, Uri Ours, Uri Bare, Uri? Nginx);
}
