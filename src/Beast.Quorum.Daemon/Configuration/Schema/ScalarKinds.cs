using System.Globalization;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Configuration.Yaml;

namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>Any text; the rules say more.</summary>
internal sealed class TextKind(string allowed) : ScalarKind<string>(allowed, "")
{
    protected override bool Parse(YamlScalar scalar, out string? value)
    {
        value = scalar.Text;
        return true;
    }

    protected override string Format(string value) => YamlText.Quote(value);
}

/// <summary>A whole number. Its bounds are checked by the rules.</summary>
internal sealed class NumberKind(Bound<int> bound)
    : ScalarKind<int>($"a whole number, {bound.Least} to {bound.Most}", bound.Least)
{
    // Without quotes and leading zeros: "010" is eight to one reader of YAML and ten to the next.
    protected override bool Parse(YamlScalar scalar, out int value) =>
        int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
        && scalar.IsPlain
        && Format(value) == scalar.Text;

    protected override string Format(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A duration. Its bounds are checked by the rules.</summary>
internal sealed class DurationKind(Bound<TimeSpan> bound) : ScalarKind<TimeSpan>(
    $"a duration, {DurationText.Format(bound.Least)} to {DurationText.Format(bound.Most)}, in ms, s, m or h",
    bound.Least)
{
    protected override bool Parse(YamlScalar scalar, out TimeSpan value)
    {
        TimeSpan? parsed = DurationText.Parse(scalar.Text);
        value = parsed.GetValueOrDefault();
        return parsed is not null;
    }

    protected override string Format(TimeSpan value) => DurationText.Format(value);
}

/// <summary>Yes or no.</summary>
internal sealed class FlagKind() : ScalarKind<bool>("true or false", false)
{
    protected override bool Parse(YamlScalar scalar, out bool value)
    {
        value = scalar.Text == "true";
        return scalar.IsPlain && scalar.Text is ("true" or "false");
    }

    protected override string Format(bool value) => value ? "true" : "false";
}

/// <summary>One of a few words.</summary>
internal sealed class ChoiceKind<T>(params (string Name, T Value)[] choices) : ScalarKind<T>(
    string.Join(" or ", choices.Select(choice => choice.Name)),
    choices[0].Value)
    where T : struct, Enum
{
    protected override bool Parse(YamlScalar scalar, out T value)
    {
        int index = Array.FindIndex(choices, choice => choice.Name == scalar.Text);
        value = index < 0 ? default : choices[index].Value;
        return index >= 0;
    }

    protected override string Format(T value) => choices.First(choice => choice.Value.Equals(value)).Name;
}
