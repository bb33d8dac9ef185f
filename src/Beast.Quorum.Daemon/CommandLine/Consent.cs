namespace Beast.Quorum.Daemon.CommandLine;

/// <summary>Asks a person before a step that changes something.</summary>
/// <param name="output">Receives the questions.</param>
/// <param name="yes">Whether everything was consented to beforehand.</param>
/// <param name="canAsk">Whether somebody sits at a terminal.</param>
/// <param name="read">Reads an answer; null at the end of the input.</param>
internal sealed class Consent(TextWriter output, bool yes, bool canAsk, Func<string?> read)
{
    /// <summary>Whether somebody sits at a terminal, whatever was consented to.</summary>
    public bool CanAsk => canAsk;

    /// <summary>Whether everything was consented to beforehand.</summary>
    public bool Given => yes;

    /// <summary>Goes on only with consent.</summary>
    /// <param name="question">What is to be done, as a question.</param>
    /// <exception cref="CommandFailure">There is none; nothing was done.</exception>
    public void Need(string question)
    {
        if (yes)
        {
            return;
        }

        if (!canAsk)
        {
            throw new CommandFailure(ExitCodes.NeedsConsent,
                $"the next step needs your consent: {question} Run this on a terminal, or add --yes.");
        }

        if (!Asks(question))
        {
            throw new CommandFailure(ExitCodes.NeedsConsent, "nothing was done; run it again to go on");
        }
    }

    /// <summary>Asks, even if everything was consented to; no is the answer of whoever says nothing.</summary>
    public bool Asks(string question)
    {
        output.Write($"{question} [y/N] ");
        output.Flush();
        return read()?.Trim() is "y" or "Y" or "yes";
    }
}
