using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Experiments;

/// <summary>The console's list of experiments, the newest first.</summary>
internal sealed class ExperimentList(AppDb db, IEnumerable<IExperimentPlace> places, IStringLocalizer<Texts> words) : ConsoleList<Experiment>
{
    public override string Key => "experiments";

    public override IReadOnlyList<ListColumn<Experiment>> Columns =>
    [
        new("name", words["Experiments.Name"], e => e.Name) { IsName = true, Below = e => e.Key, Csv = e => e.Name },
        new("key", words["Experiments.Key"], e => e.Key) { Look = ColumnLook.Code, IsUsual = false, Csv = e => e.Key },
        new("place", words["Experiments.Place"], e => PlaceOf(e)) { Csv = e => e.Place },
        new("state", words["Experiments.State"], e => words["Experiments." + e.State]) { Look = ColumnLook.State, Tone = e => e.State == ExperimentState.Running ? "busy" : e.Chosen is not null ? "good" : null, Csv = e => Snake.Of(e.State) },
        new("started_at", words["Experiments.Started"], e => e.StartedAt?.Short()) { Look = ColumnLook.Time, Csv = e => e.StartedAt.InFile() },
        new("ends_at", words["Experiments.Ends"], e => (e.StoppedAt ?? e.EndsAt)?.Short()) { Look = ColumnLook.Time, Csv = e => (e.StoppedAt ?? e.EndsAt).InFile() },
        new("chosen", words["Experiments.Chosen"], e => e.Chosen) { Csv = e => e.Chosen },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("state", words["Experiments.State"]) { Options = [.. Enum.GetValues<ExperimentState>().Select(s => (Snake.Of(s), words["Experiments." + s].Value))] },
        new("place", words["Experiments.Place"]) { Options = [.. places.Select(p => (p.Key, p.Name))] },
    ];

    public override IReadOnlyList<ListOrder<Experiment>> Orders =>
    [
        new("-planned", 1, q => q.OrderByDescending(e => e.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(e => e.Id < id) : q, e => [e.Id.ToString()]),
    ];

    string PlaceOf(Experiment e) => places.FirstOrDefault(p => p.Key == e.Place)?.Name ?? e.Place;

    public override string Say(int count) => words[count == 1 ? "Experiments.One" : "Experiments.Many", count.Counted()];
    public override string Opens(Experiment row) => $"/admin/experiments/{row.Id}";
    public override string KeyOf(Experiment row) => row.Id.ToString();
    public override string NameOf(Experiment row) => row.Name;

    public override IQueryable<Experiment> Matching(ListQuery asked)
    {
        var experiments = db.Set<Experiment>().AsNoTracking();
        if (Snake.TryEnum<ExperimentState>(asked["state"] ?? "", out var state)) experiments = experiments.Where(e => e.State == state);
        return asked["place"] is { } place ? experiments.Where(e => e.Place == place) : experiments;
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<Experiment>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, ct) is not { } e) return null;
        return new(e.Name)
        {
            Page = $"/admin/experiments/{e.Id}", State = words["Experiments." + e.State], Tone = e.State == ExperimentState.Running ? "busy" : null,
            Facts = [new(words["Experiments.Key"], e.Key) { IsCode = true }, new(words["Experiments.Place"], PlaceOf(e)), new(words["Experiments.Started"], e.StartedAt?.Long()), new(words["Experiments.Ends"], (e.StoppedAt ?? e.EndsAt)?.Long()), new(words["Experiments.Chosen"], e.Chosen)],
        };
    }
}
