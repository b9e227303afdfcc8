using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Notion;

namespace Cratehand.Sandbox;

/// <summary>Everybody who lives in a sandbox, in the order of <c>sandbox --json</c>.</summary>
public static class StandIns
{
    public static IReadOnlyList<IStandIn> All(World world) => [new NotionStandIn(world), .. TasteStandIns.Make(world)];
}
