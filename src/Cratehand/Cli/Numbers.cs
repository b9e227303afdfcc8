using System.CommandLine.Parsing;
using Cratehand.Wiring.Configuration;

namespace Cratehand.Cli;

/// <summary>Reads what must be a number, and says what was expected where it is none.</summary>
static class Numbers
{
    /// <summary>For <c>CustomParser</c>.</summary>
    public static Func<ArgumentResult, int?> From(int min, int max) =>
        given =>
        {
            var (form, typed) = (SettingForm.Whole(min, max), given.Tokens[0].Value);
            if (form.Normalize(typed) is { } number)
            {
                return int.Parse(number);
            }

            given.AddError($"{(given.Parent as OptionResult)?.Option.Name ?? given.Argument.Name} must be {form.Words}, not '{typed}'.");
            return null;
        };
}
