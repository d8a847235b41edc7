namespace Populatie.Cli.Shell;

/// <summary>What the program tells the shell when it ends.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>A check or a gate said no.</summary>
    public const int SaidNo = 1;
    public const int Usage = 2;
    public const int BadInput = 3;
    public const int Resource = 4;
    public const int Bug = 5;
    public const int Interrupted = 130;
}
