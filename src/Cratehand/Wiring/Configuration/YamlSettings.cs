using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Cratehand.Wiring.Configuration;

/// <summary>
/// Reads a YAML document as settings: maps nest into <c>Section:Key</c>, lists join by commas, every scalar stays the
/// text that was written (<c>on</c> and <c>010</c> too), an empty one is not set. Anchors and aliases work, also by the merge key
/// <c>&lt;&lt;</c>; a top-level key that starts with <c>x-</c> is a place to keep them.
/// </summary>
public static class YamlSettings
{
    // An alias may stand inside its own anchor; nobody nests settings this deep.
    const int DeepestNesting = 8;

    public static GivenValues Read(TextReader text)
    {
        var found = new List<GivenValue>();
        var problems = new List<SettingProblem>();
        try
        {
            var yaml = new YamlStream();
            yaml.Load(text);
            new Walk(found, problems).Documents(yaml.Documents);
        }
        catch (YamlException wrong)
        {
            problems.Add(Fatal(wrong.Start.Line, $"{SettingsReader.FileName} is not valid YAML: {wrong.Message}", "Correct that line; indent by spaces, and put text with : or # in quotes."));
        }

        return new(found, problems);
    }

    static SettingProblem Fatal(long line, string message, string fix) =>
        SettingProblem.Fatal(SettingsReader.FileName, SettingOrigin.File(line), message, fix);

    sealed class Walk(List<GivenValue> found, List<SettingProblem> problems)
    {
        public void Documents(IList<YamlDocument> documents)
        {
            if (documents.Count > 1)
            {
                Problem(documents[1].RootNode, "There are two documents in the file.", "Remove the line with ---.");
            }
            else if (documents is [{ RootNode: YamlMappingNode root }])
            {
                Map(root, "", 0);
            }
            else if (documents is [{ RootNode: not YamlScalarNode { Value: null or "" } } other])
            {
                Problem(other.RootNode, "The file must hold lines like Section: and Key: value.", "See docs/settings.md for an example.");
            }
        }

        void Map(YamlMappingNode map, string prefix, int depth)
        {
            foreach (var (key, value) in map.Children)
            {
                if (key is not YamlScalarNode { Value: { } name })
                {
                    Problem(key, "A name must be plain text.", "Write it as Name: value.");
                }
                else if (name == "<<")
                {
                    Merge(map, value, prefix, depth);
                }
                else if (depth > 0 || !name.StartsWith("x-", StringComparison.Ordinal))
                {
                    Node(key, value, prefix + name, depth);
                }
            }
        }

        void Node(YamlNode key, YamlNode value, string path, int depth)
        {
            switch (value)
            {
                case YamlMappingNode when depth == DeepestNesting:
                    Problem(key, $"{path} is nested too deeply.", "No setting has so many parts.");
                    break;
                case YamlMappingNode map:
                    Map(map, path + ":", depth + 1);
                    break;
                case YamlSequenceNode list:
                    List(list, key, path);
                    break;
                case YamlScalarNode { Value: null or "", Style: ScalarStyle.Plain or ScalarStyle.Any }:
                    break;
                case YamlScalarNode scalar:
                    Add(key, path, scalar.Value ?? "");
                    break;
            }
        }

        void List(YamlSequenceNode list, YamlNode key, string path)
        {
            var items = list.Children.Select(item => (item as YamlScalarNode)?.Value).ToList();
            if (items.Contains(null))
            {
                Problem(list, $"{path} is a list of sections; it must be a list of plain values.", "Write it as [one, two].");
            }
            else if (items.Find(item => item!.Contains(',')) is { } item)
            {
                Problem(list, $"An item of {path} holds a comma.", "Commas divide items: write two items.");
            }
            else
            {
                Add(key, path, string.Join(',', items));
            }
        }

        // What stands in the map itself wins over what is merged into it.
        void Merge(YamlMappingNode map, YamlNode merged, string prefix, int depth)
        {
            if (merged is not YamlMappingNode more || depth == DeepestNesting)
            {
                Problem(merged, "<< must name one section by its anchor.", "Write it as <<: *name.");
                return;
            }

            var missing = more.Children.Where(child => !map.Children.ContainsKey(child.Key)).ToList();
            Map(new YamlMappingNode(missing), prefix, depth + 1);
        }

        void Add(YamlNode key, string path, string value)
        {
            var first = found.Find(f => f.Key.Equals(path, StringComparison.OrdinalIgnoreCase));
            if (first is not null)
            {
                Problem(key, $"{path} is set twice, here and in {first.Origin}.", "Remove one of the two.");
            }
            else
            {
                found.Add(new(path, value, SettingOrigin.File(key.Start.Line)));
            }
        }

        void Problem(YamlNode at, string message, string fix) => problems.Add(Fatal(at.Start.Line, message, fix));
    }
}
