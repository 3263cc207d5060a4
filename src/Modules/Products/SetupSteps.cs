using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Models;
using Nameplate.Products.Units;

namespace Nameplate.Products;

internal sealed class FirstProduct(AppDb db, IStringLocalizer<Texts> words) : ISetupStep
{
    public async Task<SetupStep> Look(CancellationToken ct) => new(20, words["Setup.Product"], words["Setup.ProductText"], words["Product.New"], "/admin/products/new", await db.Set<Model>().AnyAsync(ct));
}

internal sealed class FirstCode(AppDb db, IStringLocalizer<Texts> words) : ISetupStep
{
    public async Task<SetupStep> Look(CancellationToken ct) => new(30, words["Setup.Code"], words["Setup.CodeText"], words["Setup.CodeAction"], "/admin/products", await db.Set<Unit>().AnyAsync(ct));
}
