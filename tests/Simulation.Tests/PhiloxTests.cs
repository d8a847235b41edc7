using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Tests;

public sealed class PhiloxTests
{
    /// <summary>Known answers published with the Random123 library (kat_vectors, philox4x32 10).</summary>
    [Fact]
    public void Block_gives_the_published_known_answers()
    {
        Philox.Block(0, 0, 0, 0, 0).ShouldBe((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u));
        Philox
            .Block(ulong.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue)
            .ShouldBe((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu));
    }
}
