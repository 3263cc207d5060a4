namespace Nameplate.Platform.Web;

/// <summary>One of the first things a new brand does; the console's first page lists them until all are done.</summary>
public interface ISetupStep
{
    Task<SetupStep> Look(CancellationToken ct);
}

/// <param name="Order">Steps stand in this order: 10 brand, 20 product, 30 units, 40 history.</param>
/// <param name="Text">How to begin, in one sentence.</param>
public sealed record SetupStep(int Order, string Title, string Text, string Action, string Href, bool IsDone);
