using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;

namespace Populatie.Analytics.Tests.Randomness;

public sealed class ChanceLawTests
{
    [Fact]
    public void The_law_of_eight_is_the_law_of_each()
    {
        double[] chances = [0, 1e-300, 0.1, 0.5, 0.500000000000001, 0.9, 1 - 1e-16, 1];
        var (eight, each) = (new double[ChanceLaw.Width], new double[ChanceLaw.Width]);
        ChanceLaw.Write(Vector512.Create(chances), eight);
        var read = ChanceLaw.Read(eight);
        for (var lane = 0; lane < Block8.Size; lane++)
        {
            ChanceLaw.Write(chances[lane], lane, each);
            BitConverter
                .DoubleToInt64Bits(read[lane])
                .ShouldBe(BitConverter.DoubleToInt64Bits(ChanceLaw.Read(eight, lane)));
            read[lane].ShouldBe(chances[lane], 1.0 / (1L << 52));
        }
        eight.ShouldBe(each);
        Should.Throw<ArgumentOutOfRangeException>(() => ChanceLaw.Write(Vector512.Create(1.5), each));
        Should.Throw<ArgumentOutOfRangeException>(() => ChanceLaw.Write(Vector512.Create(double.NaN), each));
    }
}
