using System.Globalization;
using System.Resources;

namespace Nameplate.Platform.Web;

/// <summary>Countries in the reader's language. The runtime's own names stay in the language that asked first.</summary>
public static class Countries
{
    static readonly ResourceManager Names = new(typeof(Texts));

    /// <param name="code">ISO 3166-1 alpha-2; what has no name here is shown as it is.</param>
    public static string NameOf(string? code) => code is null ? "" : Names.GetString("Country." + code, CultureInfo.CurrentUICulture) ?? code;
}
