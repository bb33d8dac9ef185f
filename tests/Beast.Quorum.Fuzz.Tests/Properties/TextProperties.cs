using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Configuration.Yaml;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Lab.Wire;
using Beast.Quorum.Storage.Zfs;
using FsCheck;
using FsCheck.Fluent;

namespace Beast.Quorum.Fuzz.Tests.Properties;

/// <summary>Texts and lines: what is written reads back, whatever stands in it.</summary>
internal sealed class TextProperties
{
    private static readonly string[] Units = ["ms", "s", "m", "h"];

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public bool A_duration_reads_back(PositiveInt count) =>
        Units.All(unit => DurationText.Parse($"{count.Get}{unit}") is { } span
            && DurationText.Parse(DurationText.Format(span)) == span);

    [FsCheck.NUnit.Property(MaxTest = 3000)]
    public bool A_quoted_text_is_read_as_itself_by_the_reader_of_YAML(NonNull<string> any)
    {
        string text = Whole(any.Get);
        return YamlTree.Parse($"key: {YamlText.Quote(text)}\n") is YamlMap { Entries: [{ Key: "key" } entry] }
            && entry.Value is YamlScalar scalar && scalar.Text == text && !scalar.IsNothing;
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public bool A_request_reads_back(NonEmptyString any, bool? on, PositiveInt seconds)
    {
        string group = Whole(any.Get);
        ControlRequest request = new()
        {
            Request = ControlRequests.Switchover,
            Group = group,
            Target = 1,
            On = on,
            DurationS = seconds.Get / 1000.0,
        };
        byte[] line = ControlCodec.Encode(request);
        return ControlCodec.TryDecode(line.AsSpan()[..^1], out ControlRequest? back) is null && back == request
            && line.AsSpan().IndexOf((byte)'\n') == line.Length - 1;
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public bool An_answer_reads_back(NonNull<string> any, bool ok)
    {
        ControlAnswer answer = new() { Ok = ok, Text = Whole(any.Get) };
        return ControlCodec.DecodeAnswer(ControlCodec.Encode(answer).AsSpan()[..^1]) == answer;
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public bool A_frame_of_texts_reads_back(NonNull<string>[] any)
    {
        string[] texts = [.. any.Select(text => Whole(text.Get))];
        return TextFrame.Decode(TextFrame.Encode(texts).AsSpan(4)) is { } back && back.AsSpan().SequenceEqual(texts);
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property A_list_of_pools_reads_back_and_not_when_it_was_cut() => Prop.ForAll(
        Gen.ArrayOf(Gen.Elements("beast", "zroot", "a-b_c.d:e f", "B1", "flash")).Where(names => names.Length > 0)
            .ToArbitrary(),
        ArbMap.Default.ArbFor<PositiveInt>(),
        (names, cut) =>
        {
            string text = string.Concat(names.Select(name => name + "\n"));
            int at = cut.Get % text.Length;
            bool atLineEnd = at == 0 || text[at - 1] == '\n';
            return PoolList.TryParseNames(text, out IReadOnlyList<string> read) && read.SequenceEqual(names)
                && (atLineEnd || !PoolList.TryParseNames(text[..at], out _));
        });

    // Half a surrogate pair is no text that could be written as UTF-8.
    private static string Whole(string text) => string.Concat(text.Where(letter => !char.IsSurrogate(letter)));
}
