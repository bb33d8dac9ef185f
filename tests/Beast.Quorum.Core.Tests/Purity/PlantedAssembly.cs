using System.Reflection;
using System.Reflection.Emit;

namespace Beast.Quorum.Core.Tests.Purity;

/// <summary>An assembly, made on the spot, that does what the core must not do.</summary>
internal static class PlantedAssembly
{
    /// <summary>One method that calls each of the given members and drops what comes back.</summary>
    public static MemoryStream With(params MethodBase[] called)
    {
        PersistedAssemblyBuilder assembly = new(new AssemblyName("Planted"), typeof(object).Assembly);
        TypeBuilder type = assembly.DefineDynamicModule("Planted").DefineType("Planted", TypeAttributes.Public);
        MethodBuilder method = type.DefineMethod("Run", MethodAttributes.Public | MethodAttributes.Static);
        ILGenerator code = method.GetILGenerator();
        foreach (MethodBase target in called)
        {
            foreach (ParameterInfo _ in target.GetParameters())
            {
                code.Emit(OpCodes.Ldnull);
            }

            if (target is ConstructorInfo constructor)
            {
                code.Emit(OpCodes.Newobj, constructor);
                code.Emit(OpCodes.Pop);
            }
            else
            {
                MethodInfo function = (MethodInfo)target;
                code.Emit(OpCodes.Call, function);
                if (function.ReturnType != typeof(void))
                {
                    code.Emit(OpCodes.Pop);
                }
            }
        }

        code.Emit(OpCodes.Ret);
        type.CreateType();
        MemoryStream stream = new();
        assembly.Save(stream);
        stream.Position = 0;
        return stream;
    }
}
