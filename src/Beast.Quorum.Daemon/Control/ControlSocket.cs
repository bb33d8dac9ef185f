using System.Net.Sockets;
using Beast.Quorum.Daemon.Security;

namespace Beast.Quorum.Daemon.Control;

/// <summary>Makes and finds the control socket.</summary>
public static class ControlSocket
{
    /// <summary>Name of the socket in <c>run_directory</c>.</summary>
    public const string FileName = "control.sock";

    /// <summary>Path of the socket.</summary>
    /// <param name="runDirectory">The configured directory.</param>
    public static string PathIn(string runDirectory) => Path.Combine(runDirectory, FileName);

    /// <summary>A listening socket that only its owner can use (0600). A stale one is replaced.</summary>
    /// <exception cref="ControlException">A daemon listens there already, or the path cannot be used.</exception>
    internal static Socket Listen(string path, int backlog)
    {
        UnixDomainSocketEndPoint address = Address(path);
        RemoveStale(path, address);
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(address);
            // Nobody can connect before Listen, so nobody can slip in before the mode is set.
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen(backlog);
            return socket;
        }
        catch (Exception fault) when (fault is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new ControlException(
                $"cannot listen on {path}: {fault.Message}; does the directory exist and may this user write there?",
                fault);
        }
    }

    /// <summary>The address of a path.</summary>
    /// <exception cref="ControlException">The path cannot be that of a socket.</exception>
    internal static UnixDomainSocketEndPoint Address(string path)
    {
        try
        {
            return new UnixDomainSocketEndPoint(path);
        }
        catch (ArgumentException fault)
        {
            throw new ControlException(
                $"{path} cannot be the path of a socket (the system allows about 100 bytes); "
                + "choose a shorter run_directory",
                fault);
        }
    }

    private static void RemoveStale(string path, UnixDomainSocketEndPoint address)
    {
        if (!Path.Exists(path))
        {
            return;
        }

        if (UnixFile.Look(path) is { IsRegular: true } || Directory.Exists(path))
        {
            throw new ControlException($"{path} exists and is no socket; move it away");
        }

        using Socket probe = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Blocking = false;
            probe.Connect(address);
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.ConnectionRefused)
        {
            // Nobody listens: what a killed daemon left behind.
            File.Delete(path);
            return;
        }
        catch (SocketException fault) when (fault.SocketErrorCode != SocketError.WouldBlock)
        {
            throw new ControlException($"{path} exists and cannot be used: {fault.Message}; move it away", fault);
        }

        throw new ControlException(
            $"a beastq daemon answers at {path} already; stop it first, or choose another run_directory");
    }
}
