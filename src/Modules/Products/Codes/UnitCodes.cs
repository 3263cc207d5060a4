using System.Collections;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Codes;

internal sealed class UnitCodes(Links links) : ICodes
{
    public string LinkOf(UnitKey unit) => Code.Of(links.Base, unit);
    public IReadOnlyList<BitArray> ModulesOf(string link) => Code.Modules(link);
}
