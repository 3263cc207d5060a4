using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Jobs;

namespace Nameplate.Host.Verbs;

static class JobsVerb
{
    static readonly Argument<string> Name = new("name") { Description = "A recurring job, such as platform.retention" };
    static readonly Option<string?> At = new("--at") { Description = "The time that counts as now, such as 2026-10-01T00:00:00Z" };

    public static Command Command()
    {
        var run = new Command("run", "Run one recurring job now, for all brands") { Name, At };
        run.SetAction(async (parse, ct) =>
        {
            var settings = CommandLine.SettingsOf(parse);
            var (name, at) = (parse.GetRequiredValue(Name), Time(parse.GetValue(At)));
            using var alone = LocalServer.KeepOthersOut(settings);      // a server runs its jobs by itself
            await using var app = Composition.Build(settings, services => { if (at is { } time) services.AddSingleton<TimeProvider>(new SetTime(time)); });
            await CommandLine.Prepare(app, migrate: settings.Postgres is null, ct);
            var kinds = app.Services.GetServices<JobKind>().Where(k => k.Every is not null).ToList();
            if (kinds.Find(k => k.Kind == name) is not { } kind) throw new Mistake($"“{name}” is no recurring job. Use one of {string.Join(", ", kinds.Select(k => k.Kind).Order(StringComparer.Ordinal))}.");
            await using (var scope = app.Services.CreateAsyncScope())
                await ((IJob)scope.ServiceProvider.GetRequiredService(kind.Type)).Run(Job.New(Guid.Empty, kind.Kind, "{}", app.Services.GetRequiredService<TimeProvider>().GetUtcNow()), ct);
            await app.Services.GetRequiredService<EventPump>().CatchUp(ct);
            if (CommandLine.WantsJson(parse)) Console.WriteLine(JsonSerializer.Serialize(new { job = name, done = true }));
            else Console.WriteLine($"{name} is done.");
            return 0;
        });
        return new Command("jobs", "Work that is done again and again") { run };
    }

    static DateTimeOffset? Time(string? text) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : throw new Mistake($"“{text}” is not a time. Write it like 2026-10-01T00:00:00Z.");

    /// <summary>A clock that stands where it was set, as seen by a day.</summary>
    sealed class SetTime(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
