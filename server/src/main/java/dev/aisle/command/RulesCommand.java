package dev.aisle.command;

import dev.aisle.Wiring;
import dev.aisle.base.problem.Problem;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.destination.Destination;
import dev.aisle.partner.feed.FeedPreview;
import dev.aisle.partner.rule.FeedRule;
import dev.aisle.partner.rule.FeedRules;
import dev.aisle.partner.rule.RuleSet;
import dev.aisle.partner.rule.RuleText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./aisle rules ...`: what is said differently in one feed of one merchant.
@Command(
        name = "rules",
        description = "Feed rules: map, default, template, filter, category.",
        mixinStandardHelpOptions = true,
        subcommandsRepeatable = false)
final class RulesCommand {

    private static final String RULE_HINT = "such as: default brand \"Acme\"";
    private static final int VERSIONS_SHOWN = 50;

    private record Changed(int version, FeedPreview.Comparison comparison) {}

    @Command(name = "list", description = "Show the rules of a feed, in their order.", mixinStandardHelpOptions = true)
    int list(@Mixin Installation installation, @Mixin Printer printer, @Mixin FeedChoice choice) {
        RuleSet rules = installation.with(wiring -> now(wiring, choice));
        for (int i = 0; i < rules.rules().size(); i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("number", i + 1);
            row.put("rule", RuleText.of(rules.rules().get(i)));
            printer.print(row);
        }
        if (rules.rules().isEmpty()) {
            printer.say("No rules. Add one with `./aisle rules add`, or try one with `./aisle rules preview`.");
        }
        return 0;
    }

    @Command(
            name = "preview",
            description = "Show what a further rule would change, on the merchant's items; nothing is changed.",
            mixinStandardHelpOptions = true)
    int preview(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Mixin FeedChoice choice,
            @Option(
                            names = "--items",
                            defaultValue = "5",
                            description = "how many items to show (default: ${DEFAULT-VALUE})")
                    int items,
            @Parameters(paramLabel = "RULE", description = RULE_HINT) String line) {
        FeedRule rule = RuleText.parse(line);
        FeedPreview.Comparison comparison = installation.with(wiring -> {
            Destination destination = choice.destination(wiring);
            return wiring.feedPreview()
                    .compare(
                            choice.merchant(wiring),
                            destination,
                            now(wiring, choice).with(rule, destination),
                            items);
        });
        print(printer, comparison);
        return 0;
    }

    @Command(name = "add", description = "Add a rule behind the others.", mixinStandardHelpOptions = true)
    int add(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Mixin FeedChoice choice,
            @Parameters(paramLabel = "RULE", description = RULE_HINT) String line) {
        FeedRule rule = RuleText.parse(line);
        return change(
                installation,
                printer,
                choice,
                "added " + RuleText.of(rule),
                (rules, destination) -> rules.with(rule, destination));
    }

    @Command(name = "remove", description = "Remove a rule by its number.", mixinStandardHelpOptions = true)
    int remove(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Mixin FeedChoice choice,
            @Parameters(paramLabel = "NUMBER", description = "as `rules list` shows it") int number) {
        return change(
                installation, printer, choice, "removed rule " + number, (rules, ignored) -> rules.without(number));
    }

    @Command(name = "history", description = "Show every version of the rules.", mixinStandardHelpOptions = true)
    int history(@Mixin Installation installation, @Mixin Printer printer, @Mixin FeedChoice choice) {
        List<FeedRules.Version> versions = installation.with(wiring -> wiring.feedRules()
                .versions(
                        choice.merchant(wiring).id(), choice.destination(wiring).platform(), VERSIONS_SHOWN));
        for (FeedRules.Version version : versions) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("version", version.number());
            row.put("made_at", version.madeAt());
            row.put("why", version.why());
            row.put("rules", version.rules().rules().stream().map(RuleText::of).toList());
            printer.print(row);
        }
        return 0;
    }

    @Command(
            name = "undo",
            description = "Put the rules from before the last change in force again; done again it goes further back.",
            mixinStandardHelpOptions = true)
    int undo(
            @Mixin Installation installation,
            @Mixin Printer printer,
            @Mixin FeedChoice choice,
            @Option(
                            names = "--to-version",
                            paramLabel = "NUMBER",
                            description = "a version of `rules history`, in either direction; 0 is no rules at all")
                    @Nullable
                    Integer version) {
        FeedRules.Restored restored = installation.with(wiring -> {
            MerchantId merchant = choice.merchant(wiring).id();
            Platform platform = choice.destination(wiring).platform();
            FeedRules rules = wiring.feedRules();
            FeedRules.Restored done = version == null
                    ? rules.undo(merchant, platform)
                            .orElseThrow(
                                    () -> Problem.of(
                                            Problem.Code.NOT_FOUND,
                                            "There is nothing to undo: the feed stands as before its first rule. `./aisle rules history` shows every version; --to-version takes one of them."))
                    : rules.restore(merchant, platform, version)
                            .orElseThrow(() -> Problem.of(
                                    Problem.Code.NOT_FOUND,
                                    "There is no version " + version + "; `./aisle rules history` shows them."));
            wiring.sendAgain(merchant, platform);
            return done;
        });
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("version", restored.version());
        row.put("as_in_version", restored.asIn());
        row.put("rules", restored.rules().rules().stream().map(RuleText::of).toList());
        printer.print(row);
        return 0;
    }

    private interface Change {
        RuleSet of(RuleSet rules, Destination destination);
    }

    private static int change(
            Installation installation, Printer printer, FeedChoice choice, String why, Change change) {
        Changed changed = installation.with(wiring -> {
            Merchant merchant = choice.merchant(wiring);
            Destination destination = choice.destination(wiring);
            RuleSet rules = change.of(now(wiring, choice), destination);
            FeedPreview.Comparison comparison = wiring.feedPreview().compare(merchant, destination, rules, 0);
            int version = wiring.feedRules().put(merchant.id(), destination.platform(), rules, why);
            wiring.sendAgain(merchant.id(), destination.platform());
            return new Changed(version, comparison);
        });
        printer.print(Map.of("version", changed.version()));
        print(printer, changed.comparison());
        return 0;
    }

    private static RuleSet now(Wiring wiring, FeedChoice choice) {
        return wiring.feedRules()
                .of(choice.merchant(wiring).id(), choice.destination(wiring).platform());
    }

    private static void print(Printer printer, FeedPreview.Comparison comparison) {
        for (FeedPreview.Difference difference : comparison.examples()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("item", difference.item());
            difference.fields().forEach((field, sides) -> {
                row.put(field + " before", sides.before());
                row.put(field + " after", sides.after());
            });
            difference.verdict().ifPresent(it -> row.put("now", it));
            printer.print(row);
        }
        Map<String, Object> sum = new LinkedHashMap<>();
        sum.put("items", comparison.items());
        sum.put("changed", comparison.changed());
        sum.put("sent_before", comparison.sentBefore());
        sum.put("sent_after", comparison.sentAfter());
        printer.print(sum);
    }
}
