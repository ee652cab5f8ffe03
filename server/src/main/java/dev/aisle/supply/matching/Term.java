package dev.aisle.supply.matching;

/// A word of a title, by what it can say.
///
/// @param text the word in folded letters; of a quantity its dimension
/// @param value of a number, year or quantity, in the dimension's base unit; otherwise 0
/// @param model whether it looks like a model or part number rather than a standard such as `ddr5`
/// @param partNumber whether it looks like a part number that only one thing has
record Term(Kind kind, String text, double value, boolean model, boolean partNumber) {

    /// What a word can say, and how much it weighs when titles are compared.
    enum Kind {
        WORD,
        /// A word that says nothing of the thing.
        FILLER,
        /// A word for a sort of thing, which describes more than it names: `wireless`, `headphones`.
        GENERIC,
        /// A word for what goes with a thing: a case for a phone is no phone.
        ACCESSORY,
        COLOR,
        /// A word that names a relative of a thing: pro, max, mini.
        SERIES,
        /// Letters and digits mixed, or many digits: a model or part number, or a standard.
        CODE,
        NUMBER,
        YEAR,
        /// A generation or version.
        VERSION,
        /// A number with its unit.
        QUANTITY,
        /// A standard that many things follow, with its version where it says one: `usb 3.2`, `ddr5`.
        STANDARD
    }

    private static final double TOLERANCE = 0.015;

    Term(Kind kind, String text, double value) {
        this(kind, text, value, isModel(kind, text), isPartNumber(kind, text));
    }

    static Term word(String text) {
        return new Term(Words.kindOf(text), Words.canonical(text), 0);
    }

    boolean isNumeric() {
        return kind == Kind.NUMBER || kind == Kind.YEAR || kind == Kind.QUANTITY || kind == Kind.VERSION;
    }

    /// A number that says neither of what nor how much.
    boolean isBareNumber() {
        return kind == Kind.NUMBER || kind == Kind.YEAR || kind == Kind.VERSION;
    }

    /// How much it tells about which thing it is, by its form alone.
    double weight() {
        int length = text.length();
        return switch (kind) {
            case WORD -> length <= 2 ? 0.4 : length == 3 ? 0.7 : 1;
            case FILLER -> 0.05;
            case GENERIC -> 0.4;
            case ACCESSORY -> 1;
            case COLOR -> 0.5;
            case SERIES -> 0.9;
            case CODE -> isModel() ? 1.6 + 0.2 * Math.min(length, 10) : 1;
            case NUMBER, YEAR, VERSION -> 1.1;
            case QUANTITY -> 0.9;
            case STANDARD -> 0.4;
        };
    }

    /// How much it names the thing itself, rather than its sort, look or size.
    double naming() {
        return switch (kind) {
            case WORD -> Words.isEveryday(text) ? 0.2 : weight();
            case CODE, SERIES, NUMBER, YEAR, VERSION -> weight();
            case FILLER, GENERIC, ACCESSORY, COLOR, QUANTITY, STANDARD -> 0;
        };
    }

    /// How much it says of it in any way; a word of every day says little.
    double telling() {
        return kind == Kind.WORD ? naming() : weight();
    }

    boolean isModel() {
        return model;
    }

    boolean isPartNumber() {
        return partNumber;
    }

    private static boolean isModel(Kind kind, String text) {
        if (kind != Kind.CODE || text.length() < 4) {
            return false;
        }
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                digits++;
            }
        }
        return digits >= 2 && (text.length() >= 5 || digits >= 3);
    }

    /// Letters and digits change places often, or it is long.
    private static boolean isPartNumber(Kind kind, String text) {
        if (!isModel(kind, text) || text.length() < 6) {
            return false;
        }
        int changes = 0;
        for (int i = 1; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i)) != Character.isDigit(text.charAt(i - 1))) {
                changes++;
            }
        }
        return changes != 1 || text.length() >= 9;
    }

    boolean equalsNearly(Term other) {
        return kind == other.kind && text.equals(other.text) && sameValue(other);
    }

    /// Quantities are rounded by shops; years, versions and bare numbers are not. A standard without its
    /// version is any of its versions.
    boolean sameValue(Term other) {
        return switch (kind) {
            case QUANTITY ->
                Math.abs(value - other.value) <= TOLERANCE * Math.max(Math.abs(value), Math.abs(other.value));
            case STANDARD -> value == 0 || other.value == 0 || Math.floor(value) == Math.floor(other.value);
            case WORD, FILLER, GENERIC, ACCESSORY, COLOR, SERIES, CODE, NUMBER, YEAR, VERSION -> value == other.value;
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case QUANTITY -> plain(value) + ' ' + text;
            case VERSION -> "version " + plain(value);
            case STANDARD -> value == 0 ? text : text + ' ' + plain(value);
            default -> text;
        };
    }

    private static String plain(double value) {
        double rounded = value < 0.01 ? value : Math.round(value * 1000) / 1000.0;
        return rounded == Math.rint(rounded) && rounded < 1e15
                ? Long.toString((long) rounded)
                : Double.toString(rounded);
    }
}
