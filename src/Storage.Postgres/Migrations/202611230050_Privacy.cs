using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Nameplate.Platform.Storage;

namespace Nameplate.Storage.Postgres.Migrations;

[DbContext(typeof(AppDb)), Migration("202611230050_Privacy")]
internal sealed class Privacy : SqlMigration;
