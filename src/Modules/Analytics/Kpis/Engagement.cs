using Nameplate.Analytics.Facts;

namespace Nameplate.Analytics.Kpis;

/// <summary>What an owner does after registering: scans of the unit, visits and looks for help of the unit or the owner.</summary>
internal static class Engagement
{
    /// <summary>What comes within half an hour of the registration, or of the event before it, belongs to the same visit.</summary>
    public static readonly long Pause = TimeSpan.FromMinutes(30).Microseconds();

    /// <summary>Whether a registration was followed by one. {3} is <see cref="Pause"/>.</summary>
    /// <param name="registration">The registration's alias.</param>
    /// <param name="until">What is true of its time besides, such as <c>&lt; {2}</c>.</param>
    public static string Of(string registration, string until) => $$"""
        (exists (select 1 from analytics_scan s where s.brand_id = {0} and s.unit_id = {{registration}}.unit_id and s.at > {{registration}}.registered + {3} and s.at {{until}})
        or exists (select 1 from analytics_touch t where t.brand_id = {0} and t.unit_id = {{registration}}.unit_id and t.at > {{registration}}.registered + {3} and t.at {{until}})
        or exists (select 1 from analytics_touch t where t.brand_id = {0} and t.owner_id = {{registration}}.owner_id and t.at > {{registration}}.registered + {3} and t.at {{until}} and {{FactsSql.Counts("t")}}))
        """;
}
