using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Nameplate.Platform.Storage;

namespace Nameplate.Storage.Postgres.Migrations;

[DbContext(typeof(AppDb)), Migration("202611230061_WaysIn")]
internal sealed class WaysIn : SqlMigration;
