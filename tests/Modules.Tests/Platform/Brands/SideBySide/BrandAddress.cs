using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Nameplate.Tests.Platform.Brands.SideBySide;

/// <summary>A route of the program, whose names can be filled in for a brand.</summary>
public sealed class BrandAddress(RouteEndpoint endpoint, string method)
{
    // the same for everybody
    static readonly Dictionary<string, string> Common = new() { ["kind"] = "units", ["list"] = "units", ["template"] = "owners.confirm", ["language"] = "en", ["key"] = "time_to_register", ["documentName"] = "v1", ["form"] = "date", ["country"] = "DE", ["ai"] = "253", ["purpose"] = "marketing", ["epc"] = "30164596f40c0e5cbe991a83" };

    // not varied, because they are public or because whoever holds them may see: a product's number, a brand's page, a mailed secret
    static readonly string[] Open = ["slug", "m/token", "handover/token", "feed/token", "unsubscribe/token", "track/token", "visit/token", "sign-in/token", "invitation/token", "data/token", "data-requests/token", "preferences/token", "consents/token", "safety/token"];

    // what a query may ask for; null is left out
    static readonly Dictionary<string, string?> Asked = new()
    {
        ["q"] = "name", ["serial"] = "serial", ["gtin"] = "gtin", ["mint"] = "mints/id", ["to"] = "email",
        ["after"] = null, ["limit"] = null, ["status"] = null, ["state"] = null, ["kind"] = null, ["country"] = null, ["at"] = null, ["then"] = null, ["by"] = null, ["scale"] = null, ["quantity"] = null, ["done"] = null, ["code"] = "serial", ["design"] = "labels/id", ["format"] = null, ["placement"] = null, ["topic"] = null, ["open"] = null, ["lot"] = "lot",
        ["token"] = null, ["email"] = "email", ["with"] = "owners/id", ["link"] = null, ["from"] = null, ["until"] = null, ["channel"] = null, ["device"] = null, ["retailer"] = null, ["experiment"] = null, ["linkType"] = null, ["language"] = null, ["mediaType"] = null, ["site"] = "site", ["endingWithin"] = null,
    };

    // without which there is no answer
    static readonly Dictionary<string, string> Needed = new() { ["period"] = "2026-Q1" };

    public string Method => method;
    public string Pattern => "/" + endpoint.RoutePattern.RawText!.Trim('/');
    public bool MayFail => IsOtherCode || Pattern is "/api/v1/links/answer" or "/admin/sign-in/{token}" or "/admin/sign-in/code" or "/admin/invitation/{token}";      // nothing is answered for; used up
    bool IsOtherCode => Pattern.StartsWith("/e", StringComparison.Ordinal) || (Pattern.EndsWith("/{**rest}", StringComparison.Ordinal) && Pattern != "/01/{**rest}");      // keys and forms that name no unit of a brand
    bool IsConsumers => Pattern.StartsWith("/p/", StringComparison.Ordinal);

    IEnumerable<string> Keys => endpoint.RoutePattern.Parameters.Select(KeyOf);

    static string KeyOf(string? before, string name) => name is "id" or "token" or "registration" or "hash" ? $"{before}/{name}" : name;

    string KeyOf(RoutePatternParameterPart parameter)
    {
        string? before = null;
        foreach (var segment in endpoint.RoutePattern.PathSegments)
            foreach (var part in segment.Parts)
            {
                if (part is RoutePatternLiteralPart literal) before = literal.Content;
                if (part is RoutePatternParameterPart p && p.Name == parameter.Name) return KeyOf(before, p.Name);
            }
        throw new InvalidOperationException(Pattern);
    }

    /// <summary>The address with these names, of which some are somebody else's.</summary>
    public string Fill(IReadOnlyDictionary<string, string> names, IReadOnlyCollection<string> mixed, IReadOnlyDictionary<string, string>? with, ICollection<string> wrong)
    {
        var path = string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart { IsCatchAll: true } => mixed.Count == 0 ? names["rest"] : $"{names["gtin"]}/21/{with!["serial"]}",
            RoutePatternParameterPart parameter => Uri.EscapeDataString(Value(KeyOf(parameter))),
            _ => "",
        }))));
        return "/" + path;

        string Value(string key)
        {
            if (Common.TryGetValue(key, out var common)) return common;
            if (mixed.Contains(key)) return with![key == "files/id" ? "private file" : key];      // a public file is everybody's
            if (names.TryGetValue(key, out var value)) return value;
            wrong.Add($"{method} {Pattern}: “{key}” has no value in LivedBrand");
            return "-";
        }
    }

    /// <summary>Each choice of its names that can be another brand's.</summary>
    public IEnumerable<string[]> Mixes
    {
        get
        {
            string[] keys = [.. Keys.Where(k => !Common.ContainsKey(k) && !Open.Contains(k) && !(IsConsumers && k == "gtin") && !IsOtherCode)];
            return Enumerable.Range(1, (1 << keys.Length) - 1).Select(n => keys.Where((_, i) => (n & (1 << i)) != 0).ToArray());
        }
    }

    /// <summary>No query, and one that asks for another brand's things by every name the handler knows.</summary>
    public IEnumerable<string> Queries(IReadOnlyDictionary<string, string> others, ICollection<string> wrong)
    {
        var names = (endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? []).Where(p => IsSimple(p.ParameterType) && endpoint.RoutePattern.GetParameter(p.Name!) is null).Select(p => p.Name!).ToList();
        foreach (var name in names.Where(n => !Asked.ContainsKey(n) && !Needed.ContainsKey(n))) wrong.Add($"{method} {Pattern}: “{name}” has no value in BrandAddress.Asked");
        var needed = string.Join('&', names.Where(Needed.ContainsKey).Select(n => $"{n}={Needed[n]}"));
        yield return needed.Length == 0 ? "" : "?" + needed;
        var asked = names.Select(n => (Name: n, Key: Asked.GetValueOrDefault(n))).Where(n => n.Key is not null).Select(n => $"{n.Name}={Uri.EscapeDataString(others[n.Key!])}").ToList();
        if (asked.Count > 1) yield return $"?{string.Join('&', asked)}&{needed}";
        foreach (var one in asked) yield return $"?{one}&{needed}";
    }

    static bool IsSimple(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? IsSimple(inner) : type.IsEnum || type == typeof(string) || type == typeof(int) || type == typeof(Guid) || type == typeof(bool) || type == typeof(DateTimeOffset) || type == typeof(DateOnly);

    public static IEnumerable<BrandAddress> Of(Server server) => server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !e.RoutePattern.RawText!.StartsWith("{**", StringComparison.Ordinal))
        .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(m => m is not ("HEAD" or "OPTIONS")).Select(m => new BrandAddress(e, m)));

    /// <summary>Names of the same form as a brand's, which are nobody's.</summary>
    public static readonly IReadOnlyDictionary<string, string> Unknown = new Dictionary<string, string>
    {
        ["gtin"] = BrandClient.NewGtin(), ["serial"] = "BLANKNAME1009", ["sku"] = "BLANKNAME-P1", ["orderRef"] = "BLANK-0000", ["lot"] = "BLANKNAMEL1",
        ["label-designs/id"] = NoId(), ["labels/id"] = NoId(), ["tag-keys/id"] = NoId(), ["tags/id"] = NoId(), ["lot-changes/id"] = NoId(), ["imports/id"] = NoId(), ["mints/id"] = NoId(), ["outbox/id"] = NoId(), ["messages/id"] = NoId(), ["suppressions/id"] = NoId(), ["owners/id"] = NoId(), ["jobs/id"] = NoId(), ["registrations/registration"] = NoId(), ["fitment/id"] = NoId(), ["files/id"] = NoId(), ["private file"] = NoId(),
        ["filters/id"] = NoId(), ["changes/id"] = NoId(), ["keys/id"] = NoId(), ["staff/id"] = NoId(), ["invitations/id"] = NoId(), ["sessions/id"] = NoId(), ["session"] = NoId(), ["webhooks/id"] = NoId(), ["links/id"] = NoId(), ["signals/id"] = NoId(), ["data-requests/id"] = NoId(), ["experiments/id"] = NoId(), ["installers/id"] = NoId(), ["transfers/id"] = NoId(), ["proofs/id"] = NoId(), ["blocks/id"] = NoId(), ["phone-codes/id"] = NoId(), ["proof/token"] = new('v', 32), ["delivery"] = NoId(), ["companies/id"] = NoId(), ["company"] = NoId(), ["site"] = NoId(), ["user"] = NoId(), ["units/registration"] = NoId(), ["invitation/token"] = new('z', 32), ["registered/token"] = new('x', 32), ["email"] = "nobody@blankname.example", ["name"] = "blankname Hopper",
    };

    static string NoId() => Guid.CreateVersion7().ToString();
}
