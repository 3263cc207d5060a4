using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Experiments;

/// <summary>Experiments in the console: the list, the plan, and one with its readout.</summary>
internal sealed class ExperimentsConsole(PlanExperiment plan, RunExperiment run, ReadExperiment read, ConsoleFrames frames, IStringLocalizer<Texts> words, TimeProvider clock)
{
    const string Home = "/admin/experiments";

    internal static async Task<IResult> List(HttpContext http, ListReader lists, ExperimentList experiments, PlanExperiment plan, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<ExperimentsPage>(new ExperimentsPage.Shown(words, await lists.Read(http, experiments, words["Experiments"], words, ct), [.. plan.Places.Select(p => (p.Key, p.Name))]));

    internal static IResult Csv(HttpContext http, ListReader lists, ExperimentList experiments, CancellationToken ct) => lists.Csv(http, experiments, ct);
    internal static Task<IResult> New(HttpContext http, ExperimentsConsole console) => console.Begin(http);
    internal static Task<IResult> Add(HttpContext http, IFormCollection posted, ExperimentsConsole console, CancellationToken ct) => console.AddOne(http, posted, ct);
    internal static Task<IResult> Open(Guid id, HttpContext http, ExperimentsConsole console, CancellationToken ct) => console.On(id, http, w => console.Show(http, w, null), ct);
    internal static Task<IResult> Edit(Guid id, HttpContext http, ExperimentsConsole console, CancellationToken ct) => console.On(id, http, w => console.Form(http, console.Filled(w), w.Experiment.Place, w.Experiment), ct);
    internal static Task<IResult> Change(Guid id, HttpContext http, IFormCollection posted, ExperimentsConsole console, CancellationToken ct) => console.On(id, http, async w =>
    {
        var form = console.frames.Read(posted);
        var input = InputOf(form, console.plan.Place(w.Experiment.Place)!);
        if (form.IsRight && await console.plan.Change(w.Experiment, input, ct) is { } errors) form.Refuse(errors);
        return form.IsRight ? TypedResults.LocalRedirect($"{Home}/{id}?done=saved") : await console.Form(http, form, w.Experiment.Place, w.Experiment);
    }, ct);
    internal static Task<IResult> State(Guid id, HttpContext http, IFormCollection posted, ExperimentsConsole console, CancellationToken ct) => console.On(id, http, async w =>
    {
        var step = posted["step"].ToString();
        var error = step switch { "start" => await console.run.Start(w.Experiment, ct), "stop" => await console.run.Stop(w.Experiment, ct), _ => await console.run.Choose(w.Experiment, posted["chosen"].ToString() is { Length: > 0 } chosen ? chosen : null, ct) };
        return error is null ? TypedResults.LocalRedirect($"{Home}/{id}?done=saved") : await console.Show(http, w, error.Message);
    }, ct);
    internal static Task<IResult> Lots(Guid id, HttpContext http, IFormCollection posted, ExperimentsConsole console, CancellationToken ct) => console.On(id, http, async w =>
    {
        var lots = posted["lots"].ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(1_000).Select(l => l.Split((char[])[' ', ';', ',', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        var error = await console.run.Give(w.Experiment, [.. lots.Select(l => (l is [var gtin, var lot] ? new LotName(gtin, lot) : new LotName("", string.Join(' ', l)), posted["variant"].ToString()))], ct);
        return error is null ? TypedResults.LocalRedirect($"{Home}/{id}?done=saved") : await console.Show(http, w, error.Message);
    }, ct);

    readonly ConsoleFrames frames = frames;
    readonly PlanExperiment plan = plan;
    readonly RunExperiment run = run;

    async Task<IResult> On(Guid id, HttpContext http, Func<ReadExperiment.Whole, Task<IResult>> act, CancellationToken ct) =>
        await read.Of(id, ct) is { } whole ? await act(whole) : await frames.NotHere(http);

    Task<IResult> Begin(HttpContext http)
    {
        var place = plan.Place(http.Request.Query["place"]) ?? plan.Places.FirstOrDefault();
        if (place is null) return frames.NotHere(http);
        var form = frames.NewForm();
        (form["baseline"], form["effect"], form["windowDays"], form["holdOut"], form["goal"]) = ("30", "5", place.Subject == SubjectKind.Lot ? "60" : "14", "0", place.Goals[0].Key);
        (form["v0.key"], form["v0.name"], form["v0.weight"]) = ("as-now", words["Experiments.AsNow"], "1");
        form["v1.weight"] = "1";
        return Form(http, form, place.Key, null);
    }

    async Task<IResult> AddOne(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        if (plan.Place(form.Text("place")) is not { } place) return await frames.NotHere(http);
        var input = InputOf(form, place);
        var (experiment, errors) = form.IsRight ? await plan.Add(input, ct) : (null, []);
        form.Refuse(errors);
        return experiment is null ? await Form(http, form, place.Key, null) : TypedResults.LocalRedirect($"{Home}/{experiment.Id}?done=saved");
    }

    static PlanExperiment.Input InputOf(ConsoleForm form, IExperimentPlace place) => new(
        form.Text("key"), form.Text("name"), place.Key, form.Text("goal"),
        [.. Enumerable.Range(0, PlanExperiment.MostVariants).Where(i => form.Text($"v{i}.key") is not null || form.Text($"v{i}.name") is not null).Select(i => new PlanExperiment.VariantInput(
            form.Text($"v{i}.key"), form.Text($"v{i}.name"), form.Whole($"v{i}.weight") ?? 1,
            place.Parts.Where(p => form.Text($"v{i}.{p.Key}") is { } value && value != p.Choices[0].Value).ToDictionary(p => p.Key, p => form.Text($"v{i}.{p.Key}")!)))],
        form.Price("baseline") ?? 0, form.Price("effect") ?? 0, form.Whole("windowDays") ?? 0, form.Whole("holdOut") ?? 0, form.Date("endsOn"));

    ConsoleForm Filled(ReadExperiment.Whole w)
    {
        var (form, e) = (frames.NewForm(), w.Experiment);
        (form["key"], form["name"], form["goal"], form["baseline"], form["effect"]) = (e.Key, e.Name, e.Goal, e.Baseline.ToString("0.##", CultureInfo.InvariantCulture), e.Effect.ToString("0.##", CultureInfo.InvariantCulture));
        (form["windowDays"], form["holdOut"], form["endsOn"]) = (e.WindowDays.ToString(CultureInfo.InvariantCulture), e.HoldOut.ToString(CultureInfo.InvariantCulture), e.EndsAt?.Day().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        foreach (var (v, i) in w.Variants.Select((v, i) => (v, i)))
        {
            (form[$"v{i}.key"], form[$"v{i}.name"], form[$"v{i}.weight"]) = (v.Key, v.Name, v.Weight.ToString(CultureInfo.InvariantCulture));
            foreach (var (part, value) in v.Parts) form[$"v{i}.{part}"] = value;
        }
        return form;
    }

    async Task<IResult> Form(HttpContext http, ConsoleForm form, string place, Experiment? of) => Pages.Console<PlanExperimentPage>(
        new PlanExperimentPage.Shown(await frames.For(http, words[of is null ? "Experiments.New" : "Experiments.Edit"], words), words, form, plan.Place(place)!, of), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    async Task<IResult> Show(HttpContext http, ReadExperiment.Whole whole, string? error) => Pages.Console<ExperimentPage>(
        new ExperimentPage.Shown(await frames.For(http, whole.Experiment.Name, words), words, whole, plan.Place(whole.Experiment.Place), ExperimentWords.Say(words, whole, clock.GetUtcNow()), error), error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
