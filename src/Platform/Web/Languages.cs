using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace Nameplate.Platform.Web;

/// <summary>The languages every text is there in. <c>?lang=de</c> chooses one, else the browser's wish, else English.</summary>
public static class Languages
{
    public const string Key = "lang";
    public static readonly string[] All = ["en", "de", "fr", "es"];

    public static void UseLanguages(this IApplicationBuilder app)
    {
        var options = new RequestLocalizationOptions { ApplyCurrentCultureToResponseHeaders = true }.SetDefaultCulture("en").AddSupportedCultures(All).AddSupportedUICultures(All);
        options.RequestCultureProviders = [new QueryStringRequestCultureProvider { QueryStringKey = Key, UIQueryStringKey = Key }, new AcceptLanguageHeaderRequestCultureProvider()];
        app.UseRequestLocalization(options);
    }

    /// <summary>The visitor's language, for the few answers given before <see cref="UseLanguages"/> has looked.</summary>
    public static string Of(HttpRequest request)
    {
        if (request.Query[Key].ToString() is var chosen && All.Contains(chosen)) return chosen;
        return request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.Value!.Split('-')[0].ToLowerInvariant()).FirstOrDefault(l => All.Contains(l)) ?? "en";
    }

    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>The language's name in itself.</summary>
    public static string NameOf(string language) => language switch { "de" => "Deutsch", "fr" => "Français", "es" => "Español", _ => "English" };

    /// <summary>The colon between two things put together; in French a narrow space stands before it.</summary>
    public static string Colon => Current == "fr" ? "\u202f:" : ":";

    /// <summary>Speaks a language outside a request: for mails and jobs. Ends when disposed.</summary>
    public static IDisposable Speak(string? language) => new Speaking(CultureInfo.GetCultureInfo(All.Contains(language) ? language! : "en"));

    sealed class Speaking : IDisposable
    {
        readonly CultureInfo culture = CultureInfo.CurrentCulture, ui = CultureInfo.CurrentUICulture;
        public Speaking(CultureInfo language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language;
        public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
    }
}
