namespace Populatie.Simulation.Projection;

/// <summary>Whole numbers written seven bits to the byte, small ones short. Grows as needed.</summary>
internal sealed class VarBytes
{
    private byte[] bytes = new byte[1 << 12];
    private int length;

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    public void Put(UInt128 value)
    {
        const int longest = 19;
        if (bytes.Length - length < longest)
        {
            Array.Resize(ref bytes, checked(bytes.Length * 2));
        }
        var at = length;
        while (value > 0x7f)
        {
            bytes[at++] = (byte)((uint)(value & 0x7f) | 0x80);
            value >>= 7;
        }
        bytes[at++] = (byte)value;
        length = at;
    }

    public void Put(ulong value)
    {
        if (value <= 0x7f && length < bytes.Length)
        {
            bytes[length++] = (byte)value;
            return;
        }
        Put((UInt128)value);
    }

    /// <summary>Values near zero are short, whatever their sign.</summary>
    public void PutSigned(long value) => Put(unchecked((ulong)((value << 1) ^ (value >> 63))));
}

/// <summary>Reads what <see cref="VarBytes"/> wrote.</summary>
/// <remarks>Throws <see cref="FormatException"/> on bytes that end too soon or tell a number too large.</remarks>
internal ref struct VarReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    public readonly bool AtEnd => at == bytes.Length;

    public ulong Take()
    {
        if (at < bytes.Length && bytes[at] <= 0x7f)
        {
            return bytes[at++];
        }
        var wide = TakeWide();
        return wide <= ulong.MaxValue ? (ulong)wide : throw new FormatException("a number too large");
    }

    public int TakeCount()
    {
        var value = Take();
        return value <= int.MaxValue ? (int)value : throw new FormatException("a count too large");
    }

    public long TakeSigned()
    {
        var value = Take();
        return unchecked((long)(value >> 1) ^ -(long)(value & 1));
    }

    public UInt128 TakeWide()
    {
        UInt128 value = 0;
        for (var shift = 0; shift < 128; shift += 7)
        {
            if (at == bytes.Length)
            {
                throw new FormatException("bytes that end too soon");
            }
            var next = bytes[at++];
            value |= (UInt128)(uint)(next & 0x7f) << shift;
            if (next <= 0x7f)
            {
                return value;
            }
        }
        throw new FormatException("a number too large");
    }
}
