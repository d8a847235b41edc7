using System.Runtime.InteropServices;

namespace Populatie.Analytics.Kernels;

/// <summary>Zeroed memory; on huge pages when it is not small, else aligned to a cache line. 64 bytes larger than asked.</summary>
internal sealed partial class HugeBlock : SafeHandle
{
    private const nuint Page = 1 << 21;
    private const int Line = 64;
    private const int AdviseHugePages = 14;

    public unsafe HugeBlock(nuint bytes)
        : base(0, ownsHandle: true)
    {
        var size = bytes + Line;
        var huge = size >= Page / 16;
        size = huge ? (size + Page - 1) / Page * Page : size;
        SetHandle((nint)NativeMemory.AlignedAlloc(size, huge ? Page : Line));
        if (huge && OperatingSystem.IsLinux())
        {
            Advise(handle, size);
        }
        NativeMemory.Clear((void*)handle, size);
    }

    public nint Address => handle;

    public override bool IsInvalid => handle == 0;

    protected override unsafe bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }

    /// <summary>Advice only: where it is refused or unknown, the memory is as good as before.</summary>
    private static void Advise(nint memory, nuint size)
    {
        try
        {
            _ = MemoryAdvise(memory, size, AdviseHugePages);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // A system without the call: plain pages it is.
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MemoryAdvise(nint address, nuint length, int advice);
}
