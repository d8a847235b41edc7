using Populatie.Analytics.Faults;

namespace Populatie.Cli.Shell;

/// <summary>A person ended the work before it was done; the text says what is kept of it and how to go on.</summary>
internal sealed class InterruptedException : OperationCanceledException
{
    public InterruptedException(Bilingual text, Exception inner)
        : base(text.English, inner) => Text = text;

    public Bilingual Text { get; }
}
