using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cratehand.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Detections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "detection",
                columns: table => new
                {
                    identity = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    signal = table.Column<string>(type: "TEXT", nullable: false),
                    input = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    described = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    rank = table.Column<long>(type: "INTEGER", nullable: false),
                    seen = table.Column<long>(type: "INTEGER", nullable: false),
                    not_before = table.Column<long>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    plays = table.Column<int>(type: "INTEGER", nullable: false),
                    job = table.Column<string>(type: "TEXT", nullable: true),
                    unliked = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_detection", x => x.identity);
                });

            migrationBuilder.CreateTable(
                name: "source_state",
                columns: table => new
                {
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    connected = table.Column<long>(type: "INTEGER", nullable: true),
                    mark = table.Column<string>(type: "TEXT", nullable: true),
                    last_success = table.Column<long>(type: "INTEGER", nullable: true),
                    last_whole = table.Column<long>(type: "INTEGER", nullable: true),
                    strikes = table.Column<int>(type: "INTEGER", nullable: false),
                    rests_until = table.Column<long>(type: "INTEGER", nullable: false),
                    trouble = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_source_state", x => x.source);
                });

            migrationBuilder.CreateIndex(
                name: "IX_detection_state_source_rank",
                table: "detection",
                columns: new[] { "state", "source", "rank" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "detection");

            migrationBuilder.DropTable(
                name: "source_state");
        }
    }
}
