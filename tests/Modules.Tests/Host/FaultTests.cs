using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nameplate.Tests.Host;

/// <summary>The disk fills up, the database goes away: nothing acknowledged is lost, the caller hears what is the matter, and afterwards all goes on by itself.</summary>
public class FaultTests
{
    const string Gtin = "09506000134352";

    [Fact]
    public async Task On_a_full_disk_nothing_acknowledged_is_lost_and_with_room_it_goes_on()
    {
        var folder = Directory.CreateTempSubdirectory("np").FullName;
        if (!await Mount(folder)) Assert.Skip("This user may not mount a small disk.");
        try
        {
            string[] where = ["--data", folder];
            var brand = JsonElement.Parse((await Program.Run(["brand", "create", "acme", "--name", "Acme", "--json", .. where])).Out);
            var (process, url) = await Program.Serve(where);
            try
            {
                using var api = Client(url, brand.GetProperty("apiKey").GetString()!);
                await Unit(api, 0);
                var ballast = Path.Combine(folder, "ballast");
                await Fill(ballast);

                List<int> kept = [];
                HttpResponseMessage? refusal = null;
                for (var i = 1; i < 3_000 && refusal is null; i++)
                {
                    var answer = await Record(api, i);
                    if (answer.IsSuccessStatusCode) kept.Add(i);
                    else refusal = answer;
                }
                Assert.NotNull(refusal);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, refusal.StatusCode);
                Assert.Contains("Nothing was lost", await refusal.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                Assert.Equal(HttpStatusCode.OK, (await api.GetAsync($"/api/v1/products/{Gtin}")).StatusCode);      // reading goes on
                var doctor = await Program.Run(["doctor", "--json", .. where]);
                Assert.Contains(JsonElement.Parse(doctor.Out).GetProperty("findings").EnumerateArray(), f => (f.GetProperty("check").GetString(), f.GetProperty("grade").GetString(), f.GetProperty("remedy").GetString()) == ("disk", "fails", "Free some space."));

                File.Delete(ballast);
                var again = await Record(api, 9_999);
                Assert.True(again.IsSuccessStatusCode, await again.Content.ReadAsStringAsync());
                foreach (var i in kept.Append(9_999)) Assert.Equal(HttpStatusCode.OK, (await api.GetAsync($"/api/v1/parts/P-{i}")).StatusCode);
            }
            finally { process.Kill(); }
        }
        finally { await Run("umount", "-l", folder); }
    }

    [Fact]
    public async Task A_database_that_goes_away_and_comes_back_is_waited_for()
    {
        await using var cluster = new OwnCluster();
        var folder = Directory.CreateTempSubdirectory("np").FullName;
        string[] where = ["--data", folder, "--postgres", await cluster.NewDatabase("np", "owner")];
        await Cluster.Run(cluster.Connection, "alter database np set synchronous_commit = on");      // the tests' clusters are quick, and forgetful when they are cut off
        Assert.Equal(0, (await Program.Run(["db", "migrate", .. where])).Code);
        var brand = JsonElement.Parse((await Program.Run(["brand", "create", "acme", "--name", "Acme", "--json", .. where])).Out);
        var (process, url) = await Program.Serve(where);
        try
        {
            using var api = Client(url, brand.GetProperty("apiKey").GetString()!);
            await Unit(api, 0);
            Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/readyz")).StatusCode);

            await cluster.Stop();
            var gone = await Record(api, 1);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, gone.StatusCode);
            Assert.NotNull(gone.Headers.RetryAfter);
            Assert.Contains("Nothing was lost", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await api.GetAsync("/readyz")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/healthz")).StatusCode);
            using var visit = new HttpRequestMessage(HttpMethod.Get, $"/p/{Gtin}/S0");
            visit.Headers.Accept.ParseAdd("text/html");
            visit.Headers.AcceptLanguage.ParseAdd("de");
            using var page = await api.SendAsync(visit);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
            Assert.Contains("Nichts ist verloren", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            await Task.Delay(TimeSpan.FromSeconds(30));

            await cluster.StartAgain();
            while ((await api.GetAsync("/readyz")).StatusCode != HttpStatusCode.OK) await Task.Delay(200);
            Assert.Equal(HttpStatusCode.OK, (await api.GetAsync($"/api/v1/units/{Gtin}/S0")).StatusCode);
            Assert.True((await Record(api, 2)).IsSuccessStatusCode);
            Assert.Equal(HttpStatusCode.TemporaryRedirect, (await api.GetAsync($"/01/{Gtin}/21/S0")).StatusCode);      // a scan is kept again
            Assert.Equal(1, (await Import(api, "units", $"gtin,serial\n{Gtin},S1\n")).GetProperty("added").GetInt64());      // and jobs run
        }
        finally { process.Kill(); }
    }

    static async Task Unit(HttpClient api, int n)
    {
        Assert.True((await api.PostAsJsonAsync("/api/v1/products", new { gtin = Gtin, name = "Brew One", model = "B-1", category = "espresso" })).IsSuccessStatusCode);
        Assert.Equal(1, (await Import(api, "units", $"gtin,serial\n{Gtin},S{n}\n")).GetProperty("added").GetInt64());
    }

    static async Task<JsonElement> Import(HttpClient api, string kind, string csv)
    {
        using var form = new MultipartFormDataContent { { new StringContent(kind), "kind" }, { new StringContent(csv), "file", kind + ".csv" } };
        using var accepted = await api.PostAsync("/api/v1/imports", form);
        Assert.True(accepted.StatusCode == HttpStatusCode.Accepted, await accepted.Content.ReadAsStringAsync());
        while (true)
        {
            var import = await api.GetFromJsonAsync<JsonElement>(accepted.Headers.Location);
            if (import.GetProperty("state").GetString() is "done" or "refused") return import;
            await Task.Delay(100);
        }
    }

    static Task<HttpResponseMessage> Record(HttpClient api, int i) => api.PostAsJsonAsync("/api/v1/parts", new { sku = $"P-{i}", name = new string('x', 180), kind = "part", price = 1, currency = "EUR" });

    static async Task Fill(string path)
    {
        await using var file = File.Create(path);
        var block = new byte[64 * 1024];
        try
        {
            while (true) { await file.WriteAsync(block); await file.FlushAsync(); }
        }
        catch (IOException) { /* full */ }
    }

    static async Task<bool> Mount(string folder) => Environment.UserName == "root" && await Run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder) == 0;

    static async Task<int> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    static HttpClient Client(string url, string key)
    {
#pragma warning disable RS0030
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(url) };
#pragma warning restore RS0030
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
