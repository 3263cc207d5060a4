using System.Globalization;

namespace Nameplate.Gs1;

/// <summary>One part of a value: N6:date is six digits that are a date, [X..17] is up to 17 characters or none.</summary>
internal sealed record ValuePart(CharacterSet Characters, int Min, int Max, bool Optional, Content[] Contents)
{
    /// <summary>Reads the notation of the table in <see cref="ApplicationIdentifiers"/>.</summary>
    public static ValuePart Parse(string notation)
    {
        var optional = notation[0] == '[';
        var names = notation.Trim('[', ']').Split(':');
        var ranged = names[0].Contains("..", StringComparison.Ordinal);
        var max = int.Parse(names[0].AsSpan(ranged ? 3 : 1), CultureInfo.InvariantCulture);
        return new ValuePart(CharacterSet.Of(names[0][0]), ranged ? 1 : max, max, optional, [.. names.Skip(1).Select(Content.Named)]);
    }
}
