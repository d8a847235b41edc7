namespace Populatie.Simulation.Statistics;

/// <summary>Whole numbers written seven bits to the byte, small ones short. Grows as needed.</summary>
internal sealed class VarBytes
{
    private byte[] bytes = new byte[1 << 12];
    private int length;

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    /// <summary>The same, until more is put or all is forgotten.</summary>
    public ReadOnlyMemory<byte> Lent => bytes.AsMemory(0, length);

    /// <summary>Forgets all, and keeps the room.</summary>
    public void Clear() => length = 0;

    public void Put(ulong value)
    {
        const int longest = 19;
        if (bytes.Length - length < longest)
        {
            Array.Resize(ref bytes, checked(bytes.Length * 2));
        }
        if (value <= 0x7f)
        {
            bytes[length++] = (byte)value;
            return;
        }
        var at = length;
        while (value > 0x7f)
        {
            bytes[at++] = unchecked((byte)(value | 0x80));
            value >>= 7;
        }
        bytes[at++] = (byte)value;
        length = at;
    }

    public void Put(UInt128 value)
    {
        while (value > ulong.MaxValue)
        {
            PutByte((byte)((uint)(value & 0x7f) | 0x80));
            value >>= 7;
        }
        Put((ulong)value);
    }

    /// <summary>Bytes as they are.</summary>
    public void Put(ReadOnlySpan<byte> some)
    {
        if (bytes.Length - length < some.Length)
        {
            Array.Resize(ref bytes, checked(Math.Max(bytes.Length * 2, length + some.Length)));
        }
        some.CopyTo(bytes.AsSpan(length));
        length += some.Length;
    }

    /// <summary>Zeros, a byte each.</summary>
    public void PutZeros(int count)
    {
        if (bytes.Length - length < count)
        {
            Array.Resize(ref bytes, checked(Math.Max(bytes.Length * 2, length + count)));
        }
        bytes.AsSpan(length, count).Clear();
        length += count;
    }

    private void PutByte(byte value)
    {
        if (length == bytes.Length)
        {
            Array.Resize(ref bytes, checked(bytes.Length * 2));
        }
        bytes[length++] = value;
    }

    /// <summary>Values near zero are short, whatever their sign.</summary>
    public void PutSigned(long value) => Put(unchecked((ulong)((value << 1) ^ (value >> 63))));
}

/// <summary>Reads what <see cref="VarBytes"/> wrote.</summary>
/// <remarks>Throws <see cref="FormatException"/> on bytes that end too soon or tell a number too large.</remarks>
/// <param name="at">Where to begin.</param>
internal ref struct VarReader(ReadOnlySpan<byte> bytes, int at = 0)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at = at;

    public readonly int At => at;

    public ulong Take()
    {
        ulong value = 0;
        for (var shift = 0; shift < 63 && at < bytes.Length; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7fu) << shift;
            if (next <= 0x7f)
            {
                return value;
            }
        }
        // The tenth byte holds the last bit.
        return at < bytes.Length && bytes[at] <= 1
            ? value | ((ulong)bytes[at++] << 63)
            : throw new FormatException("bytes that end too soon, or a number too large");
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
