using System.Text;

namespace Beast.Quorum.Fuzz.Tests.Engine;

/// <summary>
/// A reader under fire. A subclass with a constructor without parameters is found by itself; it is made anew for every
/// run and disposed of after it.
/// </summary>
internal abstract class FuzzTarget : IDisposable
{
    /// <summary>Name of the test, and folder of its corpus.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Good inputs, each of which must be accepted as it is. Unless overridden: the files of the corpus folder.
    /// </summary>
    public virtual IReadOnlyList<byte[]> Seeds => Corpus.Good(Name);

    /// <summary>Inputs that need not be accepted, but lead somewhere when changed.</summary>
    public virtual IReadOnlyList<byte[]> OtherSeeds => Corpus.Bad(Name);

    /// <summary>Words that mean something to the reader, for the mutator.</summary>
    public virtual IReadOnlyList<string> Words => [];

    /// <summary>How much dearer than a plain call an input is: the number of inputs is divided by it.</summary>
    public virtual int Cost => 1;

    /// <summary>
    /// Longest input, in bytes; a little above what the reader takes, so that its limit is tried too.
    /// </summary>
    public virtual int Longest => 70 * 1024;

    /// <summary>Least share of the changed inputs that must come past the first look.</summary>
    public virtual double LeastShare => 0.05;

    /// <summary>Bytes that any input may allocate on its thread, and bytes for every byte of it.</summary>
    public virtual (long Base, long PerByte) Memory => (64 * 1024, 100);

    /// <summary>
    /// Reads one input and checks everything that must hold. An exception, whatever its type, is a finding: the target
    /// itself catches those that the reader documents.
    /// </summary>
    public abstract Depth Run(byte[] input);

    /// <summary>
    /// Makes a changed input believable again (a new signature, a new hash), so that what lies behind the check is
    /// tried too. Called for some inputs only.
    /// </summary>
    public virtual byte[] Mend(byte[] input, Dice dice) => input;

    /// <inheritdoc/>
    public void Dispose() => Clean();

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Gives back what the run has taken: files, sockets.</summary>
    protected virtual void Clean()
    {
    }

    /// <summary>Ends the run with a finding.</summary>
    protected static void Must(bool holds, string what)
    {
        if (!holds)
        {
            throw new BrokenInvariantException(what);
        }
    }

    /// <summary>Text as a program's output becomes text: bytes that are no UTF-8 turn into U+FFFD.</summary>
    protected static string Text(byte[] input) => Encoding.UTF8.GetString(input);

    /// <summary>Bytes of a text.</summary>
    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
