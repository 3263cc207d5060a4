using Nameplate.Platform.Web;

namespace Nameplate.Products.Codes;

internal sealed class QrCode : IQrCode
{
    public string Svg(string text) => Code.Svg(text);
}
