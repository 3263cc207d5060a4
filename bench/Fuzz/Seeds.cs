using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Nameplate.Fuzz;

/// <summary>Good input to begin with: files beside the program, the examples of the API's own description, the forms on the pages.</summary>
sealed partial class Seeds(Ground ground, IServiceProvider services)
{
    /// <summary>Where the token of the session goes when it is sent.</summary>
    internal static ReadOnlySpan<byte> TokenSlot => "(token)"u8;
    const string Form = "application/x-www-form-urlencoded";
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "seeds");

    public async Task<IReadOnlyList<IReadOnlyList<Shot>>> All() =>
    [
        [.. File.ReadLines(Path.Combine(Folder, "uris.txt")).Select(line => ground.Filled(line)).Select(uri => Read(uri, "uris.txt"))],
        [.. Routes("GET").Select(r => Read(ground.Address(r), r))],
        [.. Directory.GetFiles(Path.Combine(Folder, "imports")).Order(StringComparer.Ordinal).Select(f => new Shot(Path.GetFileName(f), Door.Key, "", [], Shot.Bytes(ground.Filled(File.ReadAllText(f))), Import: Path.GetFileNameWithoutExtension(f)))],
        await Bodies(),
        [.. Uploads()],
        await Forms(),
    ];

    static Door DoorOf(string path) => path.StartsWith("/api/", StringComparison.Ordinal) ? Door.Key : path.StartsWith("/admin", StringComparison.Ordinal) ? Door.Staff : path.StartsWith("/my", StringComparison.Ordinal) ? Door.Owner : Door.Nobody;
    static Shot Read(string path, string origin) => new(origin, DoorOf(path), "GET", Shot.Bytes(path), []);

    IEnumerable<string> Routes(string method) => services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) is true && !e.RoutePattern.RawText!.StartsWith("{**", StringComparison.Ordinal))
        .Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Every operation of the API that takes a body.</summary>
    async Task<IReadOnlyList<Shot>> Bodies()
    {
        List<Shot> bodies = [];
        using var description = JsonDocument.Parse(Whole(await ground.Get(Door.Nobody, "/openapi/v1.json")));
        foreach (var path in description.RootElement.GetProperty("paths").EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject().Where(o => o.Name is "post" or "put" or "patch" or "delete"))
            {
                var example = operation.Value.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var json) && json.TryGetProperty("example", out var shown) ? shown.GetRawText() : "{}";
                bodies.Add(new($"{operation.Name.ToUpperInvariant()} {path.Name}", Door.Key, operation.Name.ToUpperInvariant(), Shot.Bytes(ground.Address(path.Name.Replace("{id}", "{id:guid}", StringComparison.Ordinal))), Shot.Bytes(example), "application/json"));
            }
        return bodies;
    }

    // the body may come in chunks, whose lengths stand between
    static string Whole(string json) => json[json.IndexOf('{', StringComparison.Ordinal)..(json.LastIndexOf('}') + 1)] is var text && text.Contains("\r\n", StringComparison.Ordinal) ? ChunkForm().Replace(text, "") : text;

    IEnumerable<Shot> Uploads()
    {
        const string multipart = "multipart/form-data; boundary=b";
        string File(string name, string file, string content) => $"--b\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: text/csv\r\n\r\n{content}\r\n";
        string Field(string name, string value) => $"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";
        yield return new("POST /api/v1/imports", Door.Key, "POST", "/api/v1/imports"u8.ToArray(), Shot.Bytes(Field("kind", "units") + Field("dryRun", "true") + File("file", "units.csv", ground.Filled("gtin,serial\n{gtin},S-9")) + "--b--\r\n"), multipart);
        yield return new("POST /admin/imports", Door.Staff, "POST", "/admin/imports"u8.ToArray(), Shot.Bytes(Field("__RequestVerificationToken", "(token)") + Field("kind", "units") + Field("dryRun", "true") + File("file", "ünits.csv", ground.Filled("gtin,serial\n{gtin},S-9")) + "--b--\r\n"), multipart);
        yield return new("POST /admin/products/new", Door.Staff, "POST", "/admin/products/new"u8.ToArray(), Shot.Bytes(Field("__RequestVerificationToken", "(token)") + Field("gtin", "4006381333931") + Field("name", "New") + Field("model", "N") + Field("category", "c") + File("picture", "p.png", "\u0089PNG\r\n") + "--b--\r\n"), multipart);
    }

    // after them nothing more would be reached
    static bool ShutsOut(string action) => action.Contains("sign-out", StringComparison.Ordinal) || action.EndsWith("staff/two-steps", StringComparison.Ordinal);

    /// <summary>The forms of every page that can be opened, as they would be sent, and what posts take without a page.</summary>
    async Task<IReadOnlyList<Shot>> Forms()
    {
        Dictionary<string, Shot> forms = new(StringComparer.Ordinal);
        foreach (var route in Routes("GET").Where(r => !r.StartsWith("/api", StringComparison.Ordinal)))
        {
            var path = ground.Address(route);
            foreach (Match form in FormForm().Matches(await ground.Get(DoorOf(path), path)))
            {
                if (!form.Groups["tag"].Value.Contains("method=\"post\"", StringComparison.Ordinal)) continue;
                var action = ActionForm().Match(form.Groups["tag"].Value) is { Success: true } named ? WebUtility.HtmlDecode(named.Groups["action"].Value) : path;
                if (ShutsOut(action)) continue;
                var fields = InputForm().Matches(form.Groups["content"].Value).Select(m => (Name: WebUtility.HtmlDecode(m.Groups["name"].Value), Value: WebUtility.HtmlDecode(ValueForm().Match(m.Value).Groups["value"].Value)))
                    .Where(f => f.Name != "__RequestVerificationToken").Select(f => $"{Uri.EscapeDataString(f.Name)}={Uri.EscapeDataString(f.Value.Length > 0 ? f.Value : "x")}");
                forms.TryAdd(GuidForm().Replace(action, "{id}"), new($"POST {action}", DoorOf(action), "POST", Shot.Bytes(action), Shot.Bytes(string.Join('&', fields)), Form));
            }
        }
        foreach (var route in Routes("POST").Where(r => !r.StartsWith("/api", StringComparison.Ordinal) && !ShutsOut(r)))
            if (ground.Address(route) is var path && forms.TryAdd(GuidForm().Replace(path, "{id}"), new($"POST {route}", DoorOf(path), "POST", Shot.Bytes(path), "email=ada%40example.com&name=x&purchasedOn=2026-05-01&sure=true&password=kettle+violin+harbour&code=123456"u8.ToArray(), Form))) { /* one of each */ }
        return [.. forms.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value)];
    }

    [GeneratedRegex("\r\n[0-9a-fA-F]+\r\n", RegexOptions.ExplicitCapture, 1000)] private static partial Regex ChunkForm();
    [GeneratedRegex("(?<tag><form[^>]*>)(?<content>.*?)</form>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)] private static partial Regex FormForm();
    [GeneratedRegex("action=\"(?<action>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex ActionForm();
    [GeneratedRegex("<(input|select|textarea|button)[^>]*\\sname=\"(?<name>[^\"]+)\"[^>]*>(\\s*<option[^>]*>)*", RegexOptions.ExplicitCapture, 1000)] private static partial Regex InputForm();
    [GeneratedRegex("value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.RightToLeft, 1000)] private static partial Regex ValueForm();
    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.ExplicitCapture, 1000)] private static partial Regex GuidForm();
}
