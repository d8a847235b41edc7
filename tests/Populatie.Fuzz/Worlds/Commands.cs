using Populatie.Analytics.Faults;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Fuzz.Worlds;

/// <summary>What a command said and how it ended.</summary>
internal sealed record Said(int Exit, string Output, string Errors)
{
    /// <summary>The last line of stdout: where commands that make something print its id.</summary>
    public string Id => Output.TrimEnd().Split('\n')[^1].Trim();
}

/// <summary>Runs commands of the program inside this process, where nothing needs to start first.</summary>
internal static class Commands
{
    public static Said Run(params string[] arguments) => RunIn(Language.English, arguments);

    public static Said RunIn(Language language, params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = CommandTree.RunAsync(new Session(output, errors, language), arguments).GetAwaiter().GetResult();
        return new(exit, output.ToString(), errors.ToString());
    }
}
