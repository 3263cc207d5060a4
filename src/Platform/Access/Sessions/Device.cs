namespace Nameplate.Platform.Access.Sessions;

/// <summary>A browser's long name of itself, in the two words by which a person knows the device.</summary>
public static class Device
{
    // the order matters: Edge and Opera also say Chrome, Chrome also says Safari
    static readonly (string Sign, string Name)[] Browsers = [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    static readonly (string Sign, string Name)[] Systems = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    public static string Words(string userAgent) => string.Join(", ", new[] { Found(Browsers, userAgent), Found(Systems, userAgent) }.Where(w => w is not null));

    static string? Found((string Sign, string Name)[] known, string userAgent) => Array.Find(known, k => userAgent.Contains(k.Sign, StringComparison.Ordinal)).Name;
}
