using Cratehand.Music.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Cratehand.Data.Sqlite;

/// <summary>For <c>dotnet ef migrations add NAME -p src/Cratehand.Data.Sqlite -s src/Cratehand.Data.Sqlite</c> only.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<CrateContext>
{
    public CrateContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<CrateContext>()
            .UseSqlite("Data Source=design.db", x => x.MigrationsAssembly(typeof(DesignTimeContext).Assembly))
            .Options);
}
