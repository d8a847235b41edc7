using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Populatie.Analytics.Store;

/// <summary>
/// Gathers named inputs into one SHA-256; its first 16 hexadecimal digits are an artefact's id. Every part is written with
/// its name and length, so no two different sets of inputs collide by concatenation. Not thread-safe.
/// </summary>
public sealed class Digest : IDisposable
{
    public const int IdLength = 16;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public Digest Add(string name, string value) => Add(name, Encoding.UTF8.GetBytes(value));

    public Digest Add(string name, long value) => Add(name, MemoryMarshal.AsBytes<long>(new[] { value }));

    public Digest Add<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged => Add(name, MemoryMarshal.AsBytes(values));

    public Digest Add(string name, ReadOnlySpan<byte> value)
    {
        Span<byte> length = stackalloc byte[8];
        var nameBytes = Encoding.UTF8.GetBytes(name);
        BinaryPrimitives.WriteInt64LittleEndian(length, nameBytes.Length);
        hash.AppendData(length);
        hash.AppendData(nameBytes);
        BinaryPrimitives.WriteInt64LittleEndian(length, value.Length);
        hash.AppendData(length);
        hash.AppendData(value);
        return this;
    }

    public string ToHex() => Convert.ToHexStringLower(hash.GetCurrentHash());

    public string ToId() => ToHex()[..IdLength];

    /// <summary>SHA-256 of a file's bytes, in hexadecimal.</summary>
    public static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    public void Dispose() => hash.Dispose();
}
