namespace Beast.Quorum.Storage.Text;

/// <summary>
/// A table of the parts of messages that have stayed the same over the versions, each with the reason behind it. The
/// first entry whose parts are all there wins, whatever their case and their order, on either output stream.
/// </summary>
/// <param name="texts">The table; more particular entries first.</param>
internal sealed class KnownTexts<TReason>(params (string[] Parts, TReason Reason)[] texts)
    where TReason : struct, Enum
{
    /// <summary>The reasons that some entry has.</summary>
    public IEnumerable<TReason> Reasons => texts.Select(text => text.Reason).Distinct();

    /// <summary>Looks a message up; false if no entry fits.</summary>
    public bool TryFind(string standardError, string standardOutput, out TReason reason)
    {
        foreach ((string[] parts, TReason found) in texts)
        {
            if (Array.TrueForAll(parts, part => Has(standardError, part) || Has(standardOutput, part)))
            {
                reason = found;
                return true;
            }
        }

        reason = default;
        return false;
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
