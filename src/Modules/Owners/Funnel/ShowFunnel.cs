using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver;

namespace Nameplate.Owners.Funnel;

/// <summary>The registration funnel: in the console, as a file and over the API.</summary>
internal sealed class ShowFunnel(ReadFunnel read, IProducts products, ConsoleFrames frames, IStringLocalizer<Texts> words, TimeProvider clock)
{
    const int UsualDays = 90;

    /// <summary>The funnel.</summary>
    /// <param name="OnlyPromoted">Units of which only a code on a poster or in an advertisement was opened. They stand apart: they would make every other share look better or worse than it is.</param>
    internal sealed record Answer(DateOnly From, DateOnly Until, FunnelBy By, Line Whole, IReadOnlyList<Line> Lines, int OnlyPromoted);

    /// <summary>Units and how far they came.</summary>
    /// <param name="Key">Of the part: a channel, a lot …; null where it is not known.</param>
    /// <param name="OpenedAndSubmitted">Of those that were opened.</param>
    /// <param name="SubmittedShare">Of those that were opened, as a fraction of one.</param>
    /// <param name="ConfirmedShare">Of those that were submitted.</param>
    internal sealed record Line(string? Key, int Opened, int OpenedAndSubmitted, int Submitted, int Confirmed, double? SubmittedShare, double? ConfirmedShare)
    {
        public static Line Of(FunnelLine l) => new(l.Key, l.Opened, l.OpenedAndSubmitted, l.Submitted, l.Confirmed, l.SubmittedShare, l.ConfirmedShare);
    }

    /// <summary>Shows how many units went from an opened page to a registration to a confirmed address.</summary>
    /// <remarks>A unit counts in the period of its first step, by the first page that was opened for it and the way it was registered. Programs, the maker’s own people and test units count nowhere; codes on posters are told apart.</remarks>
    /// <param name="from">The first day; 90 days before <c>until</c> when not given.</param>
    /// <param name="until">The first day that is not in it; tomorrow when not given.</param>
    /// <param name="by"><c>channel</c>, <c>device</c>, <c>placement</c>, <c>lot</c>, <c>product</c>, <c>retailer</c> or <c>variant</c>.</param>
    /// <param name="channel">Only this one.</param>
    /// <param name="device">Only this one.</param>
    /// <param name="placement">Only this one.</param>
    /// <param name="lot">Only this one.</param>
    /// <param name="gtin">Only this product.</param>
    /// <param name="retailer">Only this one.</param>
    /// <param name="experiment">Only units that saw a variant of this experiment, by its key.</param>
    /// <response code="200">The funnel.</response>
    /// <response code="422">Names what is not right.</response>
    /// <example>
    /// GET /api/v1/funnels/registration?from=2026-07-01&amp;until=2026-10-01&amp;by=channel
    /// 200
    /// {"from": "2026-07-01", "until": "2026-10-01", "by": "channel", "whole": {"key": null, "opened": 1200, "openedAndSubmitted": 504, "submitted": 530, "confirmed": 470, "submittedShare": 0.42, "confirmedShare": 0.887},
    ///  "lines": [{"key": "qr", "opened": 1180, "openedAndSubmitted": 492, "submitted": 492, "confirmed": 440, "submittedShare": 0.417, "confirmedShare": 0.894}], "onlyPromoted": 31}
    /// </example>
    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Api(ShowFunnel show, CancellationToken ct, string? from = null, string? until = null, string? by = null, string? channel = null, string? device = null, string? placement = null, string? lot = null, string? gtin = null, string? retailer = null, string? experiment = null)
    {
        var (asked, errors) = show.Read(name => name switch { "from" => from, "until" => until, "by" => by, "channel" => channel, "device" => device, "placement" => placement, "lot" => lot, "gtin" => gtin, "retailer" => retailer, _ => experiment });
        if (errors.Count > 0) return Problems.Fields(errors);
        var (whole, lines, promoted) = await show.read.Of(asked, ct);
        return TypedResults.Ok(new Answer(asked.From.Day(), asked.Until.Day(), asked.By, Line.Of(whole), [.. lines.Select(Line.Of)], promoted));
    }

    readonly ReadFunnel read = read;

    (FunnelQuery Asked, IReadOnlyList<FieldError> Errors) Read(Func<string, string?> value)
    {
        List<FieldError> errors = [];
        var tomorrow = clock.GetUtcNow().Day().AddDays(1);
        DateOnly Day(string field, DateOnly usual)
        {
            if (value(field) is not { Length: > 0 } text) return usual;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 2200) return day;
            errors.Add(new(field, words["Funnel.WrongDay"]));
            return usual;
        }
        T? Choice<T>(string field) where T : struct, Enum
        {
            if (value(field) is not { Length: > 0 } text) return null;
            if (Snake.TryEnum<T>(text, out var choice)) return choice;
            errors.Add(new(field, words["Funnel.WrongChoice", string.Join(", ", Snake.All<T>())]));
            return null;
        }
        string? Text(string field) => value(field) is { Length: > 0 and <= 200 } text ? text : null;
        var until = Day("until", tomorrow);
        var from = Day("from", until.AddDays(-UsualDays));
        if (from >= until) errors.Add(new("from", words["Funnel.WrongOrder"]));
        string? gtin = null;
        if (Text("gtin") is { } typed) { if (Gs1.Gtin.TryParse(typed, out var right)) gtin = right.Value; else errors.Add(new("gtin", words["Funnel.WrongGtin"])); }
        return (new(from.Midnight(), until.Midnight(), Choice<FunnelBy>("by") ?? FunnelBy.Channel)
        {
            Channel = Choice<RegistrationChannel>("channel"), Device = Choice<RegistrationDevice>("device"), Placement = Choice<Placement>("placement"), Lot = Text("lot"), Gtin = gtin, Retailer = Text("retailer"), Experiment = Text("experiment"),
        }, errors);
    }

    internal static Task<IResult> Page(HttpContext http, ShowFunnel show, CancellationToken ct) => show.Show(http, ct);

    async Task<IResult> Show(HttpContext http, CancellationToken ct)
    {
        var (asked, errors) = Read(name => http.Request.Query[name]);
        var (whole, lines, promoted) = await read.Of(asked, ct);
        var retailers = await read.Retailers(asked, ct);
        var models = (await products.Models(ct)).ToDictionary(m => m.Gtin, m => m.Name);
        string Name(string? key) => NameOf(asked.By, key, models);
        var chart = JsonSerializer.Serialize(new
        {
            steps = new[] { words["Funnel.Opened"].Value, words["Funnel.Submitted"].Value, words["Funnel.Confirmed"].Value },
            parts = lines.Take(12).Select(l => new { name = Name(l.Key), values = new[] { l.Opened, l.Submitted, l.Confirmed } }),
        });
        return Pages.Console<FunnelPage>(new FunnelPage.Shown(await frames.For(http, words["Funnel"], words), words, asked, whole, [.. lines.Select(l => (Name(l.Key), l))], promoted, retailers, models, chart, errors.FirstOrDefault()?.Message, http.Request.QueryString.Value ?? ""));
    }

    string NameOf(FunnelBy by, string? key, Dictionary<string, string> models) => key is null ? words["Funnel.Unknown"] : by switch
    {
        FunnelBy.Channel => words["Channel." + Snake.Enum<RegistrationChannel>(key)],
        FunnelBy.Device => words["Funnel.Device." + key],
        FunnelBy.Placement => words["Funnel.Placement." + key],
        FunnelBy.Product => models.GetValueOrDefault(key, key),
        _ => key,
    };

    internal static async Task<IResult> Csv(HttpContext http, ShowFunnel show, CancellationToken ct)
    {
        var (asked, _) = show.Read(name => http.Request.Query[name]);
        var (_, lines, _) = await show.read.Of(asked, ct);
        return TypedResults.Stream(async output =>
        {
            await using var csv = CsvWriter.Create(output, new CsvWriterOptions(), leaveOpen: true);
            foreach (var column in (string[])[Snake.Of(asked.By), "opened", "opened_and_submitted", "submitted", "confirmed"]) csv.WriteField(column);
            await csv.EndRecordAsync(ct);
            foreach (var l in lines)
            {
                csv.WriteField(FormulaGuard.On(l.Key));
                foreach (var n in (int[])[l.Opened, l.OpenedAndSubmitted, l.Submitted, l.Confirmed]) csv.WriteField(n.ToString(CultureInfo.InvariantCulture));
                await csv.EndRecordAsync(ct);
            }
        }, "text/csv; charset=utf-8", "funnel.csv");
    }
}
