using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Platform.Access;

/// <summary>Members of staff and their browsers, each with an address of its own, as the sign-in counts tries by address.</summary>
static partial class Staff
{
    public const string Password = "kettle violin harbour";
    static int browsers;

    public static ConsoleClient Browser(this Server server, string? address = null)
    {
        var n = Interlocked.Increment(ref browsers);
        var from = IPAddress.Parse(address ?? string.Create(CultureInfo.InvariantCulture, $"127.9.{n / 250}.{(n % 250) + 1}"));
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(from.MapToIPv6(), 0));
                await socket.ConnectAsync(context.DnsEndPoint, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
#pragma warning disable RS0030
        var client = new HttpClient(handler) { BaseAddress = new(server.Url), Timeout = TimeSpan.FromSeconds(100) };
#pragma warning restore RS0030
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return new ConsoleClient(client);
    }

    public static Task<HttpResponseMessage> Post(this ConsoleClient browser, string path, params (string Name, string Value)[] fields) =>
        browser.Http.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    public static Task<HttpResponseMessage> ByPassword(this ConsoleClient browser, string email, string password = Password) => browser.Post("/admin/sign-in", ("email", email), ("password", password));

    public static string? To(this HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.Found ? answer.Headers.Location!.ToString() : $"{(int)answer.StatusCode}";

    public static string NewAddress() => $"p{Guid.CreateVersion7():n}@example.com";

    /// <summary>A member of staff who was there from the start, in a new browser.</summary>
    public static async Task<ConsoleClient> Chief(this BrandClient brand)
    {
        var link = await brand.In(async services =>
        {
            var signIn = services.GetRequiredService<SignIn>();
            return await signIn.NewLink(brand.Brand.Id, await signIn.Appoint(brand.Brand.Id, $"chief@{brand.Brand.Slug}.example.com", StaffRole.Owner, default), default);
        });
        var browser = brand.Server.Browser();
        Assert.Equal("/admin", (await browser.Post(new Uri(link).AbsolutePath)).To());
        return browser;
    }

    /// <summary>Invites an address; the path of the mailed link.</summary>
    public static async Task<string> Invite(this BrandClient brand, string email, ConsoleClient? by = null)
    {
        using var sent = await (by ?? await brand.Chief()).Send("/admin/settings/staff", "/admin/settings/staff", new() { ["email"] = email, ["role"] = "owner" });
        Assert.True(sent.StatusCode == HttpStatusCode.Found, await sent.Content.ReadAsStringAsync());
        return await brand.MailedDoor(email);
    }

    /// <summary>The path of the link in the newest mail to somebody of the brand's staff.</summary>
    public static async Task<string> MailedDoor(this BrandClient brand, string email) => DoorForm().Match((await brand.Mails(email)).Last(m => m.Text.Contains("/admin/", StringComparison.Ordinal)).Text).Value;

    /// <summary>Somebody who was invited and chose a password; the browser is signed in.</summary>
    public static async Task<(string Email, ConsoleClient Browser)> NewMember(this BrandClient brand)
    {
        var (email, browser) = (NewAddress(), brand.Server.Browser());
        using var joined = await browser.Post(await brand.Invite(email), ("password", Password));
        Assert.Equal("/admin/account/two-steps?done=joined", joined.To());
        return (email, browser);
    }

    /// <summary>Sets up an authenticator app.</summary>
    public static async Task<(Phone Phone, string[] Paper)> TurnOnTwoSteps(this ConsoleClient browser)
    {
        var page = await browser.Text("/admin/account/two-steps");
        var phone = new Phone(KeyForm().Match(page).Groups["key"].Value.Replace(" ", "", StringComparison.Ordinal));
        var sealedKey = SealedForm().Match(page).Groups["key"].Value;
        using var on = await browser.Post("/admin/account/two-steps", ("__RequestVerificationToken", TokenForm().Match(page).Groups["token"].Value), ("key", sealedKey), ("code", await phone.Code()));
        var shown = await on.Content.ReadAsStringAsync();
        Assert.True(on.StatusCode == HttpStatusCode.OK, shown);
        return (phone, [.. PaperForm().Matches(shown).Select(m => m.Groups["code"].Value)]);
    }

    /// <summary>What an authenticator app computes: RFC 6238 with SHA-1, six digits, 30 seconds.</summary>
    public sealed class Phone(string key)
    {
        long last;

        /// <summary>A code that was not given before; the server takes that of these 30 seconds, the last and the next.</summary>
        public async Task<string> Code()
        {
            while (true)
            {
                var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30;
                var step = Math.Max(last + 1, now - 1);
                if (step <= now + 1) return At(last = step);
                await Task.Delay(500);
            }
        }

        public string At(long step)
        {
            var bits = string.Concat(key.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
            byte[] secret = [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
#pragma warning disable CA5350
            var hash = HMACSHA1.HashData(secret, Enumerable.Reverse(BitConverter.GetBytes(step)).ToArray());
#pragma warning restore CA5350
            var at = hash[19] & 15;
            return ((((hash[at] & 127) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3]) % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
        }
    }

    [GeneratedRegex("/admin/(sign-in|invitation)/[A-Za-z0-9]+", RegexOptions.ExplicitCapture, 1000)] private static partial Regex DoorForm();
    [GeneratedRegex("user-select-all\">(?<key>[A-Z2-7 ]+)<", RegexOptions.ExplicitCapture, 1000)] private static partial Regex KeyForm();
    [GeneratedRegex("name=\"key\" value=\"(?<key>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex SealedForm();
    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex TokenForm();
    [GeneratedRegex("<li class=\"np-serial\">(?<code>[a-z0-9-]+)</li>", RegexOptions.ExplicitCapture, 1000)] private static partial Regex PaperForm();
}

/// <summary>A clock that shows another time when told to.</summary>
public sealed class SetClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}

static class Clocks
{
    public static void AddClock(this IServiceCollection services, TimeProvider clock) => services.AddSingleton(clock);
}
