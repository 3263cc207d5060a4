using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nameplate.Bench;

/// <summary>Puts a fleet through a running product, as a maker would, and reads what it noticed.</summary>
static class Trial
{
    /// <param name="Found">Copied numbers with three or more scans of copies: by kind, how many of how many were raised.</param>
    /// <param name="Wrong">Those units, and what was said of them.</param>
    /// <param name="FalseAlarms">Honest units with an open signal, a month and 10,000 units.</param>
    public sealed record Outcome(SortedDictionary<string, (int Found, int Of)> Found, (int Found, int Of) Grey, int Alarms, double FalseAlarms, IReadOnlyList<string> Wrong)
    {
        public (int Found, int Of) All => (Found.Values.Sum(f => f.Found), Found.Values.Sum(f => f.Of));
        public double Share => All.Found / (double)All.Of;
    }

    public static async Task<Outcome> Run(HttpClient api, Fleet fleet, Func<Task> caughtUp)
    {
        await Import(api, "units", fleet.UnitsCsv);
        await Import(api, "registrations", fleet.RegistrationsCsv);
        await Import(api, "scans", fleet.ScansCsv, refusalsAreFine: true);      // numbers nobody gave out are on no unit’s record
        await ScanMadeUp(api, fleet);
        foreach (var (serial, email) in fleet.Claims) using (await api.PostAsJsonAsync("/api/v1/registrations", new { gtin = fleet.Gtin, serial, email })) { }
        await caughtUp();

        Dictionary<string, string> open = new(StringComparer.Ordinal);
        for (var after = ""; after is not null;)
        {
            var page = await api.GetFromJsonAsync<JsonElement>($"/api/v1/signals?state=open&limit=200&after={after}");
            foreach (var signal in page.GetProperty("items").EnumerateArray()) open[signal.GetProperty("serial").GetString()!] = signal.GetProperty("why").GetString()!;
            after = page.GetProperty("next").GetString();
        }
        SortedDictionary<string, (int Found, int Of)> found = new(StringComparer.Ordinal);
        foreach (var (serial, (kind, scans)) in fleet.Clones.Where(c => c.Value.Scans >= 3))
            found[kind] = (found.GetValueOrDefault(kind).Found + (open.ContainsKey(serial) ? 1 : 0), found.GetValueOrDefault(kind).Of + 1);
        string[] wrong = [.. open.Where(s => !fleet.Clones.ContainsKey(s.Key) && !fleet.GreyImports.Contains(s.Key)).Select(s => $"{s.Key}: {s.Value}")];
        return new(found, (fleet.GreyImports.Count(open.ContainsKey), fleet.GreyImports.Count), open.Count, wrong.Length / (fleet.Units / 10_000.0) / Fleet.Months, wrong);
    }

    /// <summary>An import takes scans of units on record alone; a made-up code is scanned over the web.</summary>
    static async Task ScanMadeUp(HttpClient api, Fleet fleet)
    {
        foreach (var (serial, (kind, scans)) in fleet.Clones.Where(c => c.Value.Kind == "made up"))
            for (var i = 0; i < scans; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/01/{fleet.Gtin}/21/{serial}");
                request.Headers.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (iPhone) Mobile");
                using var answer = await api.SendAsync(request);
            }
    }

    static async Task Import(HttpClient api, string kind, string csv, bool refusalsAreFine = false)
    {
        using var form = new MultipartFormDataContent { { new StringContent(kind), "kind" }, { new StringContent(csv), "file", kind + ".csv" } };
        using var accepted = await api.PostAsync("/api/v1/imports", form);
        if (accepted.StatusCode != HttpStatusCode.Accepted) throw new InvalidOperationException(await accepted.Content.ReadAsStringAsync());
        while (true)
        {
            var import = await api.GetFromJsonAsync<JsonElement>(accepted.Headers.Location);
            if (import.GetProperty("state").GetString() is "done" or "refused" && (refusalsAreFine || import.GetProperty("refused").GetInt64() == 0 ? true : throw new InvalidOperationException(import.ToString()))) return;
            await Task.Delay(100);
        }
    }
}
