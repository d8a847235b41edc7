using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Export;

/// <summary>Where an export goes: a file that the user named, standard output, or a file named after the id.</summary>
internal sealed record Target(Session Session, string Id, string Format, string? Output)
{
    /// <summary>For a format that is a file by nature.</summary>
    /// <param name="write">Told the name.</param>
    /// <exception cref="UsageException">The user asks for standard output.</exception>
    public void WriteFile(Action<string> write)
    {
        if (Output is "-")
        {
            throw new UsageException(
                new(
                    $"this format needs a file: give --out FILE.{Format}",
                    $"dit formaat hoort in een bestand: geef --out BESTAND.{Format}"
                )
            );
        }
        var file = Output ?? $"{Id}.{Format}";
        write(file);
        Session.Note($"written: {file}", $"geschreven: {file}");
    }

    /// <summary>For text: to standard output unless a file is named.</summary>
    /// <param name="withMark">Whether a file begins with a byte order mark.</param>
    public void WriteText(Action<TextWriter> write, bool withMark)
    {
        if (Output is null or "-")
        {
            write(Session.Output);
            return;
        }
        OutputFile.Write(
            Output,
            stream =>
            {
                using var writer = new StreamWriter(stream, new UTF8Encoding(withMark), leaveOpen: true);
                write(writer);
            }
        );
        Session.Note($"written: {Output}", $"geschreven: {Output}");
    }
}
