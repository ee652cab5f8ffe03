package dev.aisle.partner.source.file;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where a run stands in a file: after so many of its rows, so many of them bad.
///
/// @param stamp tells the file from others at the same address
record FeedPlace(String stamp, long row, long bad) {

    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z-]{16,60}:[0-9]{1,15}:[0-9]{1,15}");

    static Optional<FeedPlace> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        String[] parts = text.split(":", -1);
        return Optional.of(new FeedPlace(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])));
    }

    String text() {
        return stamp + ":" + row + ":" + bad;
    }
}
