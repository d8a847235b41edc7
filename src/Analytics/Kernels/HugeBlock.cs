using System.Runtime.InteropServices;

namespace Populatie.Analytics.Kernels;

/// <summary>Zeroed memory; on huge pages when it is not small, else aligned to a cache line. 64 bytes larger than asked.</summary>
internal sealed partial class HugeBlock : SafeHandle
{
    private const nuint Page = 1 << 21;
    private const int Line = 64;
    private const int AdviseHugePages = 14;

    private readonly long held;

    public unsafe HugeBlock(nuint bytes)
        : base(0, ownsHandle: true)
    {
        var whole = bytes + Line;
        var huge = whole >= Page / 16;
        whole = huge ? (whole + Page - 1) / Page * Page : whole;
        SetHandle((nint)NativeMemory.AlignedAlloc(whole, huge ? Page : Line));
        if (huge && OperatingSystem.IsLinux())
        {
            Advise(handle, whole);
        }
        NativeMemory.Clear((void*)handle, whole);
        held = (long)whole;
        // The collector sees a few bytes here, and should know that much more hangs on them.
        GC.AddMemoryPressure(held);
    }

    public nint Address => handle;

    public override bool IsInvalid => handle == 0;

    protected override unsafe bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        GC.RemoveMemoryPressure(held);
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
