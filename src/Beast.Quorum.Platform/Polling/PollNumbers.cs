using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Polling;

/// <summary>poll(2) event bits; sys/poll.h of both systems, the same numbers.</summary>
internal static class PollNumbers
{
    internal static readonly Number In = new("POLLIN", 1, 1, "sys/poll.h");
    internal static readonly Number Error = new("POLLERR", 8, 8, "sys/poll.h");
    internal static readonly Number HangUp = new("POLLHUP", 0x10, 0x10, "sys/poll.h");
    internal static readonly Number Invalid = new("POLLNVAL", 0x20, 0x20, "sys/poll.h");
}
