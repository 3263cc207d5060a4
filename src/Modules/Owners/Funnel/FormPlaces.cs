using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Experiments;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Owners.Funnel;

/// <summary>The registration form. Each choice is honest: none ticks a box, hides a line or asks for more than one may leave empty.</summary>
internal sealed class FormPlace(IStringLocalizer<Texts> words) : IExperimentPlace
{
    public const string Place = "owners.form";
    public string Key => Place;
    public SubjectKind Subject => SubjectKind.Unit;
    public string Name => words["FormPlace"];
    public IReadOnlyList<ExperimentGoal> Goals => RegistrationGoals.All(words);
    public IReadOnlyList<ExperimentPart> Parts =>
    [
        new("name", words["FormPlace.Name"], [("none", words["FormPlace.Name.None"]), ("optional", words["FormPlace.Name.Optional"])]),
        new("button", words["FormPlace.Button"], [("register", words["FormPlace.Button.Register"]), ("mine", words["FormPlace.Button.Mine"]), ("keep", words["FormPlace.Button.Keep"])]),
        new("order", words["FormPlace.Order"], [("email", words["FormPlace.Order.Email"]), ("date", words["FormPlace.Order.Date"])]),
        new("lead", words["FormPlace.Lead"], [("records", words["FormPlace.Lead.Records"]), ("recall", words["FormPlace.Lead.Recall"])]),
    ];
}

/// <summary>How the form looks.</summary>
internal sealed record FormLook(bool AsksName, string Button, bool IsDateFirst, string Lead)
{
    public static readonly FormLook Usual = new(false, "register", false, "records");

    public static FormLook Of(Assigned? assigned) => assigned is null ? Usual
        : new(assigned.Parts.GetValueOrDefault("name") == "optional", assigned.Parts.GetValueOrDefault("button") ?? Usual.Button, assigned.Parts.GetValueOrDefault("order") == "date", assigned.Parts.GetValueOrDefault("lead") ?? Usual.Lead);
}

/// <summary>What was in the box, or where the code stood, lot by lot.</summary>
internal abstract class LotPlace(AppDb db, IProducts products, IStringLocalizer<Texts> words) : IExperimentPlace
{
    const int Piece = 1_000;
    public abstract string Key { get; }
    public abstract string Name { get; }
    public SubjectKind Subject => SubjectKind.Lot;
    public IReadOnlyList<ExperimentGoal> Goals => RegistrationGoals.All(words);
    public IReadOnlyList<ExperimentPart> Parts => [];

    /// <summary>Units count whose time is over: sold, or where no sale is told shipped, longer ago than the window. Who bought later had less time, and would make a young lot look bad.</summary>
    public async Task<IReadOnlyList<LotCount>> Count(IReadOnlyList<LotName> lots, string goal, TimeSpan window, DateTimeOffset now, CancellationToken ct)
    {
        List<LotCount> counts = [];
        foreach (var ofModel in lots.GroupBy(l => l.Gtin))
        {
            var tally = ofModel.ToDictionary(l => l.Lot, _ => (Counted: 0, Converted: 0));
            await foreach (var units in products.UnitsOfLots(ofModel.Key, [.. tally.Keys], Piece, ct))
            {
                var steps = await db.Dialect.Among<FunnelUnit>(db, ["unit_id"], [.. units.Select(u => (object[])[u.Id])]).AsNoTracking().ToDictionaryAsync(f => f.UnitId, ct);
                foreach (var unit in units.Where(u => u.Status != UnitStatus.Test))
                {
                    var step = steps.GetValueOrDefault(unit.Id);
                    if ((step?.SoldAt ?? unit.ShippedOn) is not { } left || left + window > now) continue;
                    var reached = (goal == RegistrationGoals.Confirmed ? step?.ConfirmedAt : step?.SubmittedAt) is { } at && at <= left + window;
                    tally[unit.Lot!] = (tally[unit.Lot!].Counted + 1, tally[unit.Lot!].Converted + (reached ? 1 : 0));
                }
            }
            counts.AddRange(tally.Select(t => new LotCount(new(ofModel.Key, t.Key), t.Value.Counted, t.Value.Converted)));
        }
        return counts;
    }
}

internal sealed class InsertPlace(AppDb db, IProducts products, IStringLocalizer<Texts> words) : LotPlace(db, products, words)
{
    readonly IStringLocalizer<Texts> words = words;
    public override string Key => "owners.insert";
    public override string Name => words["InsertPlace"];
}

internal sealed class CodePlace(AppDb db, IProducts products, IStringLocalizer<Texts> words) : LotPlace(db, products, words)
{
    readonly IStringLocalizer<Texts> words = words;
    public override string Key => "owners.placement";
    public override string Name => words["CodePlace"];
}

internal static class RegistrationGoals
{
    public const string Registered = "registered", Confirmed = "confirmed";
    public static IReadOnlyList<ExperimentGoal> All(IStringLocalizer<Texts> words) => [new(Registered, words["Goal.Registered"]), new(Confirmed, words["Goal.Confirmed"])];
}

/// <summary>Tells the experiments on the form which units were registered and confirmed.</summary>
internal sealed class FollowGoals(Trials trials) : ISubscriber
{
    public static string Name => "owners.experiments";

    public async Task Handle(IReadOnlyList<PlatformEvent> events, CancellationToken ct)
    {
        (Guid, DateTimeOffset)[] registered = [.. events.Where(e => e.Is<UnitsRegistered>()).SelectMany(e => e.Read<UnitsRegistered>().Registrations).Where(r => r.Channel != RegistrationChannel.Transfer).Select(r => (r.Unit, r.RegisteredAt))];
        (Guid, DateTimeOffset)[] confirmed = [.. events.Where(e => e.Is<RegistrationConfirmed>()).Select(e => (e.Read<RegistrationConfirmed>().Unit, e.At))];
        if (registered.Length > 0) await trials.Reached(FormPlace.Place, RegistrationGoals.Registered, registered, ct);
        if (confirmed.Length > 0) await trials.Reached(FormPlace.Place, RegistrationGoals.Confirmed, confirmed, ct);
    }
}
