using System.Text.Json.Nodes;
using Cratehand.Sandbox.Spotify;

namespace Cratehand.Sandbox.Tests.Spotify;

public sealed class FieldFilterTests
{
    const string Page = """{"total":2,"next":null,"items":[{"added_at":"a","item":{"id":"1","name":"x","album":{"name":"y","id":"2"}}},{"added_at":"b","item":null}]}""";

    [Theory]
    [InlineData("total", """{"total":2}""")]
    [InlineData("items.added_at,next", """{"next":null,"items":[{"added_at":"a"},{"added_at":"b"}]}""")]
    [InlineData("items(item(id,album.name))", """{"items":[{"item":{"id":"1","album":{"name":"y"}}},{"item":null}]}""")]
    [InlineData("items(added_at,item(!album))", """{"items":[{"added_at":"a","item":{"id":"1","name":"x"}},{"added_at":"b","item":null}]}""")]
    [InlineData("nothing", "{}")]
    public void WhatWasNotAskedForIsNotThere(string fields, string left) =>
        Assert.Equal(left, FieldFilter.Parse(fields)!.Apply(JsonNode.Parse(Page))!.ToJsonString());

    [Theory]
    [InlineData("items(id")]
    [InlineData("items)")]
    [InlineData("a b")]
    public void AnUnreadableTextIsRefused(string fields) => Assert.Null(FieldFilter.Parse(fields));
}
