using System.Globalization;
using System.Text.Json;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need.Dynamics;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Need;

/// <summary>Fits in a workspace: one column file each, named by the digest of what is in it.</summary>
public static class FitStore
{
    private const string FileName = "fit.popcol";
    private const string Layout = "1";

    /// <summary>Of fits that do not say.</summary>
    private const int FirstMethod = 1;

    /// <summary>Keeps a fit. The same fit gives the same bytes and the same id.</summary>
    /// <returns>The id.</returns>
    public static string Save(Workspace workspace, Fit fit, string title)
    {
        var file = ToColumns(fit);
        var id = IdOf(file);
        workspace.Publish(ArtefactKind.Fit, id, title, folder => file.Write(Path.Combine(folder, FileName)));
        return id;
    }

    /// <param name="reference">An id, a unique prefix, a path, or <c>latest</c>.</param>
    public static Fit Load(Workspace workspace, string reference)
    {
        var id = workspace.Resolve(ArtefactKind.Fit, reference);
        return ColumnFile.Read(Path.Combine(workspace.PathOf(ArtefactKind.Fit, id), FileName), FromColumns);
    }

    /// <summary>The id that a fit has or would have.</summary>
    public static string IdOf(Fit fit) => IdOf(ToColumns(fit));

    internal static ColumnFile ToColumns(Fit fit)
    {
        var file = new ColumnFile();
        StoredAxes.Put(file, fit.Areas, fit.Products, fit.Bands);
        file.Meta["layout"] = Layout;
        if (fit.Method > FirstMethod)
        {
            file.Meta["method"] = fit.Method.ToString(CultureInfo.InvariantCulture);
        }
        file.Meta["reference"] = fit.Reference.ToString();
        file.Meta["basis"] = fit.Basis.ToString();
        file.Meta["inputs"] = JsonSerializer.Serialize(
            new SortedDictionary<string, string>(
                fit.Inputs.ToDictionary(i => i.Key, i => i.Value, StringComparer.Ordinal),
                StringComparer.Ordinal
            )
        );
        file.Add<int>("years", [fit.FirstYear, fit.LastYear]);
        file.Add<double>("request_rate", fit.RequestRate);
        file.Add<double>("request_count", fit.RequestCount);
        file.Add<double>("carried_by_risks", fit.CarriedByRisks);
        file.Add<double>("person_years", fit.PersonYears);
        file.Add<double>("completeness", fit.Completeness);
        file.Add<double>("step_share", fit.StepShare);
        file.Add<double>("risk_shape", fit.RiskShape);
        file.Add<double>("risk_rate", fit.RiskRate);
        file.Add<double>("alpha", fit.Alpha);
        file.Add<double>("stays", [.. fit.Stays.SelectMany(StayNumbers)]);
        file.Add<double>("end_reason", fit.EndReason);
        file.Add<double>("step_to", fit.StepTo);
        file.Add<double>("return_rate", fit.ReturnRate);
        file.Add<int>("open_at_end", fit.OpenAtEnd);
        file.Add<int>("ended_in_last_year", fit.EndedInLastYear);
        file.Add<double>("clients_per_spell", fit.ClientsPerSpell);
        file.Add<double>("minutes_per_day", fit.MinutesPerDay);
        file.Add<double>("cents_per_day", fit.CentsPerDay);
        file.Add<byte>("cost_basis", [.. fit.CostBasis.Select(b => (byte)b)]);
        file.Add<double>("rate_volatility", fit.RateVolatility);
        file.Add<double>("expected", fit.Expected);
        file.Add<double>("observed", fit.Observed);
        if (fit.Features is { } features)
        {
            file.Meta["features"] = string.Join(',', features.Names);
            file.Add<double>("feature_effect", features.Effect);
            file.Add<double>("feature_error", features.Error);
        }
        if (fit.Dynamics is { } dynamics)
        {
            StoredDynamics.Put(file, dynamics);
        }
        if (fit.ClientRatios is { } ratios)
        {
            file.Add<double>("client_ratios.clients", ratios.Clients);
            file.Add<double>("client_ratios.spells", ratios.Spells);
            file.Add<double>("client_ratios.weight", [ratios.Weight]);
        }
        if (fit.RequestDays is { } days)
        {
            file.Add<double>("request_days.begun", days.Begun);
            file.Add<double>("request_days.without", days.WithoutRequest);
            file.Add<double>("request_days.raised", days.Raised);
        }
        if (fit.Unseen.Length > 0)
        {
            file.Add<double>("unseen_requests", fit.Unseen);
        }
        if (fit.Waits is { } waits)
        {
            file.Add<double>("waits.weeks", waits.Weeks);
            file.Add<double>("waits.gave_up", waits.GaveUp);
        }
        if (fit.Eighteen is { } eighteen)
        {
            file.Add<double>("eighteen.rate", eighteen.Rate);
            file.Add<double>("eighteen.ends", eighteen.Ends);
            file.Add<double>("eighteen.came", eighteen.Came);
        }
        if (fit.Hours is { } hours)
        {
            file.Add<double>("hours", [hours.Growth, hours.Error, hours.Changes]);
        }
        return file;
    }

    internal static Fit FromColumns(ColumnFile file)
    {
        var years = file.Get<int>("years");
        return new Fit
        {
            Method = file.Meta.TryGetValue("method", out var method)
                ? int.Parse(method, CultureInfo.InvariantCulture)
                : FirstMethod,
            Areas = StoredAxes.Areas(file),
            Products = StoredAxes.Products(file),
            Bands = StoredAxes.Bands(file),
            Reference = Enum.Parse<RateReference>(file.Meta["reference"]),
            FirstYear = years[0],
            LastYear = years[1],
            RequestRate = file.Get<double>("request_rate"),
            RequestCount = file.Get<double>("request_count"),
            CarriedByRisks = file.Has("carried_by_risks") ? file.Get<double>("carried_by_risks") : [],
            PersonYears = file.Get<double>("person_years"),
            Completeness = file.Get<double>("completeness"),
            StepShare = file.Get<double>("step_share"),
            RiskShape = file.Get<double>("risk_shape"),
            RiskRate = file.Get<double>("risk_rate"),
            Alpha = file.Get<double>("alpha"),
            Stays = [.. file.Get<double>("stays").Chunk(StayWidth).Select(ToStay)],
            EndReason = file.Get<double>("end_reason"),
            StepTo = file.Get<double>("step_to"),
            ReturnRate = file.Get<double>("return_rate"),
            OpenAtEnd = file.Get<int>("open_at_end"),
            EndedInLastYear = file.Get<int>("ended_in_last_year"),
            ClientsPerSpell = file.Get<double>("clients_per_spell"),
            MinutesPerDay = file.Get<double>("minutes_per_day"),
            CentsPerDay = file.Get<double>("cents_per_day"),
            CostBasis = [.. file.Get<byte>("cost_basis").Select(b => (Basis)b)],
            RateVolatility = file.Get<double>("rate_volatility"),
            Expected = file.Get<double>("expected"),
            Observed = file.Get<double>("observed"),
            Features = file.Meta.TryGetValue("features", out var names)
                ? new(names.Split(','), file.Get<double>("feature_effect"), file.Get<double>("feature_error"))
                : null,
            Dynamics = StoredDynamics.Get(file),
            ClientRatios = file.Has("client_ratios.weight")
                ? new(
                    file.Get<double>("client_ratios.clients"),
                    file.Get<double>("client_ratios.spells"),
                    file.Get<double>("client_ratios.weight")[0]
                )
                : null,
            RequestDays = file.Has("request_days.raised")
                ? new(
                    file.Get<double>("request_days.begun"),
                    file.Get<double>("request_days.without"),
                    file.Get<double>("request_days.raised")
                )
                : null,
            Unseen = file.Has("unseen_requests") ? file.Get<double>("unseen_requests") : [],
            Waits = file.Has("waits.weeks")
                ? new(file.Get<double>("waits.weeks"), file.Get<double>("waits.gave_up"))
                : null,
            Eighteen = file.Has("eighteen.rate")
                ? new(
                    file.Get<double>("eighteen.rate"),
                    file.Get<double>("eighteen.ends"),
                    file.Get<double>("eighteen.came")
                )
                : null,
            Hours =
                file.Has("hours") && file.Get<double>("hours") is [var growth, var error, var changes]
                    ? new(growth, error, (int)changes)
                    : null,
            Basis = Enum.Parse<Basis>(file.Meta["basis"]),
            Inputs = JsonSerializer.Deserialize<SortedDictionary<string, string>>(file.Meta["inputs"])!,
        };
    }

    private const int StayWidth = 4;

    /// <summary>A product without a stay is four zeros: no stay ends at rate 0 in phase 1 and never goes on.</summary>
    private static double[] StayNumbers(StayModel? stay) =>
        stay is null ? new double[StayWidth] : [stay.End1, stay.Advance, stay.End2, stay.RelativeError];

    private static StayModel? ToStay(double[] numbers) =>
        numbers.All(n => n == 0) ? null : new(numbers[0], numbers[1], numbers[2], numbers[3]);

    private static string IdOf(ColumnFile file)
    {
        using var digest = new Digest();
        foreach (var (key, value) in file.Meta.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            digest.Add(key, value);
        }
        foreach (var name in file.Names)
        {
            switch (name)
            {
                case "years" or "open_at_end" or "ended_in_last_year":
                    digest.Add<int>(name, file.Get<int>(name));
                    break;
                case "cost_basis":
                    digest.Add<byte>(name, file.Get<byte>(name));
                    break;
                default:
                    digest.Add<double>(name, file.Get<double>(name));
                    break;
            }
        }
        return digest.ToId();
    }
}
