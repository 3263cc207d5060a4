using System.Globalization;
using System.Text;

namespace Nameplate.Pdf;

/// <summary>Bytes of a content stream, written without a string between.</summary>
sealed class Operators
{
    byte[] bytes = new byte[4096];
    int length;

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, length);

    public Operators Add(string ascii)
    {
        Room(ascii.Length);
        length += Encoding.ASCII.GetBytes(ascii, bytes.AsSpan(length));
        return this;
    }

    /// <summary>A number and a space; a thousandth of a point is finer than any printer.</summary>
    public Operators Add(double number)
    {
        Room(32);
        number = Math.Round(number, 3);
        if (!number.TryFormat(bytes.AsSpan(length), out var n, "0.###", CultureInfo.InvariantCulture)) throw new ArgumentOutOfRangeException(nameof(number));
        length += n;
        bytes[length++] = (byte)' ';
        return this;
    }

    /// <summary>A factor: its error is multiplied by what it scales, so it is written exactly.</summary>
    public Operators Scale(double factor)
    {
        Room(32);
        factor.TryFormat(bytes.AsSpan(length), out var n, "0.########", CultureInfo.InvariantCulture);
        length += n;
        bytes[length++] = (byte)' ';
        return this;
    }

    public Operators Add(int number)
    {
        Room(12);
        number.TryFormat(bytes.AsSpan(length), out var n, default, CultureInfo.InvariantCulture);
        length += n;
        bytes[length++] = (byte)' ';
        return this;
    }

    public Operators Add(Colour colour, string verb) => Add(colour.Red / 255.0).Add(colour.Green / 255.0).Add(colour.Blue / 255.0).Add(verb);

    /// <summary>A string object.</summary>
    public Operators AddText(ReadOnlySpan<byte> text)
    {
        Room((text.Length * 2) + 2);
        bytes[length++] = (byte)'(';
        foreach (var b in text)
        {
            if (b is (byte)'(' or (byte)')' or (byte)'\\') bytes[length++] = (byte)'\\';
            bytes[length++] = b;
        }
        bytes[length++] = (byte)')';
        return this;
    }

    void Room(int more)
    {
        if (length + more > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + more));
    }
}
