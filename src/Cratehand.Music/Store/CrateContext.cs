using System.Text.RegularExpressions;
using Cratehand.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Store;

/// <summary>
/// The database of the crate. It has no sets of its own: each type brings its configuration, found beside it, and is
/// asked for by <c>Set&lt;T&gt;()</c>. Names in the database are snake_case.
/// </summary>
public sealed partial class CrateContext(DbContextOptions<CrateContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        JobsModel.Add(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CrateContext).Assembly);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            property.SetColumnName(WordStart().Replace(property.Name, "_$0").ToLowerInvariant());
        }
    }

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();
}
