namespace Cratehand.Music.Notion.Properties;

/// <summary>One form for each type of property that we know. An empty text is <c>""</c>, every other empty value <c>null</c> or an empty list.</summary>
public static class PropertyForms
{
    public static readonly PropertyForm<string> Title = new("title", PlainText.Of, PlainText.Runs);
    public static readonly PropertyForm<string> RichText = new("rich_text", PlainText.Of, PlainText.Runs);
    public static readonly PropertyForm<double?> Number = new("number", Json.Number, value => value);
    public static readonly PropertyForm<bool> Checkbox = new("checkbox", Json.IsTrue, value => value);
    public static readonly PropertyForm<string?> Url = new("url", Json.Text, WordForms.Link);
    public static readonly PropertyForm<string?> Email = new("email", Json.Text, value => value);
    public static readonly PropertyForm<string?> PhoneNumber = new("phone_number", Json.Text, value => value);
    public static readonly PropertyForm<string?> Select = new("select", WordForms.Name, WordForms.Option);
    public static readonly PropertyForm<string?> Status = new("status", WordForms.Name, WordForms.Option);
    public static readonly PropertyForm<IReadOnlyList<string>> MultiSelect = new("multi_select", WordForms.Names, WordForms.Options);
    public static readonly PropertyForm<NotionDate?> Date = new("date", NotionDate.Read, NotionDate.Write);
    public static readonly PropertyForm<Relation> Relation = new("relation", Properties.Relation.Read, Properties.Relation.Write, readsAll: true);
    public static readonly PropertyForm<IReadOnlyList<NotionFile>> Files = new("files", NotionFile.Read, NotionFile.Write);
    public static readonly PropertyForm<IReadOnlyList<NotionPerson>> People = new("people", NotionPerson.ReadAll, NotionPerson.Write);
    public static readonly PropertyForm<Computed?> Formula = new("formula", Computed.Read);
    public static readonly PropertyForm<Computed?> Rollup = new("rollup", Computed.Read);
    public static readonly PropertyForm<DateTimeOffset?> CreatedTime = new("created_time", NotionDate.Moment);
    public static readonly PropertyForm<DateTimeOffset?> LastEditedTime = new("last_edited_time", NotionDate.Moment);
    public static readonly PropertyForm<NotionPerson?> CreatedBy = new("created_by", NotionPerson.Read);
    public static readonly PropertyForm<NotionPerson?> LastEditedBy = new("last_edited_by", NotionPerson.Read);
    public static readonly PropertyForm<string?> UniqueId = new("unique_id", WordForms.UniqueId);
}
