using Microsoft.Extensions.Hosting;
using Populatie.Analytics.Areas;
using Populatie.Server.Http;
using Populatie.Server.Jobs;
using Populatie.Server.Library;
using Populatie.Server.Tiles;

namespace Populatie.Server.WarmUp;

/// <summary>
/// Asks for one tile of every zoom when the server begins, on a thread that gives way: so no reader waits until the borders
/// of a zoom are simplified.
/// </summary>
internal sealed class MapWarmUp(MapLibrary map, ServeOptions options) : IHostedService, IDisposable
{
    /// <summary>What the page draws, in the order in which it does.</summary>
    private static readonly AreaLevel[] Levels = [AreaLevel.Buurt, AreaLevel.Wijk];

    private readonly CancellationTokenSource stop = new();

    /// <summary>Done when every zoom is there; at once where the server does not warm up.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.WarmsUp)
        {
            Done = Task.Factory.StartNew(
                Work,
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
        }
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await Done.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stop.Dispose();

    private void Work()
    {
        BackgroundPriority.Take();
        foreach (var level in Levels.Where(map.Areas.Index.Has))
        {
            var tiles = map.Tiles(level, TileMatrix.WebMercator);
            var (x, y) = tiles.Matrix.Place(map.Areas.BordersOf(level).Borders[0].Points[0]);
            for (var zoom = TileMatrix.MostZoom; zoom >= 0 && !stop.IsCancellationRequested; zoom--)
            {
                var wide = 1 << zoom;
                _ = tiles.Tile(zoom, (int)(x * wide), (int)(y * wide));
            }
        }
    }
}
