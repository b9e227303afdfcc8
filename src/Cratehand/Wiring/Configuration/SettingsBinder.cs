using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Cratehand.Wiring.Configuration;

/// <summary>Fills the records of <see cref="Settings"/>: the path of a property is the key of its setting.</summary>
public static class SettingsBinder
{
    public static Settings Bind(EffectiveSettings values) => (Settings)Fill(typeof(Settings), "", values);

    static object Fill(Type type, string prefix, EffectiveSettings values)
    {
        // No constructor runs: records here hold plain values only, and every property is set below.
        var record = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            property.SetValue(record, Value(property, prefix + property.Name, values));
        }

        return record;
    }

    static object? Value(PropertyInfo property, string key, EffectiveSettings values) =>
        property.PropertyType.Namespace == typeof(Settings).Namespace && property.PropertyType != typeof(Secret)
            ? Fill(property.PropertyType, key + ":", values)
            : Convert(values[key].Value, property.PropertyType);

    static object? Convert(string value, Type type)
    {
        if (type == typeof(string))
        {
            return value;
        }

        if (type == typeof(IReadOnlyList<string>))
        {
            return value.Split(',', StringSplitOptions.RemoveEmptyEntries);
        }

        if (type == typeof(Secret))
        {
            return value.Length == 0 ? null : new Secret(value);
        }

        if (type == typeof(Uri))
        {
            return new Uri(value);
        }

        return System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }
}
