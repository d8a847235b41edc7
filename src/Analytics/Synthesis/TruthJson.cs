using System.Globalization;
using System.Text.Json;
using Populatie.Analytics.Evidence;

namespace Populatie.Analytics.Synthesis;

/// <summary>The truth as JSON: what stands beside generated records, so that nobody needs to guess what they were made from.</summary>
public static class TruthJson
{
    /// <summary>Writes the truth of a generation. The same generation gives the same bytes.</summary>
    public static void Write(Generation generation, Stream into)
    {
        using var json = new Utf8JsonWriter(into, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        var truth = generation.Truth;
        json.WriteStartObject();
        json.WriteString("about", "Synthetic records: no real person stands behind them.");
        json.WriteString("method", "docs/method/generator.md");
        json.WriteString("basis", "synthetic");
        json.WriteString("mode", truth.Asked.Mode == GeneratorMode.Free ? "free" : "calibrated");
        json.WriteNumber("seed", truth.Asked.Seed);
        json.WriteNumber("first_year", truth.Asked.FirstYear);
        json.WriteNumber("last_year", truth.Asked.LastYear);
        json.WriteNumber("reference_year", truth.Settings.ReferenceYear);
        json.WriteNumber("sample_share", generation.SampleShare);
        json.WriteStartArray("bands");
        for (var band = 0; band < truth.Bands.Count; band++)
        {
            json.WriteStringValue(truth.Bands.Name(band));
        }
        json.WriteEndArray();
        json.WriteStartObject("reporting_jeugd");
        foreach (var (year, share) in truth.Settings.JeugdReporting)
        {
            json.WriteNumber(year.ToString(CultureInfo.InvariantCulture), share);
        }
        json.WriteEndObject();
        WriteGeneral(json, truth.Settings);
        json.WriteStartArray("products");
        for (var product = 0; product < truth.ProductCount; product++)
        {
            if (truth.Of[product] is { } of)
            {
                WriteProduct(json, truth, product, of);
            }
        }
        json.WriteEndArray();
        WriteRisks(json, truth);
        WriteCalibration(json, generation);
        json.WriteEndObject();
    }

    private static void WriteGeneral(Utf8JsonWriter json, TruthSettings settings)
    {
        json.WriteStartObject("persons_and_records");
        Write(json, "in_kind", settings.InKind);
        Write(json, "personal_budget", settings.PersonalBudget);
        Write(json, "only_buurt", settings.OnlyBuurt);
        Write(json, "only_wijk", settings.OnlyWijk);
        Write(json, "only_gemeente", settings.OnlyGemeente);
        Write(json, "nowhere", settings.Nowhere);
        Write(json, "ends_at_eighteen", settings.EndsAtEighteen);
        Write(json, "spread", settings.Spread);
        Write(json, "client_mortality", settings.ClientMortality);
        Write(json, "leave_rate", [.. settings.LeaveRate]);
        Write(json, "move_share", [.. settings.MoveShare]);
        json.WriteEndObject();
    }

    private static void WriteProduct(Utf8JsonWriter json, Truth truth, int product, ProductTruth of)
    {
        var cells = truth.Bands.Count * 2;
        json.WriteStartObject();
        json.WriteString("code", of.Code);
        json.WriteString(
            "lines",
            of.Lines switch
            {
                CareLines.Declared => "declared",
                CareLines.Attendance => "attendance",
                _ => "whole",
            }
        );
        json.WriteString("source", of.Source);
        json.WriteNumber("confidence", of.Confidence);
        foreach (var (sex, name) in new[] { (0, "v"), (1, "m") })
        {
            var rates = Enumerable
                .Range(0, truth.Bands.Count)
                .Select(b => truth.RequestRate[(product * cells) + (2 * b) + sex]);
            Write(json, $"requests_per_person_year_{name}", [.. rates]);
        }
        Write(json, "trend", of.Trend);
        Write(json, "alpha", of.Alpha);
        Write(json, "return_rate", of.ReturnRate);
        Write(json, "wait_weeks", of.WaitWeeks);
        Write(json, "drops_while_waiting", of.DropsWhileWaiting);
        Write(json, "joins", of.Joins);
        if (truth.Stays[product] is { } stay)
        {
            json.WriteStartObject("stay");
            json.WriteNumber("end1", stay.End1);
            json.WriteNumber("advance", stay.Advance);
            json.WriteNumber("end2", stay.End2);
            json.WriteNumber("mean_years", stay.MeanYears);
            json.WriteEndObject();
        }
        json.WriteStartObject("ends");
        json.WriteNumber("step_up", of.Ends.StepUp);
        json.WriteNumber("step_down", of.Ends.StepDown);
        json.WriteNumber("wlz", of.Ends.Wlz);
        json.WriteNumber("dropped_out", of.Ends.DroppedOut);
        json.WriteNumber("other", of.Ends.Other);
        json.WriteEndObject();
        json.WriteStartObject("step_to");
        for (var to = 0; to < truth.ProductCount; to++)
        {
            if (truth.StepTo[(product * truth.ProductCount) + to] is > 0 and var share)
            {
                json.WriteNumber(truth.Products.Codes[to], share);
            }
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRisks(Utf8JsonWriter json, Truth truth)
    {
        json.WriteStartObject("relative_risk");
        for (var buurt = 0; buurt < truth.Areas.BuurtCount; buurt++)
        {
            json.WriteStartObject(truth.Areas.Buurten[buurt].Code);
            for (var product = 0; product < truth.ProductCount; product++)
            {
                if (truth.Of[product] is { } of)
                {
                    json.WriteNumber(of.Code, truth.RelativeRisk[(buurt * truth.ProductCount) + product]);
                }
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteCalibration(Utf8JsonWriter json, Generation generation)
    {
        json.WriteStartArray("calibration");
        foreach (var line in generation.Calibration)
        {
            json.WriteStartObject();
            json.WriteString("act", line.Act.ToString());
            json.WriteNumber("year", line.Year);
            json.WriteString("place", line.Place);
            if (line.Published is { } published)
            {
                json.WriteNumber("published", published);
            }
            else
            {
                json.WriteString("note", "synthetic jump-off: follows the truth");
            }
            json.WriteNumber("counted", line.Counted);
            json.WriteNumber("kept_share", line.KeptShare);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, Assumption value)
    {
        json.WriteStartObject(name);
        json.WriteNumber("value", value.Value);
        json.WriteNumber("low", value.Low);
        json.WriteNumber("high", value.High);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, ReadOnlySpan<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }
        json.WriteEndArray();
    }
}
