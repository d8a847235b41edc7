using Populatie.Analytics.Faults;
using Populatie.Fuzz.Inputs;

namespace Populatie.Fuzz.Trials;

/// <summary>One parser under trial: how inputs are made for it, and how it is called on one.</summary>
internal abstract class Target
{
    /// <summary>The file that a fault must name.</summary>
    public const string File = "trial";

    /// <summary>Also the folder of its seeds.</summary>
    public abstract string Name { get; }

    /// <summary>Words of the format, which the mutator puts in and swaps.</summary>
    public virtual IReadOnlyList<string> Words => [];

    public virtual int MostBytes => 4096;

    /// <summary>Allocation in bytes that one call may cost, whatever the input, and so much more for each of its bytes.</summary>
    public virtual (long Fixed, long PerByte) Allocation => (1 << 20, 2048);

    /// <summary>Executions for each hundred of a cheap target.</summary>
    public virtual int Share => 100;

    /// <summary>Whether lines in faults are lines of the input.</summary>
    public virtual bool CountsLines => true;

    /// <summary>Whether the input is given on the command line, where a refusal is a matter of use and names no file.</summary>
    public virtual bool IsOption => false;

    /// <summary>How a fault begins.</summary>
    public virtual string FaultName => File;

    /// <summary>Seeds that are made rather than kept, for binary formats.</summary>
    public virtual IEnumerable<byte[]> Made() => [];

    /// <summary>A fresh input by the grammar of the format; null where there is none.</summary>
    public virtual byte[]? Write(Draws draws) => null;

    /// <summary>Puts right what a mutation breaks and no reader would look beyond, such as a digest over the whole.</summary>
    public virtual byte[] Mend(byte[] input, Draws draws) => input;

    /// <summary>Reads an input.</summary>
    /// <returns>The shape of what came out, small and coarse: inputs that give a new one are kept as seeds.</returns>
    /// <exception cref="SourceFormatException">The input cannot be used: the only fault that is allowed.</exception>
    /// <exception cref="OracleException">Two ways of reading disagree, or a result breaks a law.</exception>
    public abstract long Read(byte[] input);

    public static void Demand(bool holds, string law)
    {
        if (!holds)
        {
            throw new OracleException(law);
        }
    }

    /// <summary>How many, to the nearest power of two: a coarse part of a shape.</summary>
    protected static long Size(long count) => 64 - long.LeadingZeroCount(count);

    protected static long Shape(params ReadOnlySpan<long> parts)
    {
        var shape = 17L;
        foreach (var part in parts)
        {
            shape = unchecked((shape * 1_000_003) ^ part);
        }
        return shape;
    }
}

/// <summary>A result that breaks a law of its target.</summary>
internal sealed class OracleException(string law) : Exception(law);
