using System.Net;
using System.Text.RegularExpressions;

namespace Nameplate.Tests;

/// <summary>A member of staff at the console, over plain HTTP as a browser without JavaScript would.</summary>
public sealed partial class ConsoleClient(HttpClient http)
{
    public HttpClient Http => http;

    public static async Task<ConsoleClient> SignIn(BrandClient brand)
    {
        var client = new ConsoleClient(brand.Server.Visitor(cookies: true));
        using var answer = await client.Http.PostAsync(new Uri(brand.SignInLink).AbsolutePath, null);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return client;
    }

    public async Task<string> Text(string path)
    {
        using var answer = await http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return text;
    }

    public async Task<HttpStatusCode> Status(string path) => (await http.GetAsync(path)).StatusCode;

    /// <summary>Sends a form of the page with the token it carries.</summary>
    public async Task<HttpResponseMessage> Send(string page, string action, Dictionary<string, string> fields, (string Name, string FileName, byte[] Bytes)? file = null)
    {
        var token = Token().Match(await Text(page)).Groups["token"].Value;
        var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        if (file is { } f) form.Add(new ByteArrayContent(f.Bytes), f.Name, f.FileName);
        return await http.PostAsync(action, form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Token();
}
