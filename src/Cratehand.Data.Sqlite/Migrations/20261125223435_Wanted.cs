using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cratehand.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Wanted : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "match_decision",
                columns: table => new
                {
                    wanted = table.Column<string>(type: "TEXT", nullable: false),
                    candidate = table.Column<string>(type: "TEXT", nullable: false),
                    ruling = table.Column<string>(type: "TEXT", nullable: false),
                    offer = table.Column<string>(type: "TEXT", nullable: false),
                    decided = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_match_decision", x => new { x.wanted, x.candidate });
                });

            migrationBuilder.CreateTable(
                name: "review",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    identity = table.Column<string>(type: "TEXT", nullable: false),
                    link = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    artists = table.Column<string>(type: "TEXT", nullable: false),
                    duration_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    isrc = table.Column<string>(type: "TEXT", nullable: true),
                    signal = table.Column<string>(type: "TEXT", nullable: true),
                    candidates = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: true),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    run_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "unlike",
                columns: table => new
                {
                    identity = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    noticed = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unlike", x => x.identity);
                });

            migrationBuilder.CreateTable(
                name: "wish",
                columns: table => new
                {
                    identity = table.Column<string>(type: "TEXT", nullable: false),
                    link = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    artists = table.Column<string>(type: "TEXT", nullable: false),
                    duration_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    isrc = table.Column<string>(type: "TEXT", nullable: true),
                    signal = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    changed = table.Column<long>(type: "INTEGER", nullable: false),
                    run_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    entry_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wish", x => x.identity);
                });

            migrationBuilder.CreateIndex(
                name: "IX_review_kind_identity",
                table: "review",
                columns: new[] { "kind", "identity" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_wish_state",
                table: "wish",
                column: "state");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "match_decision");

            migrationBuilder.DropTable(
                name: "review");

            migrationBuilder.DropTable(
                name: "unlike");

            migrationBuilder.DropTable(
                name: "wish");
        }
    }
}
