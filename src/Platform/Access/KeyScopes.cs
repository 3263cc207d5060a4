namespace Nameplate.Platform.Access;

/// <summary>What an API key may do: permissions, all of a module as <c>products.*</c>, or <c>*</c> for everything a key can carry.</summary>
public readonly record struct KeyScopes(string Text)
{
    public static readonly KeyScopes Everything = new("*");

    public static KeyScopes Of(IEnumerable<string> scopes) => new(string.Join(' ', scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));

    public IReadOnlyList<string> Each => Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public bool Cover(string permission) => Each.Any(scope =>
        scope == "*" || scope == permission || (scope.EndsWith(".*", StringComparison.Ordinal) && permission.StartsWith(scope[..^1], StringComparison.Ordinal)));
}
