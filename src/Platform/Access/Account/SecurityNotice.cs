using Microsoft.Extensions.Localization;
using Nameplate.Platform.Mail;

namespace Nameplate.Platform.Access.Account;

/// <summary>Tells the person by mail that something about the way in was changed; the caller saves.</summary>
internal sealed class SecurityNotice(Outbox outbox, IStringLocalizer<Texts> words)
{
    /// <param name="what">Password, TwoStepsOn, TwoStepsOff, TwoStepsReset or RecoveryCodes.</param>
    public Task Write(string email, string what, CancellationToken ct) =>
        outbox.Add(AccessMail.Notice, email, new(words["Notice." + what], words["Notice." + what], [words["Notice.NotYou"]], null, null, words["Notice.Why"]), ct);
}
