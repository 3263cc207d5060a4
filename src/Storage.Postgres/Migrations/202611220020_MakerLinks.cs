using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Nameplate.Platform.Storage;

namespace Nameplate.Storage.Postgres.Migrations;

[DbContext(typeof(AppDb)), Migration("202611220020_MakerLinks")]
internal sealed class MakerLinks : SqlMigration;
