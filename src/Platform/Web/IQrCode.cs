namespace Nameplate.Platform.Web;

/// <summary>Draws a text as a code a camera reads.</summary>
public interface IQrCode
{
    /// <summary>An SVG document, its quiet zone included.</summary>
    string Svg(string text);
}
