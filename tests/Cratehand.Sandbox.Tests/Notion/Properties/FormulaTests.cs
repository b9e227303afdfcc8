using System.Text.Json.Nodes;
using Cratehand.Sandbox.Notion.Properties;

namespace Cratehand.Sandbox.Tests.Notion.Properties;

public class FormulaTests
{
    [Theory]
    [InlineData("""prop("Artist") + " - " + "x" """, """{"type":"string","string":"Mira - x"}""")]
    [InlineData("""prop("Tempo") + 2""", """{"type":"number","number":126}""")]
    [InlineData("""if(empty(prop("None")), "no", "yes")""", """{"type":"string","string":"no"}""")]
    [InlineData("""not(empty(prop("Artist")))""", """{"type":"boolean","boolean":true}""")]
    [InlineData("""length(prop("Artist"))""", """{"type":"number","number":4}""")]
    [InlineData("""dateAdd(now(), 1, "days")""", """{"type":"unsupported","unsupported":{}}""")]
    [InlineData("""prop("Artist""", """{"type":"unsupported","unsupported":{}}""")]
    public void AFormulaIsWorkedOutOrOwnsUp(string expression, string result) =>
        Assert.Equal(result, new Formula(Prop).Evaluate(expression.Trim()).ToJsonString());

    static JsonNode? Prop(string name) => name switch { "Artist" => "Mira", "Tempo" => 124, _ => null };
}
