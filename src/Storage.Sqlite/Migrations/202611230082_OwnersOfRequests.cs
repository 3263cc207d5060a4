using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Nameplate.Platform.Storage;

namespace Nameplate.Storage.Sqlite.Migrations;

[DbContext(typeof(AppDb)), Migration("202611230082_OwnersOfRequests")]
internal sealed class OwnersOfRequests : SqlMigration;
