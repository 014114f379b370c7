using AttentionGen.Benchmarks.Comparison;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Comparison;

/// <summary>What the benchmark compares computes the same.</summary>
public class MethodTests
{
    public static TheoryData<string, int> Methods
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var method in MethodList.All)
            {
                foreach (var length in new[] { 8, 16, 40 })
                    data.Add(method.Name, length);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_method_agrees_with_the_reference(string name, int length)
    {
        var method = MethodList.All.Single(m => m.Name == name);
        var shape = new BandShape(length, 8, 3, 5);
        Assert.Null(method.Refusal(shape));
        Assert.Null(OracleCheck.Problem(method, shape));
    }

    [Fact]
    public void A_wrong_method_is_told()
    {
        var problem = OracleCheck.Problem(new Off(1.001), new BandShape(16, 8, 2, 4));
        Assert.StartsWith("off: the context without gradients differs from the reference by 1.0e-3 of its largest number", problem);
        Assert.Contains("of shape (1, 16, 2, 3), not (1, 16, 2, 4)", OracleCheck.Problem(new Off(1, narrow: true), new BandShape(16, 8, 2, 4)));
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        IMethod Named(string name) => MethodList.All.Single(m => m.Name == name);
        Assert.Equal("it takes multiples of the window, and 20 is none of 8", Named("chunks").Refusal(new BandShape(20, 8, 1, 4)));
        Assert.Null(Named("dense").Refusal(new BandShape(16384, 512, 1, 4)));
        Assert.Equal("its mask of 32768 x 32768 numbers takes 4 GiB, and the limit is 1 GiB", Named("dense").Refusal(new BandShape(32768, 512, 1, 4)));
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(3, 8)]
    [InlineData(5, 8)]
    [InlineData(40, 8)]
    [InlineData(7, 2)]
    public void Useful_work_is_that_of_the_pairs_within_the_band(int length, int window)
    {
        var shape = new BandShape(length, window, 3, 5);
        var pairs = (from query in Enumerable.Range(0, length) from key in Enumerable.Range(0, length) where Math.Abs(query - key) <= window / 2 select key).Count();
        Assert.Equal(pairs, shape.LivePairs);
        Assert.Equal(4 * 5 * pairs * 3, shape.UsefulWork(Pass.Forward));
        Assert.Equal(14 * 5 * pairs * 3, shape.UsefulWork(Pass.ForwardAndBackward));
    }

    [Fact]
    public void The_file_has_the_columns_and_plain_numbers()
    {
        var csv = Result.Csv([new("ops", 4096, "forward", 12.345, 60, 120, 7.04, "default")]);
        Assert.Equal("method,n,pass,milliseconds,useful_gflops,matrix_gflops,extra_mb,allocator\nops,4096,forward,12.35,60.00,120.00,7.0,default\n", csv);
    }

    /// <summary>The right answer, times a factor or a number short.</summary>
    private sealed class Off(double factor, bool narrow = false) : IMethod
    {
        public string Name => "off";

        public string? Refusal(BandShape shape) => null;

        public IAttention Prepare(BandShape shape) => new Wrong(MethodList.All[0].Prepare(shape), factor, narrow);
    }

    private sealed class Wrong(IAttention right, double factor, bool narrow) : IAttention
    {
        public Tensor Forward(Tensor q, Tensor k, Tensor v)
        {
            var context = right.Forward(q, k, v) * factor;
            return narrow ? context.narrow(-1, 0, context.shape[^1] - 1) : context;
        }

        public void Dispose() => right.Dispose();
    }
}
