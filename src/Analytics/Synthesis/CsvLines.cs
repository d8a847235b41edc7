using System.Buffers;
using System.Text;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>
/// Writes rows as text in the native layout, straight into bytes: what a row shares with its neighbours is written once
/// per person and once per spell, and copied. One per worker; not thread-safe.
/// </summary>
internal sealed class CsvLines(CityWorld world, CohortHistory history, IHomePoints? points) : ILineSink
{
    private const int LongestRow = 512;
    private const int FirstSize = 1 << 18;
    private static readonly byte[][] Referrers =
    [
        .. new[] { "buurtteam", "huisarts", "zelf", "gi", "rechter" }.Select(Encoding.ASCII.GetBytes),
    ];
    private readonly byte[][] codes = [.. world.Truth.Products.Codes.Select(Encoding.ASCII.GetBytes)];
    private readonly byte[][] outcomes =
    [
        .. Enum.GetValues<Outcome>().Order().Select(o => Encoding.ASCII.GetBytes(RecordTokens.Of(o))),
    ];
    private readonly DateText dates = new(world.FirstDay - 366, world.LastDay);
    private readonly byte[] head = new byte[LongestRow];
    private readonly byte[] middle = new byte[LongestRow];
    private byte[] buffer = [];
    private int headLength;
    private int middleLength;
    private int person;
    private (int Home, PlaceKnown Known) placeInHead;

    /// <summary>Bytes written since <see cref="Start"/>.</summary>
    public int Length { get; private set; }

    public int Rows { get; private set; }

    public static ReadOnlyMemory<byte> Heading { get; } =
        Encoding.ASCII.GetBytes(string.Join(',', RecordTokens.Columns) + "\n");

    public void Start()
    {
        buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
        (Length, Rows) = (0, 0);
    }

    /// <summary>Hands over what was written; the receiver gives the bytes back to the shared pool.</summary>
    public byte[] Take()
    {
        var taken = buffer;
        buffer = [];
        return taken;
    }

    public void BeginPerson(int number) => (person, placeInHead) = (number, (-1, default));

    public void BeginSpell(int number)
    {
        ref readonly var spell = ref history.Spells[number];
        var product = world.Truth.Products.Products[spell.Product];
        // Which provider and referrer means nothing: it only has to differ from person to person and stay the same.
        var mark = history.BirthYear + person + spell.Product;
        var into = new Utf8Row(middle);
        into.Add(codes[spell.Product]);
        into.Add((byte)',');
        into.Add(
            spell.Delivery switch
            {
                Delivery.Zin => "ZIN"u8,
                Delivery.Pgb => "PGB"u8,
                _ => "BOTH"u8,
            }
        );
        into.Add(",SYN"u8);
        into.Add((10 * (spell.Product + 10)) + (mark % 8));
        into.Add((byte)',');
        into.Add((int)product.Track);
        into.Add((byte)',');
        into.Add(Referrers[mark % (product.Act == Act.Jeugd ? Referrers.Length : 3)]);
        into.Add((byte)',');
        dates.Write(spell.Requested, ref into);
        into.Add((byte)',');
        middleLength = into.Length;
    }

    public void Line(int year, int started, int ended, int minutes, long cents, Outcome outcome)
    {
        var place = (history.HomeOf(person, year), history.KnownIn(person, year));
        if (place != placeInHead)
        {
            WriteHead(place);
        }
        if (buffer.Length - Length < LongestRow)
        {
            Grow();
        }
        var into = new Utf8Row(buffer.AsSpan(Length));
        into.Add(head.AsSpan(0, headLength));
        into.Add(middle.AsSpan(0, middleLength));
        dates.Write(started, ref into);
        into.Add((byte)',');
        dates.Write(ended, ref into);
        into.Add((byte)',');
        if (minutes != UseBatch.UnknownMinutes)
        {
            into.AddHundredths(minutes / 3 * 5);
        }
        into.Add((byte)',');
        if (cents != UseBatch.UnknownCents)
        {
            into.Add(cents);
        }
        into.Add((byte)',');
        into.Add(outcomes[(int)outcome]);
        into.Add((byte)'\n');
        Length += into.Length;
        Rows++;
    }

    /// <summary>person,household,birth_year,sex,x,y,pc6,buurt,</summary>
    private void WriteHead((int Home, PlaceKnown Known) place)
    {
        placeInHead = place;
        var (home, known) = place;
        var seed = world.Truth.Asked.Seed;
        var into = new Utf8Row(head);
        var household = Households.Of(world, history, person, home);
        Pseudonyms.Write(
            seed,
            Pseudonyms.Person,
            Pseudonyms.NumberOf(history, person),
            into.Reserve(Pseudonyms.Length)
        );
        into.Add((byte)',');
        Pseudonyms.Write(
            seed,
            Pseudonyms.Household,
            Households.NumberOf(home, household),
            into.Reserve(Pseudonyms.Length)
        );
        into.Add((byte)',');
        into.Add(history.BirthYear);
        into.Add((byte)',');
        into.Add(history.Sex == (int)Sex.V ? (byte)'V' : (byte)'M');
        into.Add((byte)',');
        var placed = false;
        if (
            known == PlaceKnown.Coordinates
            && points is not null
            && points.TryPointOf(home, household, out var x, out var y)
        )
        {
            into.AddThousandths(x);
            into.Add((byte)',');
            into.AddThousandths(y);
            into.Add(",,,"u8);
            placed = true;
        }
        if (!placed)
        {
            into.Add(",,,"u8);
            into.Add(Code(known, home));
            into.Add((byte)',');
        }
        headLength = into.Length;
    }

    private ReadOnlySpan<byte> Code(PlaceKnown known, int home)
    {
        var buurt = world.Truth.Areas.Buurten[home];
        return known switch
        {
            PlaceKnown.Wijk => Encoding.ASCII.GetBytes(buurt.WijkCode),
            PlaceKnown.Gemeente => Encoding.ASCII.GetBytes(buurt.GemeenteCode),
            PlaceKnown.Nothing => [],
            _ => Encoding.ASCII.GetBytes(buurt.Code),
        };
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
