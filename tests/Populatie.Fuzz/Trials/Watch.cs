using System.IO.MemoryMappedFiles;

namespace Populatie.Fuzz.Trials;

/// <summary>
/// What a worker is trying at this moment: for the one who looks whether it hangs, and, in a file that outlives the
/// process, for whoever wants to know on which input it died.
/// </summary>
internal sealed class Watch : IDisposable
{
    private const int NoteBytes = 1 << 20;
    private readonly MemoryMappedFile? note;
    private readonly MemoryMappedViewAccessor? page;
    private volatile Now? now;

    /// <param name="file">The file with the input under way; null for none.</param>
    public Watch(string? file = null)
    {
        if (file is not null)
        {
            note = MemoryMappedFile.CreateFromFile(file, FileMode.Create, null, NoteBytes);
            page = note.CreateViewAccessor();
        }
    }

    internal sealed record Now(Target Target, byte[] Input, long Since);

    public void Begin(Target target, byte[] input)
    {
        page?.Write(0, input.Length);
        page?.WriteArray(sizeof(int), input, 0, Math.Min(input.Length, NoteBytes - sizeof(int)));
        now = new(target, input, Environment.TickCount64);
    }

    public void Rest() => now = null;

    /// <summary>What has been under way for longer than this; null when nothing has.</summary>
    public Now? Stuck(TimeSpan longest) =>
        now is { } current && Environment.TickCount64 - current.Since > longest.TotalMilliseconds ? current : null;

    public void Dispose()
    {
        page?.Dispose();
        note?.Dispose();
    }
}
