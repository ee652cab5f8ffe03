package dev.aisle.devshops;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The `search` of a PIM's lists, as far as it is understood here.
///
/// @param after only what was updated after that
/// @param identifiers only those, where there are any
/// @param parent only descendants of that model, where there is one
record QuarrySearch(Instant after, Optional<Set<String>> identifiers, Optional<String> parent) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern UPDATED = Pattern.compile("\"updated\":.*?\"value\":\"([^\"]+)\"");
    private static final Pattern IDENTIFIERS = Pattern.compile("\"identifier\":.*?\"value\":\\[([^\\]]*)\\]");
    private static final Pattern PARENT = Pattern.compile("\"parent\":.*?\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    static QuarrySearch of(Request request) {
        String search = request.query().getOrDefault("search", "");
        return new QuarrySearch(
                first(UPDATED, search).map(QuarrySearch::stamp).orElse(Instant.EPOCH),
                first(IDENTIFIERS, search)
                        .map(list -> TEXT.matcher(list)
                                .results()
                                .map(it -> it.group(1))
                                .collect(Collectors.toSet())),
                first(PARENT, search));
    }

    private static Optional<String> first(Pattern pattern, String search) {
        Matcher matcher = pattern.matcher(search);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Instant stamp(String text) {
        try {
            return LocalDateTime.parse(text, STAMP).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException wrong) {
            return Instant.EPOCH;
        }
    }

    /// Whether a product is among what is searched for.
    ///
    /// @param models the codes of the models above it
    boolean finds(String identifier, Instant updated, Predicate<String> models) {
        return updated.isAfter(after)
                && identifiers.map(it -> it.contains(identifier)).orElse(true)
                && parent.map(models::test).orElse(true);
    }
}
