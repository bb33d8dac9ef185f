using System.Text;

namespace Beast.Quorum.Lab.Records;

/// <summary>
/// An append-only text file; every line is one write(2), so a killed process leaves whole lines and loses none.
/// </summary>
internal sealed class LineLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;

    internal LineLog(string path)
    {
        _file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        });
    }

    internal void Append(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line.ReplaceLineEndings(" ") + "\n");
        lock (_gate)
        {
            _file.Write(bytes);
        }
    }

    public void Dispose() => _file.Dispose();
}
