using Populatie.Fuzz.Inputs;
using Populatie.Fuzz.Targets;
using Populatie.Fuzz.Trials;

namespace Populatie.Cli.Tests.Robustness;

/// <summary>
/// Every parser meets the inputs that once showed a fault, and some new ones: a result or a fault that a user can read,
/// and nothing else. soak.sh tries millions.
/// </summary>
public sealed class CorpusTests
{
    private const ulong Seed = 7;
    private const int Executions = 60;

    public static TheoryData<string> Targets => [.. AllTargets.Create().Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    [Trait("Speed", "slow")]
    public void A_parser_reads_or_refuses(string name)
    {
        var target = AllTargets.Create().Single(t => string.Equals(t.Name, name, StringComparison.Ordinal));
        foreach (var (file, bytes) in SeedCorpus.Of(name))
        {
            (Trial.Judge(target, bytes).Finding?.Detail).ShouldBeNull(file);
        }
        using var watch = new Watch();
        var campaign = new Campaign(target, Seed);
        campaign.Run(Executions, watch, () => false);
        campaign.Findings.Select(f => f.Finding.Detail).ShouldBeEmpty(name);
        campaign.Behaviours.ShouldBeGreaterThan(1, "inputs that all do the same try nothing");
    }

    [Fact]
    public void The_same_seed_gives_the_same_inputs()
    {
        string Once()
        {
            using var watch = new Watch();
            var target = new Recording();
            new Campaign(target, Seed).Run(Executions, watch, () => false);
            return target.Seen;
        }
        Once().ShouldBe(Once());
    }

    [Fact]
    public void A_fault_that_is_not_for_users_is_found_and_made_small()
    {
        using var watch = new Watch();
        var campaign = new Campaign(new Fragile(), Seed);
        campaign.Run(20_000, watch, () => false);
        var (finding, input) = campaign.Findings.ShouldHaveSingleItem();
        finding.Kind.ShouldStartWith("InvalidOperationException");
        Minimiser.Shrink(campaign.Target, input, finding.Kind).ShouldBe("!"u8.ToArray());
    }

    private sealed class Recording : Target
    {
        private readonly System.Security.Cryptography.IncrementalHash hash =
            System.Security.Cryptography.IncrementalHash.CreateHash(
                System.Security.Cryptography.HashAlgorithmName.SHA256
            );

        public string Seen => Convert.ToHexString(hash.GetCurrentHash());

        public override string Name => "yaml";

        public override long Read(byte[] input)
        {
            hash.AppendData(input);
            return input.Length % 5;
        }
    }

    private sealed class Fragile : Target
    {
        public override string Name => "yaml";

        public override long Read(byte[] input) =>
            input.AsSpan().Contains((byte)'!') ? throw new InvalidOperationException("not for users") : input.Length;
    }
}
