using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Nameplate.Platform.Storage;

namespace Nameplate.Storage.Sqlite.Migrations;

[DbContext(typeof(AppDb)), Migration("202611230030_LinkVariants")]
internal sealed class LinkVariants : SqlMigration;
