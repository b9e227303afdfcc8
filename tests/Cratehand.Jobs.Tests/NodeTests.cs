using System.Diagnostics;

namespace Cratehand.Jobs.Tests;

public class NodeTests
{
    [Fact]
    public void ANodeIsReadBackFromItsText()
    {
        var node = new Node("studio", 17, 4711);

        Assert.Equal(("studio:17:4711", node), (node.ToString(), Node.Parse(node.ToString())));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("studio")]
    [InlineData("studio:17")]
    [InlineData("studio:seventeen:4711")]
    [InlineData("studio:17:4711:9")]
    public void OtherTextIsNoNode(string? text) => Assert.Null(Node.Parse(text));

    [Fact]
    public void ThisProcessIsAlive() => Assert.True(Node.Current().IsAlive());

    [Fact]
    public void AnotherProcessWithTheSameNumberIsNotAlive() => Assert.False((Node.Current() with { Start = 1 }).IsAlive());

    [Fact]
    public void AProcessOnAnotherMachineIsNotVouchedFor() => Assert.False((Node.Current() with { Machine = "elsewhere" }).IsAlive());

    [Fact]
    public void AProcessWithSpacesAndBracketsInItsNameIsToldAliveFromDead()
    {
        var folder = Directory.CreateTempSubdirectory("cratehand-node-");
        var program = Path.Combine(folder.FullName, "a) R 1 (b");
        File.Copy("/bin/sleep", program);
        using var process = Process.Start(program, "60");
        var stat = File.ReadAllText($"/proc/{process.Id}/stat");
        var node = new Node(Environment.MachineName, process.Id, long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19]));

        var before = node.IsAlive();
        process.Kill();
        process.WaitForExit();

        Assert.Equal((true, false), (before, node.IsAlive()));
        folder.Delete(recursive: true);
    }
}
