using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Diagnostics;

/// <summary>AG0002, AG0005, AG0007, AG0010 and AG0011: fields of the kinds that are declared by objects.</summary>
public class KindProblems
{
    private const string Rows = "'rows' must be rows such as \"0: 0..1; 1: 0,2\", but it is ";

    [Theory]
    // too small, too large, of a wrong type, missing
    [InlineData("bigBird", "{ \"blockSize\": 0 }", "0", "AG0005", "'blockSize' must be a whole number from 1 to 16777216, but it is 0")]
    [InlineData("bigBird", "{ \"randomBlocks\": 4097 }", "4097", "AG0005", "'randomBlocks' must be a whole number from 0 to 4096, but it is 4097")]
    [InlineData("bigBird", "{ \"near\": 1.5 }", "1.5", "AG0005", "'near' must be a whole number from 0 to 16777216, but it is 1.5")]
    [InlineData("randomBlocks", "{ \"size\": 8, \"count\": 0 }", "0", "AG0005", "'count' must be a whole number from 1 to 4096, but it is 0")]
    [InlineData("randomBlocks", "{ \"size\": 8, \"seed\": -1 }", "-1", "AG0005", "'seed' must be a whole number from 0 to 2147483647, but it is -1")]
    [InlineData("blockWindow", "{ \"size\": \"8\" }", "\"8\"", "AG0005", "'size' must be a whole number from 1 to 16777216, but it is \"8\"")]
    [InlineData("stridedColumns", "{ \"stride\": 65537 }", "65537", "AG0005", "'stride' must be a whole number from 1 to 65536, but it is 65537")]
    [InlineData("etc", "{ \"projections\": \"own\" }", "\"own\"", "AG0005", "'projections' must be one of shared, separate, but it is \"own\"")]
    [InlineData("sparseStrided", "{ \"stride\": 8, \"part\": 1 }", "1", "AG0005", "'part' must be one of local, summary, both, but it is 1")]
    [InlineData("gmat", "{ \"chunk\": 8 }", "{ \"chunk\": 8 }", "AG0005", "'memoryTokens' must be a whole number from 1 to 16777216, but it is missing")]
    [InlineData("gmat", "true", "true", "AG0005", "'memoryTokens' must be a whole number from 1 to 16777216, but it is missing")]
    [InlineData("gmat", "5", "5", "AG0005", "'gmat' must be an object, but it is 5")]
    [InlineData("prefixLm", "false", "false", "AG0005", "'prefixLm' must be true or an object, but it is false")]
    [InlineData("packedDocuments", "1", "1", "AG0005", "'packedDocuments' must be true or false, but it is 1")]
    // unknown
    [InlineData("full", "{ \"size\": 8 }", "\"size\"", "AG0002", "'size' is not a property of full attention. Known: 'layers', 'heads'.")]
    [InlineData("bigBird", "{ \"blocksize\": 8 }", "\"blocksize\"", "AG0002", "'blocksize' is not a property of a BigBird. Did you mean 'blockSize'?")]
    // out of the pattern
    [InlineData("bigBird", "{ \"layers\": 2 }", "2", "AG0010", "There is no layer 2: the pattern has layers 0 to 1")]
    [InlineData("etc", "{ \"heads\": \"x\" }", "\"x\"", "AG0011", "\"x\" is not a set. Write numbers and ranges, such as \"0..3,7\".")]
    // two fields together
    [InlineData("sparseFixed", "{ \"stride\": 8, \"summary\": 9 }", "9", "AG0005", "'summary' must be no more than the stride 8, but it is 9")]
    [InlineData("sparseFixed", "{ \"stride\": 4 }", "{ \"stride\": 4 }", "AG0005", "'summary' must be no more than the stride 4, but it is 8")]
    [InlineData("stridedColumns", "{ \"stride\": 8, \"width\": 9 }", "9", "AG0005", "'width' must be no more than the stride 8 less the offset 0, but it is 9")]
    [InlineData("stridedColumns", "{ \"stride\": 8, \"width\": 6, \"offset\": 3 }", "6", "AG0005", "'width' must be no more than the stride 8 less the offset 3, but it is 6")]
    // two entries together
    [InlineData("etc", "[{ \"heads\": 0, \"globalTokens\": 4 }, { \"heads\": 1, \"globalTokens\": 5 }]", "5", "AG0005", "'globalTokens' must be 4, as in the ETC before, but it is 5")]
    // the grammar of block lists
    [InlineData("blockList", "{ \"size\": 8, \"rows\": \"\" }", "\"\"", "AG0005", Rows + "empty")]
    [InlineData("blockList", "{ \"size\": 8, \"rows\": \" ; \" }", "\" ; \"", "AG0005", Rows + "empty")]
    [InlineData("blockList", "{ \"size\": 8, \"rows\": \"0: 0; 1\" }", "\"0: 0; 1\"", "AG0005", Rows + "\"1\"")]
    [InlineData("blockList", "{ \"size\": 8, \"rows\": \"0: 0: 1\" }", "\"0: 0: 1\"", "AG0005", Rows + "\"0: 0: 1\"")]
    [InlineData("blockList", "{ \"size\": 8, \"rows\": \"0..999: 0..999\" }", "\"0..999: 0..999\"", "AG0005", Rows + "a list of more than 65536 pairs")]
    [InlineData("blockList", "{ \"size\": 8, \"rows\": 7 }", "7", "AG0005", Rows + "7")]
    [InlineData("blockList", "{ \"size\": 8, \"rows\": \"3..1: 0\" }", "\"3..1: 0\"", "AG0011", "\"3..1\" is not a set. Write numbers and ranges, such as \"0..3,7\".")]
    public void Fields_are_checked_at_their_place(string kind, string value, string at, string id, string message)
    {
        var json = $"\"{kind}\": {value} }}";
        var column = json.IndexOf(at, kind.Length + 3, StringComparison.Ordinal) + 1;
        Assert.Equal(
            [$"p.attention.json(2,{column}): {id} '{at}': {message}"],
            Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": 8,\n" + json));
    }

    [Theory]
    [InlineData("\"blockWindow\": { \"size\": 8, \"after\": 1 }", "1", "A causal pattern reads no later key, so 'after' must be 0 or left out")]
    [InlineData("\"prefixLm\": { \"length\": 8 }", "{ \"length\": 8 }", "A causal pattern reads no later key, so tokens of a prefix could not read each other: leave out 'causal', since behind the prefix 'prefixLm' is causal by itself")]
    public void A_causal_pattern_reads_nothing_later(string json, string at, string message) => Assert.Equal(
        [$"p.attention.json(2,{json.LastIndexOf(at, StringComparison.Ordinal) + 1}): AG0007 '{at}': {message}"],
        Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"causal\": true,\n" + json + " }"));

    [Fact]
    public void Attributes_are_checked_at_their_arguments() => Assert.Equal(
        [
            "Test.cs(4,22): AG0005 '0': 'blockSize' must be a whole number from 1 to 16777216, but it is 0",
            "Test.cs(5,27): AG0005 '9': 'summary' must be no more than the stride 8, but it is 9",
            "Test.cs(6,15): AG0005 '\"0\"': " + Rows + "\"0\"",
            "Test.cs(7,15): AG0011 '\"0: a\"': \"a\" is not a set. Write numbers and ranges, such as \"0..3,7\".",
        ],
        Broken.Attributes("[AttentionPattern(2, 2, 8)]\n[BigBird(BlockSize = 0)]\n[SparseFixed(8, Summary = 9)]\n[BlockList(8, \"0\")]\n[BlockList(8, \"0: a\")]\nsealed partial class P;"));
}
