using System.Runtime.InteropServices;

namespace Populatie.Cli.Tests.EndToEnd;

/// <summary>The demo that stays: its last line is an address that answers, and Ctrl-C is a good end.</summary>
public sealed partial class DemoServeTests : IDisposable
{
    private const int Interrupt = 2;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("populatie-demo-serve-");

    [Fact]
    [Trait("Speed", "slow")]
    public async Task The_demo_serves_what_it_made_until_it_is_interrupted()
    {
        string[] command =
        [
            "demo",
            "--workspace",
            folder.FullName,
            "--records",
            "20000",
            "--replicates",
            "4",
            "--serve",
            "--no-open",
        ];
        using var process = PopulatieProgram.Start(new Dictionary<string, string>(StringComparer.Ordinal), command);
        try
        {
            var errors = process.StandardError.ReadToEndAsync();
            var (run, address) = ("", "");
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("http://", StringComparison.Ordinal))
                {
                    address = line;
                    break;
                }
                run = line.Length > 0 ? line : run;
            }
            address.ShouldNotBeEmpty();
            using var client = new HttpClient { BaseAddress = new(address) };
            (await client.GetStringAsync("/")).ShouldContain("<html");
            (await client.GetStringAsync("/v1/runs")).ShouldContain(run.Trim());

            Kill(process.Id, Interrupt).ShouldBe(0);
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(0, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
