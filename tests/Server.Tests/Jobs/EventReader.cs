using System.Text.Json;

namespace Populatie.Server.Tests.Jobs;

/// <summary>Reads server-sent events from a socket, as a browser does.</summary>
internal static class EventReader
{
    /// <param name="of">Id of a run, or the address of a job.</param>
    public static async IAsyncEnumerable<(string Id, string Name, JsonElement Json)> Events(
        this HttpClient client,
        string of,
        string? after = null
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            of[0] is '/' ? $"{of}/events" : $"/v1/runs/{of}/events"
        );
        if (after is not null)
        {
            request.Headers.Add("Last-Event-ID", after);
        }
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line.Length == 0 && fields.Count > 0)
            {
                yield return (fields["id"], fields["event"], JsonDocument.Parse(fields["data"]).RootElement);
                fields.Clear();
            }
            else if (line.Split(": ", 2) is [{ Length: > 0 } name, var value])
            {
                fields[name] = value;
            }
        }
    }

    /// <summary>Everything that is told of a run until its end.</summary>
    public static async Task<List<(string Id, string Name, JsonElement Json)>> AllEvents(
        this HttpClient client,
        string of,
        string? after = null
    )
    {
        var all = new List<(string Id, string Name, JsonElement Json)>();
        await foreach (var one in client.Events(of, after))
        {
            all.Add(one);
        }
        return all;
    }
}
