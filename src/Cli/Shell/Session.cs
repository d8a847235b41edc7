using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;

namespace Populatie.Cli.Shell;

/// <summary>
/// What every command has at hand: two streams, a language, a workspace. stdout carries data only; everything that is
/// said to a person on the way goes to stderr.
/// </summary>
internal sealed class Session(TextWriter output, TextWriter errors, Language language)
{
    public TextWriter Output { get; } = output;

    public TextWriter Errors { get; } = errors;

    public Language Language { get; } = language;

    /// <summary>Whether progress on stderr is for a machine: <c>--progress jsonl</c>.</summary>
    public bool JsonProgress { get; set; }

    /// <summary>How numbers and dates are written for this reader; JSON and CSV do not use it.</summary>
    public CultureInfo Culture { get; } = CultureOf(language == Language.Dutch ? "nl-NL" : "en-GB");

    public string Say(string english, string dutch) => Language == Language.Dutch ? dutch : english;

    public string Say(Bilingual text) => text.In(Language);

    /// <summary>A line for the person at the terminal: progress, a remark, a warning.</summary>
    public void Note(string english, string dutch) => Errors.WriteLine(Say(english, dutch));

    /// <summary>For a command that may be the first: makes the workspace when there is none.</summary>
    public Workspace MakeWorkspace(string? folder) => Workspace.Open(FolderOf(folder));

    /// <summary>For a command that adds to what a workspace holds.</summary>
    /// <exception cref="SourceFormatException">There is none.</exception>
    public Workspace OpenWorkspace(string? folder) => Workspace.OpenExisting(FolderOf(folder));

    /// <summary>For a command that only reads: makes nothing. Artefacts that it asks for are told to be missing when it does.</summary>
    public Workspace ReadWorkspace(string? folder) => Workspace.ToRead(FolderOf(folder));

    private static string FolderOf(string? folder) =>
        folder ?? Environment.GetEnvironmentVariable("POPULATIE_WORKSPACE") ?? "workspace";

    /// <summary><c>--lang</c> is read before the commands are built, because their help is in that language.</summary>
    public static Language LanguageOf(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].StartsWith("--lang=", StringComparison.Ordinal))
            {
                return FromCode(arguments[i]["--lang=".Length..]);
            }
            if (string.Equals(arguments[i], "--lang", StringComparison.Ordinal) && i + 1 < arguments.Count)
            {
                return FromCode(arguments[i + 1]);
            }
        }
        return FromCode(
            Environment.GetEnvironmentVariable("LC_ALL")
                ?? Environment.GetEnvironmentVariable("LC_MESSAGES")
                ?? Environment.GetEnvironmentVariable("LANG")
                ?? ""
        );
    }

    private static Language FromCode(string code) =>
        code.StartsWith("nl", StringComparison.OrdinalIgnoreCase) ? Language.Dutch : Language.English;

    /// <summary>Numbers of a language, with the sign that printers use for less than nothing.</summary>
    private static CultureInfo CultureOf(string name)
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
        culture.NumberFormat.NegativeSign = "−";
        return CultureInfo.ReadOnly(culture);
    }
}
