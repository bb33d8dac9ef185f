using System.Text.Json;
using Beast.Quorum.Daemon.Doctor.Facts;

namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>What <c>beastq fence test</c> left in fence-test.json.</summary>
internal static class FenceTests
{
    public static Finding Judge(DoctorCase c)
    {
        IReadOnlyList<string> methods = c.Fencing;
        return methods.Count == 0
            ? Finding.NotApplicable("no method is configured")
            : c.Read(FactName.FenceTest, text => Judge(text, methods), Finding.Warning("it was never tried"));
    }

    private static Finding Judge(string text, IReadOnlyList<string> methods)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("tests", out JsonElement tests)
                && tests.ValueKind == JsonValueKind.Array)
            {
                return Finding.Worst(methods.Select(method => Of(method, tests)), "");
            }
        }
        catch (JsonException)
        {
            // Said below, as for JSON of another form.
        }

        return Finding.Unknown("fence-test.json cannot be read; run beastq fence test again");
    }

    private static Finding Of(string method, JsonElement tests)
    {
        foreach (JsonElement test in tests.EnumerateArray())
        {
            if (Same(Field(test, "method"), method))
            {
                string shown = DoctorCase.Show($"{method}: {Field(test, "outcome")} at {Field(test, "time")}");
                return Finding.Need(Field(test, "outcome") == "proved", shown, Finding.Warning(shown));
            }
        }

        return Finding.Warning($"{method} was never tried");
    }

    private static string Field(JsonElement test, string name) =>
        test.ValueKind == JsonValueKind.Object && test.TryGetProperty(name, out JsonElement value)
            ? value.ToString() : "nothing";

    private static bool Same(string one, string other) => one.Replace("-", "", StringComparison.Ordinal)
        .Equals(other.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}
