using System.Text;

namespace AttentionGen.Models.Checkpoints;

/// <summary>
/// Reads the pickle of a state dictionary, as torch.save writes it. A pickle is a program for a small machine; this one knows the
/// instructions that make dictionaries, tuples, numbers, texts and tensors, and refuses all others by name.
/// </summary>
internal sealed class PickleReader
{
    private const byte Protocol = 2;
    private static readonly object s_true = true, s_false = false;
    private static readonly object s_emptyTuple = Array.Empty<object>();

    private readonly PickleInput _input;
    private readonly string _path;
    private readonly PickleStack _stack;
    private readonly Dictionary<uint, object> _memo = [];
    private (PickleOpcode Code, int Position) _at;

    private PickleReader(byte[] bytes, string path) => (_input, _path, _stack) = (new PickleInput(bytes), path, new PickleStack(Refuse));

    /// <summary>The value that a pickle holds.</summary>
    /// <param name="bytes">The pickle.</param>
    /// <param name="path">Its place, for messages.</param>
    public static object Read(byte[] bytes, string path)
    {
        var reader = new PickleReader(bytes, path);
        try
        {
            while (reader.Step())
            {
            }
            return reader._stack.Pop();
        }
        catch (EndOfStreamException e)
        {
            throw new CheckpointException($"{path}: the pickle ends in the middle, after {bytes.Length} bytes. The file is damaged: fetch it again.", e);
        }
        catch (DecoderFallbackException e)
        {
            throw new CheckpointException(reader.Refuse("has a text that is no UTF-8").Message, e);
        }
    }

    private bool Step()
    {
        var position = _input.Position;
        _at = ((PickleOpcode)_input.Byte(), position);
        switch (_at.Code)
        {
            case PickleOpcode.Proto: RequireProtocol(_input.Byte()); break;
            case PickleOpcode.Stop: return false;
            case PickleOpcode.Mark: _stack.Mark(); break;
            case PickleOpcode.None: _stack.Push(PickleNone.Value); break;
            case PickleOpcode.NewTrue: _stack.Push(s_true); break;
            case PickleOpcode.NewFalse: _stack.Push(s_false); break;
            case PickleOpcode.BinInt: _stack.Push(PickleInput.Number(_input.Int())); break;
            case PickleOpcode.BinInt1: _stack.Push(PickleInput.Number(_input.Byte())); break;
            case PickleOpcode.BinInt2: _stack.Push(PickleInput.Number(_input.Word())); break;
            case PickleOpcode.Long1: _stack.Push(PickleInput.Number(_input.Long() ?? throw Refuse("has a number of more than 8 bytes"))); break;
            case PickleOpcode.BinUnicode: _stack.Push(_input.Text()); break;
            case PickleOpcode.EmptyDict: _stack.Push(new PickleDict()); break;
            case PickleOpcode.EmptyTuple: _stack.Push(s_emptyTuple); break;
            case PickleOpcode.Tuple1: _stack.Push(_stack.Pop(1)); break;
            case PickleOpcode.Tuple2: _stack.Push(_stack.Pop(2)); break;
            case PickleOpcode.Tuple3: _stack.Push(_stack.Pop(3)); break;
            case PickleOpcode.Tuple: _stack.Push(_stack.PopToMark()); break;
            case PickleOpcode.SetItem: SetItems(_stack.Pop(2)); break;
            case PickleOpcode.SetItems: SetItems(_stack.PopToMark()); break;
            case PickleOpcode.BinPut: _memo[_input.Byte()] = _stack.Peek(); break;
            case PickleOpcode.LongBinPut: _memo[_input.UInt()] = _stack.Peek(); break;
            case PickleOpcode.BinGet: Get(_input.Byte()); break;
            case PickleOpcode.LongBinGet: Get(_input.UInt()); break;
            case PickleOpcode.Global: Global(_input.Line(), _input.Line()); break;
            case PickleOpcode.BinPersId: _stack.Push(PickleCalls.Storage(_stack.Pop()) ?? throw Refuse("refers to something that is no storage of numbers")); break;
            case PickleOpcode.Reduce: Reduce(); break;
            case PickleOpcode.Build: Build(); break;
            default: throw Refuse("is not one that a checkpoint is made of");
        }
        return true;
    }

    private void RequireProtocol(byte protocol)
    {
        if (protocol != Protocol)
            throw Refuse($"is of protocol {protocol}, not {Protocol} as torch.save writes unless told otherwise");
    }

    private void Get(uint number) =>
        _stack.Push(_memo.TryGetValue(number, out var value) ? value : throw Refuse($"takes value {number}, which was not kept"));

    private void Global(string module, string name) =>
        _stack.Push(PickleGlobal.Find(module, name) ?? throw Refuse(
            $"asks for {Excerpt.Of($"{module}.{name}")}, which is not among the few types of a checkpoint. Nothing in a file is ever executed"));

    private void Reduce()
    {
        var (arguments, callable) = (_stack.Pop(), _stack.Pop());
        if (callable is not PickleGlobal global || arguments is not object[] list)
            throw Refuse("calls what is no function");
        _stack.Push(PickleCalls.Call(global, list) ?? throw Refuse($"calls {global.Name} with other arguments than those of a plain tensor"));
    }

    private void SetItems(object[] items)
    {
        if (items.Length % 2 != 0 || _stack.Peek() is not PickleDict dict)
            throw Refuse("puts items into what is no dictionary");
        for (var i = 0; i < items.Length; i += 2)
        {
            if (items[i] is not string key)
                throw Refuse("puts an item into a dictionary under a name that is no text");
            if (!dict.TryAdd(key, items[i + 1]))
                throw Refuse($"names \"{Excerpt.Of(key)}\" twice");
        }
    }

    /// <summary>A state dictionary carries versions of its modules as an attribute, which nobody needs here.</summary>
    private void Build()
    {
        if (_stack.Pop() is not PickleDict || _stack.Peek() is not PickleDict)
            throw Refuse("sets the state of what is no dictionary");
    }

    private CheckpointException Refuse(string why)
    {
        var name = Enum.IsDefined(_at.Code) ? _at.Code.ToString() : "unknown";
        var near = _stack.LastName is { } text ? $", near \"{Excerpt.Of(text)}\"" : "";
        return new CheckpointException($"{_path}, byte {_at.Position}{near}: the opcode {name} (0x{(byte)_at.Code:x2}) {why}. {TorchFile.Advice}");
    }
}
