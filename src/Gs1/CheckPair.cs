namespace Nameplate.Gs1;

/// <summary>
/// The two check characters of an alphanumeric key (modulo 1021, prime weights from the right).
/// GS1 General Specifications, 7.9.5.
/// </summary>
internal static class CheckPair
{
    // the order of the characters is their value
    private const string Set82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    private const string Set32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static ReadOnlySpan<byte> Primes =>
        [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];

    /// <summary>Longest text with a pair: 23 characters and the pair (AI 8013 and 8014 hold 25).</summary>
    private static int MaxLength => Primes.Length + 2;

    public static bool IsRight(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || text.Length > MaxLength)
            return false;

        var body = text[..^2];
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            var value = Set82.IndexOf(body[i], StringComparison.Ordinal);
            if (value < 0)
                return false;
            sum += value * Primes[body.Length - 1 - i];
        }

        sum %= 1021;
        return text[^2] == Set32[sum >> 5] && text[^1] == Set32[sum & 31];
    }
}
