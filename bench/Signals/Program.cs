using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Nameplate.Bench;

// Copies planted in a made-up fleet: how many the product notices, and how often it is wrong about honest units. The same seed makes the same fleet.
// dotnet run -c Release --project bench/Signals [-- UNITS [CLONES [SEED]]]
var units = Number(0, 100_000);
var clones = Number(1, 300);
var seed = Number(2, 20_261_122);
var folder = Directory.CreateTempSubdirectory("np-bench");
var program = Path.Combine(AppContext.BaseDirectory, "nameplate.dll");
try
{
    using var made = Processes.Start(program, "brand", "create", "bench", "--name", "Bench", "--json", "--data", folder.FullName);
    var key = JsonElement.Parse(await made.StandardOutput.ReadToEndAsync()).GetProperty("apiKey").GetString();
    await using var product = await Served.Start([program, "serve", "--urls", "http://127.0.0.1:0", "--public-url", "https://id.example.com", "--data", folder.FullName]);
#pragma warning disable RS0030 // one client for the life of the program
    using var api = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new($"http://127.0.0.1:{product.Port}"), Timeout = TimeSpan.FromMinutes(10) };
#pragma warning restore RS0030
    api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    (await api.PostAsJsonAsync("/api/v1/products", new { gtin = Fleet.Model, name = "Brew One", model = "B-1", category = "espresso" })).EnsureSuccessStatusCode();

    var fleet = new Fleet(Fleet.Model, units, clones, seed);
    var outcome = await Trial.Run(api, fleet, CaughtUp);
    Say($"{units:N0} units, {Fleet.Months} months, {fleet.Scans:N0} scans, {fleet.Claims.Count:N0} claims, seed {seed}");
    Say($"copied numbers with 3 or more scans found   {outcome.All.Found} of {outcome.All.Of}   {outcome.Share:P1}   aim 90 %");
    foreach (var (kind, (found, of)) in outcome.Found) Say($"  {kind,-16} {found} of {of}");
    Say($"grey imports found                          {outcome.Grey.Found} of {outcome.Grey.Of}");
    Say($"false alarms a month and 10,000 units       {outcome.FalseAlarms:0.00}   aim 1   ({outcome.Wrong.Count} of {outcome.Alarms} alarms)");
    foreach (var wrong in outcome.Wrong.Take(20)) Say($"  {wrong}");

    // every subscriber has read what was written
    async Task CaughtUp()
    {
        while (true)
        {
            using var answer = await api.GetAsync("/readyz");
            if (JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("lag").EnumerateObject().All(s => s.Value.GetInt64() == 0)) return;
            await Task.Delay(500);
        }
    }
}
finally { folder.Delete(recursive: true); }

int Number(int at, int usual) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : usual;
static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
