namespace Nameplate.Gs1;

/// <summary>The GS1 check digit (modulo 10, weights 3 and 1 from the right). GS1 General Specifications, 7.9.</summary>
public static class CheckDigit
{
    /// <summary>The check digit that belongs behind <paramref name="body"/>, which is ASCII digits without one.</summary>
    public static char Of(ReadOnlySpan<char> body)
    {
        var sum = 0;
        var weight = 3;
        for (var i = body.Length - 1; i >= 0; i--)
        {
            sum += (body[i] - '0') * weight;
            weight = 4 - weight;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }

    /// <summary>True when <paramref name="digits"/> is at least two ASCII digits, the last of which is the right check digit.</summary>
    public static bool IsRight(ReadOnlySpan<char> digits) =>
        digits.Length > 1 && !digits.ContainsAnyExceptInRange('0', '9') && digits[^1] == Of(digits[..^1]);
}
