namespace Nameplate.Messaging.Deliveries;

/// <summary>The night of the reader, by the country: in a country of several time zones it is night while it is night in one of them.</summary>
internal static class QuietHours
{
    // the westernmost and the easternmost of the zones people live in; IANA tz database
    static readonly Dictionary<string, string[]> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AT"] = ["Europe/Vienna"], ["BE"] = ["Europe/Brussels"], ["BG"] = ["Europe/Sofia"], ["CH"] = ["Europe/Zurich"], ["CY"] = ["Asia/Nicosia"], ["CZ"] = ["Europe/Prague"], ["DE"] = ["Europe/Berlin"], ["DK"] = ["Europe/Copenhagen"],
        ["EE"] = ["Europe/Tallinn"], ["ES"] = ["Atlantic/Canary", "Europe/Madrid"], ["FI"] = ["Europe/Helsinki"], ["FR"] = ["Europe/Paris"], ["GB"] = ["Europe/London"], ["GR"] = ["Europe/Athens"], ["HR"] = ["Europe/Zagreb"], ["HU"] = ["Europe/Budapest"],
        ["IE"] = ["Europe/Dublin"], ["IS"] = ["Atlantic/Reykjavik"], ["IT"] = ["Europe/Rome"], ["LI"] = ["Europe/Vaduz"], ["LT"] = ["Europe/Vilnius"], ["LU"] = ["Europe/Luxembourg"], ["LV"] = ["Europe/Riga"], ["MT"] = ["Europe/Malta"], ["NL"] = ["Europe/Amsterdam"],
        ["NO"] = ["Europe/Oslo"], ["PL"] = ["Europe/Warsaw"], ["PT"] = ["Atlantic/Azores", "Europe/Lisbon"], ["RO"] = ["Europe/Bucharest"], ["RS"] = ["Europe/Belgrade"], ["SE"] = ["Europe/Stockholm"], ["SI"] = ["Europe/Ljubljana"], ["SK"] = ["Europe/Bratislava"],
        ["TR"] = ["Europe/Istanbul"], ["UA"] = ["Europe/Kyiv"], ["US"] = ["Pacific/Honolulu", "America/Los_Angeles", "America/New_York"], ["CA"] = ["America/Vancouver", "America/St_Johns"], ["MX"] = ["America/Tijuana", "America/Mexico_City"],
        ["BR"] = ["America/Rio_Branco", "America/Sao_Paulo"], ["AR"] = ["America/Argentina/Buenos_Aires"], ["CL"] = ["America/Santiago"], ["CO"] = ["America/Bogota"], ["PE"] = ["America/Lima"],
        ["AU"] = ["Australia/Perth", "Australia/Sydney"], ["NZ"] = ["Pacific/Auckland"], ["JP"] = ["Asia/Tokyo"], ["KR"] = ["Asia/Seoul"], ["CN"] = ["Asia/Shanghai"], ["TW"] = ["Asia/Taipei"], ["HK"] = ["Asia/Hong_Kong"], ["SG"] = ["Asia/Singapore"],
        ["MY"] = ["Asia/Kuala_Lumpur"], ["TH"] = ["Asia/Bangkok"], ["VN"] = ["Asia/Ho_Chi_Minh"], ["ID"] = ["Asia/Jakarta", "Asia/Jayapura"], ["PH"] = ["Asia/Manila"], ["IN"] = ["Asia/Kolkata"], ["AE"] = ["Asia/Dubai"], ["SA"] = ["Asia/Riyadh"],
        ["IL"] = ["Asia/Jerusalem"], ["EG"] = ["Africa/Cairo"], ["MA"] = ["Africa/Casablanca"], ["NG"] = ["Africa/Lagos"], ["KE"] = ["Africa/Nairobi"], ["ZA"] = ["Africa/Johannesburg"],
    };

    static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>When it is day for the reader: now, or the end of the night.</summary>
    public static DateTimeOffset DayFor(string? country, string brandCountry, MessageRules rules, DateTimeOffset now)
    {
        if (rules.QuietFrom == rules.QuietUntil) return now;
        var zones = ZonesOf(country, brandCountry, rules);
        if (!zones.Exists(z => IsQuiet(rules, z, now))) return now;
        var quarter = new DateTimeOffset(now.Ticks - (now.Ticks % Step.Ticks), TimeSpan.Zero);      // nights end on the hour, also where clocks differ by half an hour
        for (var (at, steps) = (quarter + Step, 0); steps < 4 * 48; at += Step, steps++)
            if (!zones.Exists(z => IsQuiet(rules, z, at))) return at;
        return quarter + TimeSpan.FromHours(12);      // it is always night in one of them
    }

    static List<TimeZoneInfo> ZonesOf(string? country, string brandCountry, MessageRules rules)
    {
        var names = country is not null && Zones.TryGetValue(country, out var theirs) ? theirs : rules.TimeZone is { } chosen ? [chosen] : Zones.GetValueOrDefault(brandCountry) ?? [];
        var zones = names.Select(Find).OfType<TimeZoneInfo>().ToList();
        return zones.Count > 0 ? zones : [TimeZoneInfo.Utc];
    }

    public static TimeZoneInfo? Find(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    static bool IsQuiet(MessageRules rules, TimeZoneInfo zone, DateTimeOffset at)
    {
        var hour = TimeZoneInfo.ConvertTime(at, zone).Hour;
        return rules.QuietFrom < rules.QuietUntil ? hour >= rules.QuietFrom && hour < rules.QuietUntil : hour >= rules.QuietFrom || hour < rules.QuietUntil;
    }
}
