namespace Nameplate.Gs1;

/// <summary>One application identifier: what its value looks like and where in a URI it may stand.</summary>
internal sealed class ApplicationIdentifier(string ai, ValuePart[] parts, string[][]? sequences, bool isData, bool needsQualifier)
{
    private readonly int _min = parts.Where(p => !p.Optional).Sum(p => p.Min);
    private readonly int _max = parts.Sum(p => p.Max);

    public string Ai => ai;

    /// <summary>May stand in the query.</summary>
    public bool IsData => isData;

    /// <summary>For a primary key, the alternative sequences of qualifiers that may follow it; null for all others.</summary>
    public string[][]? Sequences => sequences;

    /// <summary>A primary key that says nothing alone.</summary>
    public bool NeedsQualifier => needsQualifier;

    /// <summary>Of a length known from its first two digits; such elements are written first. GS1 General Specifications, 7.8.5.</summary>
    public bool IsPredefinedLength =>
        (ai[0] is '0' or '1' && ai is not "10") || ai is "20" || ai.AsSpan(0, 2) is "31" or "32" or "33" or "34" or "35" or "36" or "41";

    /// <summary>Reads a decoded value. A GTIN of 8, 12 or 13 digits is filled to 14, as older prints carry it.</summary>
    public Gs1Error? Read(ReadOnlySpan<char> decoded, out string value)
    {
        value = ai is "01" && decoded.Length < Gtin.Length && Gtin.IsPrintedLength(decoded.Length)
            ? decoded.ToString().PadLeft(Gtin.Length, '0')
            : "";
        var error = Check(value.Length > 0 ? value : decoded);
        if (error is not null)
            value = "";
        else if (value.Length == 0)
            value = decoded.ToString();
        return error;
    }

    public Gs1Error? Check(ReadOnlySpan<char> value)
    {
        if (value.Length < _min || value.Length > _max)
            return WrongLength(value.Length);

        var rest = value;
        foreach (var part in parts)
        {
            if (rest.IsEmpty)
                break;

            var taken = rest[..Math.Min(part.Max, rest.Length)];
            rest = rest[taken.Length..];
            if (taken.Length < part.Min)
                return WrongLength(value.Length);
            if (part.Characters.Fault(taken) is { } stranger)
                return Fault("characters", stranger);
            foreach (var content in part.Contents)
            {
                if (content.Fault(taken) is { } fault)
                    return Fault(content.Code, fault);
            }
        }

        return null;
    }

    public Gs1Error Fault(string code, string rule) => new(code, ai, $"AI ({ai}): {rule}.");

    private Gs1Error WrongLength(int length)
    {
        var rule = length == 0 ? "the value is missing"
            : _min == _max ? $"the value has {_max} characters, and there are {length}"
            : length > _max ? $"the value has {_max} characters at most, and there are {length}"
            : length < _min ? $"the value has {_min} characters at least, and there are {length}"
            : $"a value of {length} characters ends in the middle of a part";
        return Fault("length", rule);
    }
}
