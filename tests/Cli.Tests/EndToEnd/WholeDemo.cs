namespace Populatie.Cli.Tests.EndToEnd;

/// <summary>The demonstration as it comes: all of Utrecht, made once, when a test first asks for it.</summary>
public sealed class WholeDemo : IDisposable
{
    public const string Name = "whole demo";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("populatie-whole-demo-");
    private readonly Lazy<PopulatieProgram.Outcome> told;

    public WholeDemo() =>
        told = new(() => PopulatieProgram.Run("demo", "--workspace", folder.FullName, "--lang", "en").ShouldSucceed());

    /// <summary>What it wrote on stdout; its last line is the id of the run.</summary>
    internal PopulatieProgram.Outcome Told => told.Value;

    /// <summary>The workspace that it made.</summary>
    public string Folder
    {
        get
        {
            _ = told.Value;
            return folder.FullName;
        }
    }

    public void Dispose() => folder.Delete(recursive: true);
}

[CollectionDefinition(WholeDemo.Name)]
public sealed class WholeDemoTests : ICollectionFixture<WholeDemo>;
