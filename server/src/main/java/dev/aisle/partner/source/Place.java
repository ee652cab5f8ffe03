package dev.aisle.partner.source;

import java.util.regex.Pattern;

/// Where a run stands in a list that the platform leads through by cursors: how often the list was begun
/// again, and the cursor of the next page.
///
/// @param cursor empty at the beginning of the list
public record Place(int begun, String cursor) {

    private static final int MOST_BEGINNINGS = 3;
    private static final Place FIRST = new Place(0, "");

    /// The place that [#text] wrote; the beginning for everything else.
    ///
    /// @param cursors what the platform's cursors look like
    public static Place parse(String text, Pattern cursors) {
        boolean ours = text.length() >= 2
                && text.charAt(0) >= '0'
                && text.charAt(0) <= '9'
                && text.charAt(1) == ':'
                && (text.length() == 2 || cursors.matcher(text.substring(2)).matches());
        return ours ? new Place(text.charAt(0) - '0', text.substring(2)) : FIRST;
    }

    public Place at(String next) {
        return new Place(begun, next);
    }

    public boolean mayBeginAgain() {
        return !cursor.isEmpty() && begun < MOST_BEGINNINGS;
    }

    /// For a platform that does not know the cursor any more.
    public Place again() {
        return new Place(begun + 1, "");
    }

    public String text() {
        return begun + ":" + cursor;
    }
}
