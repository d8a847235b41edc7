using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Populatie.Benchmarks;

/// <summary>The least that Kestrel can do: a body of some bytes for whoever asks, or a 304 at <c>/304</c>; nothing is looked at.</summary>
internal sealed class BareKestrel : IDisposable
{
    private readonly WebApplication app;

    public BareKestrel(byte[] body)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(context =>
        {
            var response = context.Response;
            if (context.Request.Path.Value is "/304")
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
            response.ContentType = "application/octet-stream";
            response.ContentLength = body.Length;
            Task written = response.BodyWriter.WriteAsync(body).AsTask();
            return written;
        });
        app.Start();
        Address = new(app.Urls.Single());
    }

    public Uri Address { get; }

    public void Dispose() => ((IDisposable)app).Dispose();
}

/// <summary>nginx from Debian with a folder of files, no log, as many workers as there are cores.</summary>
internal sealed class Nginx : IDisposable
{
    private const string Program = "/usr/sbin/nginx";

    private readonly Process process;

    private Nginx(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Null where it is not installed.</summary>
    /// <param name="folder">Its files, which everyone may read.</param>
    public static Nginx? Start(string folder)
    {
        if (!File.Exists(Program))
        {
            return null;
        }
        var port = FreePort();
        var settings = Path.Combine(folder, "nginx.conf");
        var workers = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture);
        var user = Environment.IsPrivilegedProcess ? "user root;" : "";
        File.WriteAllText(
            settings,
            $$"""
            {{user}} worker_processes {{workers}}; daemon off; error_log stderr crit; pid {{folder}}/nginx.pid;
            events { worker_connections 4096; }
            http {
                access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;
                default_type application/octet-stream;
                server { listen 127.0.0.1:{{port}} backlog=4096; root {{folder}}; }
            }
            """
        );
        var start = new ProcessStartInfo(Program) { UseShellExecute = false };
        foreach (var argument in (string[])["-p", folder, "-c", settings, "-e", "stderr"])
        {
            start.ArgumentList.Add(argument);
        }
        var started = Process.Start(start)!;
        WaitFor(port);
        return new(started, new($"http://127.0.0.1:{port}"));
    }

    public void Dispose()
    {
        // Asked to quit, it ends its workers too.
        Process.Start("/bin/kill", ["-QUIT", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        process.WaitForExit();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static void WaitFor(int port)
    {
        for (var i = 0; i < 100; i++)
        {
            try
            {
                using var client = new TcpClient();
                client.Connect(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                Thread.Sleep(50);
            }
        }
        throw new InvalidOperationException("nginx does not listen");
    }
}
