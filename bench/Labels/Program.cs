using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Nameplate.Bench;
using QRCoder;

// Sheets of 30 labels a second that a server draws as PDF, fetched as the console and the API give them, against the bare matrices of the same codes made on all processors.
// dotnet run -c Release --project bench/Labels [-- LABELS [ROUNDS]]
var labels = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
const string Gtin = "09506000134352";
const int OnOneSheet = 30;

var folder = Directory.CreateTempSubdirectory("np-bench");
var program = Path.Combine(AppContext.BaseDirectory, "nameplate.dll");
try
{
    using var made = Processes.Start(program, "brand", "create", "bench", "--name", "Bench", "--json", "--data", folder.FullName);
    var key = JsonElement.Parse(await made.StandardOutput.ReadToEndAsync()).GetProperty("apiKey").GetString();
    await using var product = await Served.Start([program, "serve", "--urls", "http://127.0.0.1:0", "--public-url", "https://id.example.com", "--data", folder.FullName]);
#pragma warning disable RS0030 // one client for the life of the program
    using var api = new HttpClient { BaseAddress = new($"http://127.0.0.1:{product.Port}") };
#pragma warning restore RS0030
    api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    (await api.PostAsJsonAsync("/api/v1/products", new { gtin = Gtin, name = "Espresso machine Brew One", model = "B-1", category = "espresso" })).EnsureSuccessStatusCode();
    var many = await Mint(labels);
    var few = await Mint(Math.Max(OnOneSheet, labels / 10));
    var links = (await api.GetStringAsync($"{many}/csv")).Split('\n').Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',')[^1].Trim()).ToArray();

    await Draw(few);
    Matrices(links[..(links.Length / 10)]);
    var small = product.PrivateMegabytes;
    List<double> bare = [], drawn = [];
    var (memory, bytes) = (0.0, 0L);
    for (var round = 0; round < rounds; round++)
    {
        bare.Add(labels / Seconds(() => Matrices(links)));
        var began = Stopwatch.GetTimestamp();
        bytes = await Draw(many, () => memory = Math.Max(memory, product.PrivateMegabytes));
        drawn.Add(Math.Ceiling(labels / (double)OnOneSheet) / Stopwatch.GetElapsedTime(began).TotalSeconds);
    }
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{labels:N0} labels, {links[0].Length} characters each, {Environment.ProcessorCount} processors, medians of {rounds} rounds"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"bare QRCoder matrices, level Q",-34} {Median(bare),9:N0} codes/s  = {Median(bare) / OnOneSheet:N0} sheets/s"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"nameplate labels.pdf",-34} {Median(drawn),9:N0} sheets/s   ratio {Median(drawn) * OnOneSheet / Median(bare):0.00}   {bytes / 1e6:0.0} MB   private {memory:0} MB, after a tenth of the labels {small:0} MB"));

    async Task<string> Mint(int count)
    {
        var accepted = await api.PostAsJsonAsync($"/api/v1/products/{Gtin}/mints", new { count });
        var run = accepted.EnsureSuccessStatusCode().Headers.Location!.ToString();
        while ((await api.GetFromJsonAsync<JsonElement>(run)).GetProperty("status").GetString() != "done") await Task.Delay(50);
        return run;
    }

    async Task<long> Draw(string run, Action? look = null)
    {
        using var answer = await api.GetAsync(run + "/labels.pdf", HttpCompletionOption.ResponseHeadersRead);
        await using var pdf = await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        var (buffer, read, blocks) = (new byte[1 << 16], 0L, 0);
        while (await pdf.ReadAsync(buffer) is > 0 and var n)
        {
            read += n;
            if (++blocks % 64 == 0) look?.Invoke();
        }
        return read;
    }
}
finally { folder.Delete(recursive: true); }

static void Matrices(string[] links) => Parallel.ForEach(links, link => { using var matrix = QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.Q); });

static double Seconds(Action work)
{
    var began = Stopwatch.GetTimestamp();
    work();
    return Stopwatch.GetElapsedTime(began).TotalSeconds;
}

static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
