using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Nameplate.Platform.Storage;

namespace Nameplate.Storage.Postgres.Migrations;

[DbContext(typeof(AppDb)), Migration("202611230090_Companies")]
internal sealed class Companies : SqlMigration;
