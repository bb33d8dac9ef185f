using Beast.Quorum.Daemon.Configuration.Yaml;

namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>A kind of value that is written as one word or text.</summary>
internal abstract class ScalarKind<T>(string allowed, T placeholder) : Kind
    where T : notnull
{
    public override string Allowed => allowed;

    public override object Read(YamlItem item, string path, Reading reading)
    {
        if (item is YamlScalar { IsNothing: false } scalar && Parse(scalar, out T? value))
        {
            return value!;
        }

        Wrong(item, path, reading);
        return placeholder;
    }

    public override string Inline(object value) => Format((T)value);

    protected abstract bool Parse(YamlScalar scalar, out T? value);

    protected abstract string Format(T value);
}
