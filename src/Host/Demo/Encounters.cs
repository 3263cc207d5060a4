using System.Globalization;

namespace Nameplate.Host.Demo;

/// <summary>What the demo brand's owners looked at, asked for and heard in the past year, as a maker brings it from the tools it had before.</summary>
sealed class Encounters
{
    static readonly string[] Topics = ["descaling", "no water", "grinder noise", "first setup", "milk foam", "error E4"];
    readonly List<string> visits = [], sessions = [], contacts = [], actions = [];
    readonly Random random = new(20260729);
    readonly DateTimeOffset start;

    Encounters(DateTimeOffset start) => this.start = start;

    public static IEnumerable<(string Kind, Stream Csv)> Of(IReadOnlyList<Life> lives, DateTimeOffset start)
    {
        var all = new Encounters(start);
        foreach (var life in lives.Where(l => l.RegisteredAt is not null)) all.Live(life);
        yield return ("visits", Lives.Csv("email,visited_at,kind", all.visits));
        yield return ("sessions", Lives.Csv("session_ref,gtin,serial,started_at,ended_at,email,outcome,topic,tier", all.sessions));
        yield return ("contacts", Lives.Csv("contact_ref,contacted_at,channel,gtin,serial,email,topic,cost,currency", all.contacts));
        yield return ("actions", Lives.Csv("action_ref,acted_at,email,kind", all.actions));
    }

    void Live(Life life)
    {
        var (email, registered) = (DemoHistory.Email(life), life.RegisteredAt!.Value);
        for (var i = random.Next(4); i > 0; i--)
            if (After(registered, 4, 200) is { } at) visits.Add($"{email},{Text(at)},{Of("page", "page", "document", "message_click")}");
        if (random.NextDouble() < .3 && After(registered, 1, 120) is { } asked) Ask(life, email, asked);
        if (random.NextDouble() < .55 && After(registered, 20, 80) is { } heard) actions.Add($"A-{actions.Count:00000},{Text(heard)},{email},{Of("recommendation", "recommendation", "service", "campaign")}");
    }

    /// <summary>Two of three find the answer by themselves; the others call.</summary>
    void Ask(Life life, string email, DateTimeOffset at)
    {
        var (topic, outcome) = (Topics[(int)(Topics.Length * Math.Pow(random.NextDouble(), 1.6))], Of("resolved", "answered", "answered", "abandoned", "escalated"));
        sessions.Add($"S-{sessions.Count:00000},{life.Gtin},{life.Serial},{Text(at)},{Text(at.AddSeconds(70 + random.Next(400)))},{(random.Next(2) == 0 ? email : "")},{outcome},{topic},1");
        if (outcome is not "escalated" && random.NextDouble() > .12) return;
        if (at.AddHours(random.Next(1, 40)) is var called && called < start)
            contacts.Add(string.Create(CultureInfo.InvariantCulture, $"C-{contacts.Count:00000},{Text(called)},{Of("phone", "phone", "phone", "email", "chat")},{life.Gtin},{life.Serial},{email},{topic},{9 + (random.Next(24) / 2m):0.00},EUR"));
    }

    DateTimeOffset? After(DateTimeOffset from, int first, int days) => from.AddDays(first + ((days - first) * random.NextDouble())) is var at && at < start ? at : null;
    string Of(params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
    static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
