using System.Net.Sockets;
using System.Text;

namespace Populatie.Server.Tests.Guards;

/// <summary>A socket and nothing between: sends what no client would.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient client;

    private RawClient(TcpClient client) => this.client = client;

    public NetworkStream Stream => client.GetStream();

    public static async Task<RawClient> Connect(Uri address)
    {
        var opened = new TcpClient();
        await opened.ConnectAsync(address.Host, address.Port);
        return new(opened);
    }

    public ValueTask Send(string text) => Stream.WriteAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>All that comes until the server closes; empty when it closed without a word.</summary>
    public async Task<string> Rest()
    {
        using var into = new MemoryStream();
        try
        {
            await Stream.CopyToAsync(into);
        }
        catch (IOException)
        {
            // Closed by force is closed too.
        }
        return Encoding.UTF8.GetString(into.ToArray());
    }

    /// <summary>Asks once, and reads the whole answer.</summary>
    public static async Task<string> Ask(Uri address, string request)
    {
        using var opened = await Connect(address);
        await opened.Send(request);
        return await opened.Rest();
    }

    public void Dispose() => client.Dispose();
}
