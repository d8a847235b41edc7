using Populatie.Fuzz.Disks;
using Populatie.Fuzz.Kills;
using Populatie.Fuzz.Trials;

// Trials that go on for long: inputs that nobody meant, ends that nobody planned, disks that are full.
try
{
    switch (args)
    {
        case ["fuzz", ..]:
            return FuzzCommand.Run(new(args.AsSpan(1)));
        case ["kill", ..]:
            return KillCommand.Run(new(args.AsSpan(1)));
        case ["disk", ..]:
            return DiskCommand.Run(new(args.AsSpan(1)));
        default:
            Console.Error.WriteLine(FuzzCommand.Usage);
            Console.Error.WriteLine(KillCommand.Usage);
            Console.Error.WriteLine(DiskCommand.Usage);
            return 2;
    }
}
catch (FormatException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}
