using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Web;

namespace Nameplate.Messaging.Channels;

/// <summary>Configuration sections <c>Messages:Sms</c> and <c>Messages:Push</c>: where the operator's own gateway takes messages.</summary>
internal sealed class Gateway
{
    public string? Url { get; init; }
    /// <summary><c>whsec_</c> and base64, as Standard Webhooks has it.</summary>
    public string? Secret { get; init; }
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);
    public bool IsSet => Url is { Length: > 0 } && Secret is { Length: > 6 };
}

/// <summary>
/// Text messages and push by a gateway that speaks HTTP: one signed POST for each message. 2xx: it has it. 410: there is no such number or device. 429 and 5xx: later.
/// Anything else: never. A gateway that gets the same <c>webhook-id</c> again has it already.
/// </summary>
internal sealed class GatewayChannel(MessageChannel channel, IOptionsMonitor<Gateway> gateways, IHttpClientFactory clients, TimeProvider clock) : IChannel
{
    Gateway Gateway => gateways.Get(channel.ToString());

    public MessageChannel Channel => channel;
    public bool IsSet => Gateway.IsSet;
    public TimeSpan Lease => Gateway.Patience + Gateway.Patience;
    public bool MayTry => true;
    public bool IsAway => false;
    public IDisposable Connect() => clients.CreateClient(OutsideHttp.Client);

    public async Task<Handed> Send(IDisposable line, Parcel parcel, Func<ValueTask> onTheWay, CancellationToken ct)
    {
        var m = parcel.Message;
        var (id, at) = ($"msg_{m.Id:n}", clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var body = JsonSerializer.Serialize(new { channel = channel.ToString().ToLowerInvariant(), to = m.Address, title = m.Subject, text = parcel.Text, language = m.Language, brand = parcel.BrandName, kind = m.Kind });
        using var request = new HttpRequestMessage(HttpMethod.Post, Gateway.Url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", at);
        request.Headers.Add("webhook-signature", "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Gateway.Secret!["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{at}.{body}"))));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Gateway.Patience);
        await onTheWay();
        try
        {
            using var answer = await ((HttpClient)line).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            var said = string.Create(CultureInfo.InvariantCulture, $"The gateway answered {(int)answer.StatusCode} {answer.ReasonPhrase}");
            return answer.StatusCode switch
            {
                _ when answer.IsSuccessStatusCode => new(Handover.Taken),
                HttpStatusCode.Gone => new(Handover.Refused, said + ": no such address (5.1.1)"),
                HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new(Handover.Later, said),
                _ => new(Handover.Refused, said),
            };
        }
        catch (HttpRequestException error) when (error.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError || error.InnerException is NotPublic)
        {
            return new(Handover.NobodyThere, "The gateway cannot be reached");
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or IOException) { return new(Handover.Unknown, "The gateway did not say whether it has it"); }
    }
}
