using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Nameplate.Host;
using Nameplate.Host.Verbs;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;

namespace Nameplate.Tests;

/// <summary>The product itself, listening on a free port of the loopback, on one of the two databases.</summary>
public sealed class Server : IAsyncDisposable
{
    readonly DirectoryInfo data = Directory.CreateTempSubdirectory("np");
    WebApplication app = null!;
    LocalServer local = null!;
    int brands;

    public string Url { get; private set; } = null!;
    public IServiceProvider Services => app.Services;
    public Settings Settings { get; private set; } = null!;

    /// <param name="beside">A node on the same PostgreSQL, which ends before that one.</param>
    /// <param name="appsettings">What its configuration file says.</param>
    /// <param name="demo">As the demo runs, but empty.</param>
    public static async Task<Server> Start(string storage, Action<IServiceCollection>? also = null, string? appsettings = null, Server? beside = null, bool demo = false)
    {
        var server = new Server();
        if (appsettings is not null) await File.WriteAllTextAsync(Path.Combine(server.data.FullName, "appsettings.json"), appsettings);
        server.Settings = beside?.Settings ?? new Settings(server.data, storage == "postgres" ? Cluster.NewDatabase() : null, "http://127.0.0.1:0", Demo: demo);
        server.app = Composition.Build(server.Settings, services =>
        {
            services.AddLogging(l => l.AddFilter<ConsoleLoggerProvider>(typeof(SecurityLog).FullName, LogLevel.None));      // tests are turned away all the time
            also?.Invoke(services);
        });
        server.local = await ServeVerb.Start(server.app, migrate: true, CancellationToken.None);
        server.Url = server.app.Urls.First();
        return server;
    }

    /// <summary>A brand of its own, so that tests share the server and see nothing of each other.</summary>
    public async Task<BrandClient> NewBrand(string currency = "EUR", string country = "DE")
    {
        var n = Interlocked.Increment(ref brands);
        await using var scope = app.Services.CreateAsyncScope();
        var (brand, error) = await scope.ServiceProvider.GetRequiredService<OpenBrand>().Handle(new($"brand-{n}", $"Brand {n}", currency, country), default);
        Assert.Null(error);
        var (key, link) = await BrandVerb.Doors(scope.ServiceProvider, brand!, $"staff-{n}@example.com", default);
        return new BrandClient(this, brand!, key, link!);
    }

    /// <summary>A client without a key that follows no redirect and keeps no cookie unless told.</summary>
    public HttpClient Visitor(string language = "en", bool cookies = false)
    {
#pragma warning disable RS0030
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = cookies }) { BaseAddress = new(Url), Timeout = TimeSpan.FromSeconds(100) };
#pragma warning restore RS0030
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return client;
    }

    /// <summary>Every subscriber has handled every event.</summary>
    public Task CaughtUp() => app.Services.GetRequiredService<EventPump>().CatchUp(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        local.Dispose();
        await app.DisposeAsync();
        data.Delete(recursive: true);
    }
}

/// <summary>One server a database, shared by all tests of this assembly.</summary>
public sealed class Servers : IAsyncDisposable
{
    readonly ConcurrentDictionary<string, Lazy<Task<Server>>> started = new();

    public Task<Server> On(string storage) => started.GetOrAdd(storage, s => new(() => Server.Start(s))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in started.Values) await (await server.Value).DisposeAsync();
        Cluster.Stop();
        Scratch.Clear();
    }
}

/// <summary>A brand and the ways into it.</summary>
public sealed class BrandClient(Server server, Brand brand, string key, string signInLink)
{
    static int gtins;

    public Server Server => server;
    public Brand Brand => brand;
    public string Key => key;
    public string SignInLink => signInLink;

    /// <summary>The API with this brand's key.</summary>
    public HttpClient Api { get; } = WithKey(server.Visitor(), key);

    static HttpClient WithKey(HttpClient client, string key)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A GTIN-14 nobody else has.</summary>
    public static string NewGtin()
    {
        var body = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"0951{Interlocked.Increment(ref gtins):000000000}");
        return body + Gs1.CheckDigit.Of(body);
    }

    /// <summary>Acts inside the server, for this brand.</summary>
    public async Task<T> In<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand.Id);
        return await act(scope.ServiceProvider);
    }
}
