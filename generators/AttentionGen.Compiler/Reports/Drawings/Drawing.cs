namespace AttentionGen.Compiler.Reports.Drawings;

/// <summary>A picture as shapes, for whoever writes a picture format.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Description">The same in a sentence, for those who cannot see it.</param>
/// <param name="Shapes">Later ones lie on earlier ones. Those beyond the edges are not seen.</param>
public sealed record Drawing(double Width, double Height, string Title, string Description, IReadOnlyList<Shape> Shapes);

/// <summary>Part of a <see cref="Drawing"/>.</summary>
/// <param name="Ink">Its colour.</param>
public abstract record Shape(Ink Ink);

/// <summary>A filled rectangle.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">To the right.</param>
/// <param name="Height">Downwards.</param>
/// <param name="Ink">Its colour.</param>
/// <param name="Strength">How much of the colour, 0 to 1.</param>
public sealed record Box(double X, double Y, double Width, double Height, Ink Ink, double Strength = 1) : Shape(Ink);

/// <summary>A line of text.</summary>
/// <param name="X">Where it begins; where it ends, if <paramref name="EndsHere"/>.</param>
/// <param name="Y">Its base line.</param>
/// <param name="Text">What it says.</param>
/// <param name="Size">Of its letters, in pixels.</param>
/// <param name="Ink">Its colour.</param>
/// <param name="EndsHere">True for text that ends at X.</param>
public sealed record Label(double X, double Y, string Text, double Size, Ink Ink = Ink.Text, bool EndsHere = false) : Shape(Ink);

/// <summary>Colours by what they mean; each picture format has its own.</summary>
public enum Ink
{
    /// <summary>The ground of everything.</summary>
    Paper,

    /// <summary>The ground of a picture: pairs that nobody reads.</summary>
    Empty,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Less important text, and lines.</summary>
    Muted,

    /// <summary>What is read.</summary>
    Read,

    /// <summary>Global tokens.</summary>
    Global,

    /// <summary>What is read of later tokens.</summary>
    After,
}
