using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Nameplate.Platform.Storage;

namespace Nameplate.Storage.Postgres.Migrations;

[DbContext(typeof(AppDb)), Migration("202611230072_My")]
internal sealed class My : SqlMigration;
