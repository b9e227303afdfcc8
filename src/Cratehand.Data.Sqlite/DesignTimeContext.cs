using Cratehand.Music.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Cratehand.Data.Sqlite;

/// <summary>For <c>make migration</c> only: the model as the configurations say it, not the one that was built from them ahead.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<CrateContext>
{
    public CrateContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<CrateContext>()
            .UseSqlite("Data Source=design.db", x => x.MigrationsAssembly(typeof(DesignTimeContext).Assembly))
            .Options);
}
