using FsCheck;
using FsCheck.Fluent;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Tests.Scenarios.Notation;

public sealed class QuantityTextTests
{
    private static readonly Dictionary<string, Unit> Units = new(StringComparer.Ordinal)
    {
        ["%"] = Unit.Percent,
        ["fte"] = Unit.Fte,
        ["places"] = Unit.Places,
        ["hours"] = Unit.Hours,
        ["hours/yr"] = Unit.HoursPerYear,
        ["weeks"] = Unit.Weeks,
        ["years"] = Unit.Years,
        ["euro"] = Unit.Euro,
        ["number"] = Unit.Number,
    };

    [Theory]
    [InlineData("%", "2.1%", 0.021)]
    [InlineData("%", "2,1 %", 0.021)]
    [InlineData("%", "-0.5%", -0.005)]
    [InlineData("%", "−0.5%", -0.005)]
    [InlineData("%", "2.125%", 0.02125)]
    [InlineData("%", "50% per year", 0.5)]
    [InlineData("%", "50 procent per jaar", 0.5)]
    [InlineData("fte", "450 FTE", 450)]
    [InlineData("fte", "450,5 fte", 450.5)]
    [InlineData("fte", "1 250 FTE", 1250)]
    [InlineData("places", "120 plaatsen", 120)]
    [InlineData("places", "1 place", 1)]
    [InlineData("hours", "6 uur", 6)]
    [InlineData("hours/yr", "1878 hours", 1878)]
    [InlineData("hours/yr", "150 uur per maand", 1800)]
    [InlineData("weeks", "8 weken", 8)]
    [InlineData("weeks", "8 weeks", 8)]
    [InlineData("weeks", "42 dagen", 6)]
    [InlineData("years", "5", 5)]
    [InlineData("years", "5 jaar", 5)]
    [InlineData("euro", "EUR 12.5 mln (2025)", 12.5e6)]
    [InlineData("euro", "EUR 12,5 mln (2025)", 12.5e6)]
    [InlineData("euro", "€ 12,5 miljoen", 12.5e6)]
    [InlineData("euro", "12.5 million euro", 12.5e6)]
    [InlineData("euro", "EUR 1.2 mld", 1.2e9)]
    [InlineData("euro", "EUR 250 000 per month (2025)", 3e6)]
    [InlineData("euro", "EUR 4 mln (2025) per jaar", 4e6)]
    [InlineData("euro", "90 000 €/kwartaal", 360_000)]
    [InlineData("number", "-0.3", -0.3)]
    public void A_quantity_is_read_in_the_units_of_the_engine(string unit, string text, double value)
    {
        QuantityText.Parse(text, Units[unit], out var quantity, out _).ShouldBe(QuantityFault.None);
        quantity.Value.ShouldBe(value, Math.Abs(value) * 1e-12);
    }

    [Theory]
    [InlineData("%", "1.0% (assumed, 0.0% to 2.0%)", "assumed", 0, 0.02)]
    [InlineData("%", "1,0% (aanname, 0,5% tot 1,5%)", "aanname", 0.005, 0.015)]
    [InlineData("%", "1.0% (-1%..2%)", null, -0.01, 0.02)]
    [InlineData("%", "1.0% (CPB, read as: held, 0.6% – 3.6%)", "CPB, read as: held", 0.006, 0.036)]
    [InlineData("fte", "450 FTE (HR, 430 to 470)", "HR", 430, 470)]
    [InlineData("euro", "EUR 6 mln (2025) (plan, EUR 4 mln to EUR 8 mln)", "plan", 4e6, 8e6)]
    [InlineData("euro", "EUR 6 mln (2025, plan, 4 mln tot 8 mln)", "plan", 4e6, 8e6)]
    [InlineData("weeks", "6 weeks (norm (own), 4 weeks to 10 weeks)", "norm (own)", 4, 10)]
    public void What_stands_behind_a_quantity_is_in_brackets(
        string unit,
        string text,
        string? source,
        double low,
        double high
    )
    {
        QuantityText.Parse(text, Units[unit], out var quantity, out _).ShouldBe(QuantityFault.None);
        quantity.Source.ShouldBe(source);
        quantity.Low!.Value.ShouldBe(low, 1e-9);
        quantity.High!.Value.ShouldBe(high, 1e-9);
    }

    [Theory]
    [InlineData("EUR 12.5 mln (2025)", 2025)]
    [InlineData("EUR 12.5 mln (2023, begroting)", 2023)]
    [InlineData("EUR 12.5 mln", null)]
    public void Money_may_name_the_year_of_its_prices(string text, int? year)
    {
        QuantityText.Parse(text, Unit.Euro, out var quantity, out _).ShouldBe(QuantityFault.None);
        quantity.PriceYear.ShouldBe(year);
    }

    [Theory]
    [InlineData("%", "2.1", nameof(QuantityFault.Bare))]
    [InlineData("%", "2.1% (x, 1 to 3)", nameof(QuantityFault.Bare))]
    [InlineData("%", "2.1% (x, 3% to 4%)", nameof(QuantityFault.Range))]
    [InlineData("%", "5% per month", nameof(QuantityFault.UnknownWord))]
    [InlineData("%", "much", nameof(QuantityFault.NoFigure))]
    [InlineData("%", "", nameof(QuantityFault.NoFigure))]
    [InlineData("%", "1e5%", nameof(QuantityFault.NoFigure))]
    [InlineData("%", "1.2.3%", nameof(QuantityFault.NoFigure))]
    [InlineData("fte", "450", nameof(QuantityFault.Bare))]
    [InlineData("fte", "450 uur", nameof(QuantityFault.OtherUnit))]
    [InlineData("fte", "450 FET", nameof(QuantityFault.UnknownWord))]
    [InlineData("fte", "1.250 FTE", nameof(QuantityFault.Ambiguous))]
    [InlineData("euro", "EUR 12.500", nameof(QuantityFault.Ambiguous))]
    [InlineData("euro", "EUR 12,500", nameof(QuantityFault.Ambiguous))]
    [InlineData("euro", "12 mln", nameof(QuantityFault.Bare))]
    [InlineData("number", "5%", nameof(QuantityFault.OtherUnit))]
    [InlineData("euro", "EUR 5 mln mln mln mln mln", nameof(QuantityFault.UnknownWord))]
    [InlineData("euro", "EUR 5 per week per week", nameof(QuantityFault.UnknownWord))]
    [InlineData("fte", "٣ FTE", nameof(QuantityFault.NoFigure))]
    [InlineData("euro", "EUR 5 (202٣)", nameof(QuantityFault.None))]
    [InlineData(
        "fte",
        "5 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
        nameof(QuantityFault.NoFigure)
    )]
    public void What_can_be_misread_is_refused(string unit, string text, string fault) =>
        QuantityText.Parse(text, Units[unit], out _, out _).ToString().ShouldBe(fault);

    [Fact]
    public void Our_own_spelling_is_read_back_as_the_same_value()
    {
        var property = Prop.ForAll(
            Gen.Choose(-10_000, 10_000_000).ToArbitrary(),
            Gen.Elements(Units.Keys.ToArray()).ToArbitrary(),
            (thousandths, name) =>
            {
                var unit = Units[name];
                var value = thousandths / 1000.0;
                var text = unit.Format(value);
                var fault = QuantityText.Parse(text, unit, out var read, out _);
                return (fault == QuantityFault.None && Math.Abs(read.Value - value) <= 1e-9 * Math.Abs(value)).Label(
                    $"{name} {value}: {text} {fault}"
                );
            }
        );
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20_261_122, 1));
    }
}
