namespace AttentionGen.Tests.Patterns;

// Task models: on a pattern by its class and by its name, with labels of the configuration and with declared ones. The sizes are
// those of tests/Goldens/longformer-seqcls.

[AttentionPattern(2, 4, 8)]
[Window(4, 8)]
[GlobalTokens(GlobalRule.First, Task = "classification")]
[GlobalTokens(GlobalRule.BeforeSeparator, 1, Task = "question")]
public sealed partial class TaskPattern;

/// <summary>The head follows from the task's name.</summary>
[LongformerModel(typeof(TaskPattern), "classification")]
public sealed partial class PlainClassifier;

/// <summary>A rule that needs a separator, and labels that make an enumeration.</summary>
[LongformerModel("TaskPattern", "question", Head = LongformerHead.SequenceClassification, Labels = ["LABEL_0", "LABEL_1", "LABEL_2"])]
public sealed partial class QuestionClassifier;

/// <summary>The sizes of tests/Goldens/longformer-qa and longformer-multiplechoice.</summary>
[AttentionPattern(2, 4, 8)]
[Window(8, 16)]
[GlobalTokens(GlobalRule.BeforeSeparator, 1, Task = "qa")]
public sealed partial class AnswerPattern;

[LongformerModel(typeof(AnswerPattern), "qa")]
public sealed partial class Answerer;

[AttentionPattern(2, 4, 8)]
[Window(4, 8)]
[GlobalTokens(GlobalRule.AfterSeparator, 2, Task = "multiple-choice")]
public sealed partial class ChoicePattern;

[LongformerModel("ChoicePattern", "multiple-choice")]
public sealed partial class Chooser;
