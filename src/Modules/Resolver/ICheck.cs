using Nameplate.Products;

namespace Nameplate.Resolver;

/// <summary>What a module can say of a number to somebody who may buy the unit second-hand: nothing that names a person, and the same kind of answer for a number nobody knows.</summary>
public interface ICheck
{
    /// <returns>Null where there is nothing to say.</returns>
    Task<CheckLine?> Of(CheckSubject subject, CancellationToken ct);
}

/// <param name="Unit">Null for a number that is not on record.</param>
public sealed record CheckSubject(ProductModel Model, UnitKey Key, ProductUnit? Unit);

/// <summary>One line of the check: “Warranty: until 28 July 2028”.</summary>
/// <param name="Order">Small numbers stand first.</param>
/// <param name="Key">Its name in the API, such as <c>registered</c>.</param>
/// <param name="Value">What the API says under that name; null where nothing is known.</param>
public sealed record CheckLine(int Order, string Key, string Question, string Answer, object? Value)
{
    /// <summary>How it is to be taken; null where it is neither good nor bad.</summary>
    public StateTone? Tone { get; init; }
    /// <summary>False where only programs are told.</summary>
    public bool IsShown { get; init; } = true;
    /// <summary>What to make of it, where one sentence more helps.</summary>
    public string? Advice { get; init; }
    /// <summary>Where that is done: its name and its address.</summary>
    public (string Text, string Href)? Leads { get; init; }
}
