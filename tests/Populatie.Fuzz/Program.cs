using Populatie.Fuzz.Trials;

// Trials that go on for long: inputs that nobody meant, ends that nobody planned, disks that are full.
try
{
    switch (args)
    {
        case ["fuzz", ..]:
            return FuzzCommand.Run(new(args.AsSpan(1)));
        default:
            Console.Error.WriteLine(FuzzCommand.Usage);
            return 2;
    }
}
catch (FormatException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}
