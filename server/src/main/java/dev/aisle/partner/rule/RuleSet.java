package dev.aisle.partner.rule;

import dev.aisle.base.problem.Problem;
import dev.aisle.partner.destination.Destination;
import dev.aisle.partner.destination.FeedField;
import dev.aisle.partner.destination.FeedItem;
import dev.aisle.partner.destination.FeedOffer;
import dev.aisle.partner.destination.FeedValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The rules of one merchant for one destination.
public record RuleSet(List<FeedRule> rules) {

    /// More rules than this cost too much for each item.
    static final int MOST_RULES = 200;

    public static final RuleSet NONE = new RuleSet(List.of());

    public RuleSet {
        rules = List.copyOf(rules);
    }

    /// These rules and one more, if it speaks of what the destination has; a [Problem] with what to change if not.
    public RuleSet with(FeedRule rule, Destination destination) {
        if (rules.size() == MOST_RULES) {
            throw Problem.of(Problem.Code.INVALID, "There are " + MOST_RULES + " rules already. Remove one first.");
        }
        mistakeIn(rule, destination).ifPresent(mistake -> {
            throw Problem.of(Problem.Code.INVALID, mistake);
        });
        List<FeedRule> more = new ArrayList<>(rules);
        more.add(rule);
        return new RuleSet(more);
    }

    /// These rules without the one of that number, from 1.
    public RuleSet without(int number) {
        if (number < 1 || number > rules.size()) {
            throw Problem.of(
                    Problem.Code.NOT_FOUND, "There is no rule " + number + "; there are " + rules.size() + ".");
        }
        List<FeedRule> fewer = new ArrayList<>(rules);
        fewer.remove(number - 1);
        return new RuleSet(fewer);
    }

    /// The item as the rules want it; nothing where they do not want it sent.
    public Optional<FeedItem> apply(FeedOffer offer, FeedItem item, String categoryField) {
        FeedItem ruled = item;
        for (FeedRule rule : rules) {
            switch (rule) {
                case FeedRule.Map it -> ruled = set(ruled, it.field(), Words.value(it.from(), offer, ruled));
                case FeedRule.Default it -> ruled = ruled.has(it.field()) ? ruled : set(ruled, it.field(), it.value());
                case FeedRule.Template it -> {
                    FeedItem before = ruled;
                    ruled = set(before, it.field(), Words.filled(it.text(), word -> Words.value(word, offer, before)));
                }
                case FeedRule.Filter it -> {
                    if (holds(it, Words.value(it.field(), offer, ruled))) {
                        return Optional.empty();
                    }
                }
                case FeedRule.Category it -> {
                    if (offer.listing().categories().stream().anyMatch(path -> isWithin(path, it.from()))) {
                        ruled = set(ruled, categoryField, it.to());
                    }
                }
            }
        }
        return Optional.of(ruled);
    }

    private static Optional<String> mistakeIn(FeedRule rule, Destination destination) {
        List<String> fields = destination.fields().stream().map(FeedField::name).toList();
        List<String> set = switch (rule) {
            case FeedRule.Map it -> List.of(it.field());
            case FeedRule.Default it -> List.of(it.field());
            case FeedRule.Template it -> List.of(it.field());
            case FeedRule.Filter ignored -> List.of();
            case FeedRule.Category ignored -> List.of();
        };
        for (String field : set) {
            if (!fields.contains(field)) {
                return Optional.of(
                        "There is no field '" + field + "' there. Use one of " + String.join(", ", fields) + ".");
            }
            if (field.equals(fields.getFirst())) {
                return Optional.of("'" + field + "' names the item for ever and cannot be changed.");
            }
        }
        List<String> read = new ArrayList<>();
        switch (rule) {
            case FeedRule.Map it -> read.add(it.from());
            case FeedRule.Filter it -> read.add(it.field());
            case FeedRule.Template it ->
                Words.filled(it.text(), word -> {
                    read.add(word);
                    return "";
                });
            case FeedRule.Default ignored -> {}
            case FeedRule.Category ignored -> {}
        }
        return read.stream()
                .filter(word -> !Words.isKnown(word, fields))
                .findFirst()
                .map(word -> "There is nothing called '" + word
                        + "'. Use a field, option:NAME, attribute:NAME, sku, category, seller or merchant.");
    }

    private static boolean holds(FeedRule.Filter filter, String value) {
        return switch (filter.comparison()) {
            case IS -> value.equalsIgnoreCase(filter.value());
            case IS_NOT -> !value.equalsIgnoreCase(filter.value());
            case CONTAINS ->
                value.toLowerCase(Locale.ROOT).contains(filter.value().toLowerCase(Locale.ROOT));
            case BELOW -> compared(value, filter.value()) < 0;
            case ABOVE -> compared(value, filter.value()) > 0;
            case MISSING -> value.isBlank();
        };
    }

    /// 0 where there is no number to compare.
    private static int compared(String value, String limit) {
        Optional<BigDecimal> number = Words.number(value);
        return number.isEmpty() ? 0 : number.get().compareTo(Words.number(limit).orElseThrow());
    }

    private static boolean isWithin(String path, String from) {
        return path.equalsIgnoreCase(from)
                || (path.length() > from.length() + 3
                        && path.regionMatches(true, 0, from + " > ", 0, from.length() + 3));
    }

    /// An empty value takes the field away; one of the same kind as before stays of that kind.
    private static FeedItem set(FeedItem item, String field, String value) {
        if (value.isBlank()) {
            return item.without(field);
        }
        FeedValue before = item.fields().get(field);
        return item.put(
                field,
                switch (before) {
                    case FeedValue.Flag ignored
                    when value.equals("true") || value.equals("false") -> new FeedValue.Flag(value.equals("true"));
                    case FeedValue.Texts ignored -> new FeedValue.Texts(List.of(value.split(" *, *", -1)));
                    case null, default -> new FeedValue.Text(value);
                });
    }
}
