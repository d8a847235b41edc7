namespace Populatie.Tests.Shared;

/// <summary>
/// The folder of reference files that lies beside the repository and is not part of it: real boundaries, reference
/// points, golden tables. Found through <c>POPULATIE_SHARED</c>, else as <c>../shared</c> beside the root.
/// </summary>
internal static class SharedFolder
{
    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>The folder, or null on a machine that has none.</summary>
    public static string? Path => Found.Value;

    /// <summary>
    /// Full path of a reference file, such as <c>geodata/reference_nl.csv</c>. A machine with the folder but without the
    /// file fails the test: a reference that went missing must not look like a pass.
    /// </summary>
    public static string File(string relative)
    {
        var folder = Path ?? throw new InvalidOperationException(Reason);
        var file = System.IO.Path.Combine(folder, relative);
        return System.IO.File.Exists(file)
            ? file
            : throw new FileNotFoundException($"the shared folder {folder} lacks {relative}", file);
    }

    /// <summary>Why a test that needs the folder is skipped.</summary>
    internal const string Reason =
        "the shared reference folder is absent: put it at ../shared beside the repository, or name it in POPULATIE_SHARED";

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("POPULATIE_SHARED") is { Length: > 0 } named)
        {
            // Named but wrong is a mistake, not an absence.
            return Directory.Exists(named)
                ? named
                : throw new DirectoryNotFoundException($"POPULATIE_SHARED names {named}, which is not there");
        }
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (System.IO.File.Exists(System.IO.Path.Combine(at.FullName, "Populatie.sln")))
            {
                var beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(at.FullName, "..", "shared"));
                return Directory.Exists(beside) ? beside : null;
            }
        }
        return null;
    }
}

/// <summary>A fact that needs the shared folder; skipped, with the reason in the report, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (SharedFolder.Path is null)
        {
            Skip = SharedFolder.Reason;
        }
    }
}

/// <summary>A theory that needs the shared folder; skipped, with the reason in the report, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute()
    {
        if (SharedFolder.Path is null)
        {
            Skip = SharedFolder.Reason;
        }
    }
}
