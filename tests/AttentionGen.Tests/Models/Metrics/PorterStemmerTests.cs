using AttentionGen.Models.Metrics;

namespace AttentionGen.Tests.Models.Metrics;

public class PorterStemmerTests
{
    /// <summary>The words that the paper (Porter 1980) shows its rules by, and its families, each through all five steps.</summary>
    [Theory]
    [InlineData("caresses", "caress"), InlineData("ponies", "poni"), InlineData("caress", "caress"), InlineData("cats", "cat")]
    [InlineData("feed", "feed"), InlineData("agreed", "agre"), InlineData("plastered", "plaster"), InlineData("bled", "bled"), InlineData("motoring", "motor"), InlineData("sing", "sing")]
    [InlineData("conflated", "conflat"), InlineData("troubled", "troubl"), InlineData("sized", "size"), InlineData("hopping", "hop"), InlineData("tanned", "tan")]
    [InlineData("falling", "fall"), InlineData("hissing", "hiss"), InlineData("fizzed", "fizz"), InlineData("failing", "fail"), InlineData("filing", "file")]
    [InlineData("happy", "happi"), InlineData("sky", "sky")]
    [InlineData("relational", "relat"), InlineData("conditional", "condit"), InlineData("rational", "ration"), InlineData("valenci", "valenc"), InlineData("hesitanci", "hesit")]
    [InlineData("digitizer", "digit"), InlineData("conformabli", "conform"), InlineData("radicalli", "radic"), InlineData("differentli", "differ"), InlineData("vileli", "vile")]
    [InlineData("analogousli", "analog"), InlineData("vietnamization", "vietnam"), InlineData("predication", "predic"), InlineData("operator", "oper"), InlineData("feudalism", "feudal")]
    [InlineData("decisiveness", "decis"), InlineData("hopefulness", "hope"), InlineData("callousness", "callous"), InlineData("formaliti", "formal")]
    [InlineData("sensitiviti", "sensit"), InlineData("sensibiliti", "sensibl")]
    [InlineData("triplicate", "triplic"), InlineData("formative", "form"), InlineData("formalize", "formal"), InlineData("electriciti", "electr"), InlineData("electrical", "electr")]
    [InlineData("hopeful", "hope"), InlineData("goodness", "good")]
    [InlineData("revival", "reviv"), InlineData("allowance", "allow"), InlineData("inference", "infer"), InlineData("airliner", "airlin"), InlineData("gyroscopic", "gyroscop")]
    [InlineData("adjustable", "adjust"), InlineData("defensible", "defens"), InlineData("irritant", "irrit"), InlineData("replacement", "replac"), InlineData("adjustment", "adjust")]
    [InlineData("dependent", "depend"), InlineData("adoption", "adopt"), InlineData("homologou", "homolog"), InlineData("communism", "commun"), InlineData("activate", "activ")]
    [InlineData("angulariti", "angular"), InlineData("homologous", "homolog"), InlineData("effective", "effect"), InlineData("bowdlerize", "bowdler")]
    [InlineData("probate", "probat"), InlineData("rate", "rate"), InlineData("cease", "ceas"), InlineData("controll", "control"), InlineData("roll", "roll")]
    [InlineData("connected", "connect"), InlineData("connecting", "connect"), InlineData("connection", "connect"), InlineData("connections", "connect")]
    [InlineData("generalizations", "gener"), InlineData("oscillators", "oscil")]
    public void Words_of_the_paper(string word, string stem) => Assert.Equal(stem, PorterStemmer.Stem(word));

    /// <summary>NLTK's own examples.</summary>
    [Theory]
    [InlineData("flies", "fli"), InlineData("dies", "die"), InlineData("mules", "mule"), InlineData("denied", "deni"), InlineData("died", "die"), InlineData("owned", "own")]
    [InlineData("humbled", "humbl"), InlineData("meeting", "meet"), InlineData("stating", "state"), InlineData("siezing", "siez"), InlineData("itemization", "item")]
    [InlineData("sensational", "sensat"), InlineData("traditional", "tradit"), InlineData("reference", "refer"), InlineData("colonizer", "colon"), InlineData("plotted", "plot")]
    [InlineData("oed", "o")]
    public void Words_of_the_variant(string word, string stem) => Assert.Equal(stem, PorterStemmer.Stem(word));

    /// <summary>Where the variant departs from the paper, whose stem is beside it.</summary>
    [Theory]
    [InlineData("ties", "tie")] // ti: -ies in four letters
    [InlineData("tied", "tie")] // ti: -ied likewise
    [InlineData("enjoy", "enjoy")] // enjoi: a y behind a vowel stays
    [InlineData("fly", "fli")] // fly: and needs no vowel before it
    [InlineData("possibly", "possibl")] // possibli: -bli, not only -abli
    [InlineData("archaeology", "archaeolog")] // archaeologi: -logi
    [InlineData("hopefully", "hope")] // hopefulli: -fulli
    [InlineData("relationally", "relat")] // relation: -alli, and then the second step again
    [InlineData("owing", "owe")] // ow: two letters are short, whatever the second
    [InlineData("dying", "die")] // dy
    [InlineData("skies", "sky")] // ski
    [InlineData("news", "news")] // new
    [InlineData("innings", "inning")] // in
    [InlineData("succeed", "succeed")] // succe
    public void Departures_from_the_paper(string word, string stem) => Assert.Equal(stem, PorterStemmer.Stem(word));

    [Theory]
    [InlineData("is", "is"), InlineData("as", "as"), InlineData("2020s", "2020"), InlineData("1990", "1990"), InlineData("4th", "4th"), InlineData("ssss", "ssss"), InlineData("yyyy", "yyyi")]
    public void Anything_of_letters_and_digits_has_a_stem(string word, string stem) => Assert.Equal(stem, PorterStemmer.Stem(word));

    /// <summary>Each y is read by the letter before it: a long run needs neither stack nor the square of its length.</summary>
    [Theory]
    [InlineData('y'), InlineData('a'), InlineData('s'), InlineData('l')]
    public void A_word_of_any_length_has_a_stem(char letter) => Assert.NotEmpty(PorterStemmer.Stem(new string(letter, 1_000_000) + "ing"));

    /// <summary>Vowels and consonants are written V and C in the paper; y is a consonant in toy, a vowel in syzygy.</summary>
    [Theory]
    [InlineData("tree", 0), InlineData("by", 0), InlineData("trouble", 1), InlineData("oats", 1), InlineData("ivy", 1), InlineData("troubles", 2), InlineData("private", 2), InlineData("oaten", 2)]
    [InlineData("toy", 1), InlineData("syzygy", 2), InlineData("", 0)]
    public void The_measure_counts_consonants_behind_vowels(string word, int measure)
    {
        Assert.Equal(measure, PorterWord.Measure(word));
        var kinds = string.Concat(word.Select((_, at) => PorterWord.IsConsonant(word, at) ? 'C' : 'V'));
        Assert.Equal(measure, kinds.Split("VC").Length - 1);
        Assert.Equal(kinds.Contains('V'), PorterWord.HasVowel(word));
    }
}
