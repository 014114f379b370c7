using System.Collections;
using System.Reflection;

namespace AttentionGen.Compiler.Tests.Support;

/// <summary>Everything that objects hold, fields of fields included.</summary>
internal static class ObjectGraph
{
    public static IReadOnlyCollection<object> Of(IEnumerable<object> roots)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var rest = new Stack<object>(roots);
        while (rest.TryPop(out var next))
        {
            if (next is string || next.GetType().IsPrimitive || next.GetType().IsEnum || !seen.Add(next))
                continue;
            if (next is Array items)
                Push(items);
            for (var type = next.GetType(); type is not null; type = type.BaseType)
                Push(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Select(f => f.GetValue(next)));
        }
        return seen;

        void Push(IEnumerable values)
        {
            foreach (var value in values)
            {
                if (value is not null and not Type and not Pointer)
                    rest.Push(value);
            }
        }
    }
}
