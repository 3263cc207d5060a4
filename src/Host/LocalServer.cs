using System.Net.Http.Headers;
using System.Text.Json;
using Nameplate.Host.Verbs;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;

namespace Nameplate.Host;

/// <summary>
/// One process writes to a SQLite database. A server claims the folder with a lock the kernel frees when it dies, and leaves its address
/// and a key beside the database, so that bulk commands on the same data do their work through it.
/// </summary>
public sealed class LocalServer : IDisposable
{
    sealed record Note(string Url, string Key);

    readonly FileStream? held;
    readonly string notePath;
    readonly string key;

    LocalServer(FileStream? held, string notePath, string key) => (this.held, this.notePath, this.key) = (held, notePath, key);

    public static LocalServer Claim(WebApplication app)
    {
        app.Services.GetRequiredService<Served>().Here();
        var settings = app.Services.GetRequiredService<Settings>();
        var ours = app.Services.GetRequiredService<LocalKey>().Value;
        if (settings.Postgres is not null) return new(null, NotePath(settings), ours);      // any number of nodes
        try { return new(new FileStream(LockPath(settings), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), NotePath(settings), ours); }
        catch (IOException) { throw new Mistake($"A server is running on {settings.Data} already{(Read(settings) is { } note ? $", at {note.Url}" : "")}. Stop it, or name another folder with --data."); }
    }

    /// <summary>No server runs on this data, and none starts until the result is disposed.</summary>
    public static IDisposable? KeepOthersOut(Settings settings)
    {
        if (settings.Postgres is not null) return null;
        try { return new FileStream(LockPath(settings), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
        catch (IOException) { throw new Mistake($"A server is running on {settings.Data}{(Read(settings) is { } note ? $", at {note.Url}" : "")}. Stop it first."); }
    }

    /// <summary>The address of the server that runs on this data, or null.</summary>
    public static string? Address(Settings settings)
    {
        using var server = Find(settings, null);
        return server?.BaseAddress?.ToString();
    }

    /// <summary>True when a server runs on this data, or was killed there.</summary>
    public static bool IsAnnounced(Settings settings) => settings.Postgres is null && File.Exists(NotePath(settings));

    public void Announce(string url)
    {
        if (held is null) return;
        var temporary = notePath + ".new";
        File.WriteAllText(temporary, JsonSerializer.Serialize(new Note(url, key)));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(temporary, notePath, overwrite: true);
    }

    /// <summary>A client of the server that runs on this data, or null when none does.</summary>
    public static HttpClient? Find(Settings settings, string? brand)
    {
        if (settings.Postgres is not null || Read(settings) is not { } note) return null;
        try { using var free = new FileStream(LockPath(settings), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); return null; }
        catch (IOException) { /* a server holds it */ }
#pragma warning disable RS0030 // one client for the life of a command
        var client = new HttpClient { BaseAddress = new(note.Url), Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore RS0030
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", note.Key);
        if (brand is not null) client.DefaultRequestHeaders.Add(LocalKey.BrandHeader, brand);
        return client;
    }

    static Note? Read(Settings settings) => File.Exists(NotePath(settings)) ? JsonSerializer.Deserialize<Note>(File.ReadAllText(NotePath(settings))) : null;
    static string NotePath(Settings settings) => Path.Combine(settings.Data.FullName, "server.json");
    static string LockPath(Settings settings) => Path.Combine(settings.Data.FullName, "server.lock");

    public void Dispose()
    {
        if (held is null) return;
        File.Delete(notePath);
        held.Dispose();
    }
}
