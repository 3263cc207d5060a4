namespace Nameplate.Warranty.Terms;

/// <summary>
/// How long the seller answers for a defect by law, in months, where a brand has set nothing else. Working figures, not legal advice: the console shows and changes them.
/// </summary>
internal static class StatutoryStandard
{
    /// <summary>Directive (EU) 2019/771 Art. 10(1): two years, the least in every member state.</summary>
    public const int Months = 24;

    // How long one may go to court, six years in Ireland and the United Kingdom, is no promise that a machine works so long.
    public static readonly IReadOnlyDictionary<string, int> Differing = new Dictionary<string, int>
    {
        ["ES"] = 36,      // Real Decreto Legislativo 1/2007 Art. 120, as of 2022
        ["PT"] = 36,      // Decreto-Lei 84/2021 Art. 12
        ["SE"] = 36,      // Konsumentköplag (2022:260)
    };

    public static int MonthsIn(string country) => Differing.GetValueOrDefault(country, Months);
}
