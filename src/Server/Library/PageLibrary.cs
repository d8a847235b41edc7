using System.Text;
using Populatie.Server.Delivery;

namespace Populatie.Server.Library;

/// <summary>The files of the page, as they lie beside the program. Each is read and compressed when first asked for. Thread-safe.</summary>
internal sealed class PageLibrary
{
    private const string Folder = "page";

    /// <summary>What ends the name of a file's brotli form, which the build lays beside it: better than there is time for here.</summary>
    private const string Smaller = ".br";

    private readonly Lazy<Body> index;
    private readonly Dictionary<string, Lazy<Body>> assets;

    public PageLibrary()
        : this(Path.Combine(AppContext.BaseDirectory, Folder)) { }

    internal PageLibrary(string folder)
    {
        var file = Path.Combine(folder, "index.html");
        index = new(() => Body.Of(File.Exists(file) ? File.ReadAllBytes(file) : Missing(), "text/html; charset=utf-8"));
        var below = Path.Combine(folder, "assets");
        assets = Directory.Exists(below)
            ? Directory
                .EnumerateFiles(below)
                .Where(f => !f.EndsWith(Smaller, StringComparison.Ordinal))
                .ToDictionary(f => Path.GetFileName(f), f => new Lazy<Body>(() => Read(f)), StringComparer.Ordinal)
            : [];
    }

    public Body Index => index.Value;

    /// <summary>Null when there is none of that name: only files that were there at the start are ever read.</summary>
    public Body? Asset(string name) => assets.TryGetValue(name, out var body) ? body.Value : null;

    private static Body Read(string file) =>
        Body.Of(
            File.ReadAllBytes(file),
            TypeOf(file),
            File.Exists(file + Smaller) ? File.ReadAllBytes(file + Smaller) : null
        );

    private static string TypeOf(string file) =>
        Path.GetExtension(file) switch
        {
            ".js" or ".mjs" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".woff2" => "font/woff2",
            _ => "application/octet-stream",
        };

    /// <summary>A program that was built without Node has no page; the rest of it works.</summary>
    private static byte[] Missing() =>
        Encoding.UTF8.GetBytes(
            "<!doctype html><html lang=\"nl\"><title>Populatie</title><p>Deze uitvoering is zonder pagina gebouwd; "
                + "bouw opnieuw met Node 20 of nieuwer. The API is at /v1.</p></html>"
        );
}
