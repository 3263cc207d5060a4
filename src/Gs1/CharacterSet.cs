using System.Buffers;

namespace Nameplate.Gs1;

/// <summary>The characters a part of a value may be made of. GS1 General Specifications, 7.11.</summary>
internal sealed class CharacterSet
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static readonly CharacterSet Digits = new("digits", "0123456789");
    public static readonly CharacterSet Set82 = new("letters, digits and !\"%&'()*+,-./_:;<=>?", $"{Letters}0123456789!\"%&'()*+,-./_:;<=>?");
    public static readonly CharacterSet Set39 = new("upper-case letters, digits and #-/", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#-/");
    public static readonly CharacterSet Set64 = new("letters, digits and -_=", $"{Letters}0123456789-_=");

    private readonly string _means;
    private readonly SearchValues<char> _members;

    private CharacterSet(string means, string members) =>
        (_means, _members) = (means, SearchValues.Create(members));

    public static CharacterSet Of(char type) => type switch
    {
        'N' => Digits,
        'X' => Set82,
        'Y' => Set39,
        'Z' => Set64,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "GS1 types are N, X, Y and Z."),
    };

    /// <summary>Null when every character belongs; else what is allowed and where the first stranger stands.</summary>
    /// <remarks>A stranger is repeated only if it is printable ASCII: the sentence may end in an HTTP header.</remarks>
    public string? Fault(ReadOnlySpan<char> text)
    {
        var at = text.IndexOfAnyExcept(_members);
        if (at < 0)
            return null;

        var stranger = text[at] switch
        {
            ' ' => "a space",
            > ' ' and <= '~' => $"'{text[at]}'",
            _ => "a character that is none of them",
        };
        return $"only {_means} are allowed, and there is {stranger} at place {at + 1}";
    }
}
