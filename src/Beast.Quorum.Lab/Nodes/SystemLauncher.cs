using System.Diagnostics;
using Beast.Quorum.Lab.Records;

namespace Beast.Quorum.Lab.Nodes;

/// <summary>Starts processes with System.Diagnostics.Process.</summary>
public sealed class SystemLauncher : IProcessLauncher
{
    /// <inheritdoc/>
    public ILabProcess Launch(LaunchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var start = new ProcessStartInfo(request.FileName)
        {
            RedirectStandardInput = request.Lifeline,
            RedirectStandardOutput = request.OutputPath is not null,
            RedirectStandardError = request.OutputPath is not null,
        };
        foreach (string argument in request.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string? value) in request.Environment)
        {
            start.Environment.Remove(name);
            if (value is not null)
            {
                start.Environment[name] = value;
            }
        }

        return new SystemProcess(start, request.OutputPath);
    }

    private sealed class SystemProcess : ILabProcess
    {
        private readonly Process _process;
        private readonly LineLog? _output;

        internal SystemProcess(ProcessStartInfo start, string? outputPath)
        {
            _process = new Process { StartInfo = start };
            if (outputPath is not null)
            {
                _output = new LineLog(outputPath);
                _process.OutputDataReceived += Keep;
                _process.ErrorDataReceived += Keep;
            }

            _process.Start();
            if (outputPath is not null)
            {
                _process.BeginOutputReadLine();
                _process.BeginErrorReadLine();
            }
        }

        public int Id => _process.Id;

        public bool HasExited => _process.HasExited;

        public void CutLifeline()
        {
            try
            {
                _process.StandardInput.Write('.');
                _process.StandardInput.Close();
            }
            catch (IOException) when (_process.HasExited)
            {
                // Nobody is left to be told.
            }
        }

        public int? WaitForExit(TimeSpan patience) =>
            _process.WaitForExit((int)patience.TotalMilliseconds) ? _process.ExitCode : null;

        public void Dispose()
        {
            _process.OutputDataReceived -= Keep;
            _process.ErrorDataReceived -= Keep;
            _process.Dispose();
        }

        private void Keep(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is not null)
            {
                _output!.Append(line.Data);
            }
        }
    }
}
