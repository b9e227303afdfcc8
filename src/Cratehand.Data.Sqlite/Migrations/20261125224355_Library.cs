using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cratehand.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Library : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "fingerprint_entry",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    entry_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_indexed = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fingerprint_entry", x => x.number);
                    table.ForeignKey(
                        name: "FK_fingerprint_entry_entry_entry_id",
                        column: x => x.entry_id,
                        principalTable: "entry",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            // By hand: the table is its own index, half as large as one with a key beside it.
            migrationBuilder.Sql(
                "CREATE TABLE fingerprint_item (item INTEGER NOT NULL, number INTEGER NOT NULL, CONSTRAINT PK_fingerprint_item PRIMARY KEY (item, number)) WITHOUT ROWID;");

            // By hand: what was filed before there was an index is put into it at the next start.
            migrationBuilder.Sql("INSERT INTO fingerprint_entry (entry_id, is_indexed) SELECT id, 0 FROM entry WHERE fingerprint IS NOT NULL;");

            migrationBuilder.CreateTable(
                name: "journal",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    run_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    job_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    entry_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    op = table.Column<string>(type: "TEXT", nullable: false),
                    from_path = table.Column<string>(type: "TEXT", nullable: false),
                    to_path = table.Column<string>(type: "TEXT", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    written = table.Column<long>(type: "INTEGER", nullable: false),
                    done = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "seen_file",
                columns: table => new
                {
                    path = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    modified = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seen_file", x => x.path);
                });

            migrationBuilder.CreateIndex(
                name: "IX_job_finished",
                table: "job",
                column: "finished");

            migrationBuilder.CreateIndex(
                name: "IX_entry_isrc",
                table: "entry",
                column: "isrc",
                filter: "isrc IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_entry_run_id",
                table: "entry",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "IX_fingerprint_entry_entry_id",
                table: "fingerprint_entry",
                column: "entry_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_fingerprint_entry_is_indexed",
                table: "fingerprint_entry",
                column: "is_indexed",
                filter: "is_indexed = 0");

            migrationBuilder.CreateIndex(
                name: "IX_journal_entry_id",
                table: "journal",
                column: "entry_id");

            migrationBuilder.CreateIndex(
                name: "IX_journal_run_id",
                table: "journal",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "IX_journal_written",
                table: "journal",
                column: "written");

            migrationBuilder.CreateIndex(
                name: "IX_seen_file_sha256",
                table: "seen_file",
                column: "sha256",
                filter: "sha256 IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fingerprint_entry");

            migrationBuilder.DropTable(
                name: "fingerprint_item");

            migrationBuilder.DropTable(
                name: "journal");

            migrationBuilder.DropTable(
                name: "seen_file");

            migrationBuilder.DropIndex(
                name: "IX_job_finished",
                table: "job");

            migrationBuilder.DropIndex(
                name: "IX_entry_isrc",
                table: "entry");

            migrationBuilder.DropIndex(
                name: "IX_entry_run_id",
                table: "entry");
        }
    }
}
