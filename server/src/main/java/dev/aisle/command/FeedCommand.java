package dev.aisle.command;

import dev.aisle.base.problem.Problem;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.destination.ItemFault;
import dev.aisle.partner.feed.FeedRun;
import dev.aisle.partner.feed.FeedStatus;
import dev.aisle.partner.push.Pushes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `./aisle feed ...`: what a merchant's feeds hold, and what is left out of them.
@Command(
        name = "feed",
        description = "Feeds: where they stand, and what a destination would object to.",
        mixinStandardHelpOptions = true,
        subcommandsRepeatable = false)
final class FeedCommand {

    private static final int RUNS_SHOWN = 10;

    @Command(
            name = "status",
            description = "Show where a merchant's feeds stand, how their figures move, and their secret addresses.",
            mixinStandardHelpOptions = true)
    int status(@Mixin Installation installation, @Mixin Printer printer, @Mixin FeedChoice choice) {
        List<Map<String, Object>> rows = installation.with(wiring -> {
            MerchantId merchant = choice.merchant(wiring).id();
            List<Map<String, Object>> all = new ArrayList<>();
            for (FeedStatus status : wiring.feeds().status(merchant)) {
                Map<String, Object> row = row(status);
                List<String> urls = wiring.feeds().urls(merchant, status.platform());
                if (!urls.isEmpty()) {
                    row.put("feed_urls", urls);
                }
                wiring.feeds().runs().trend(merchant, status.platform()).ifPresent(it -> FeedTrendRows.put(row, it));
                all.add(row);
            }
            for (Platform platform : Platform.all(Platform.Direction.DESTINATION)) {
                wiring.pushes()
                        .find(merchant, platform)
                        .or(() -> wiring.pushes().leaving(merchant, platform))
                        .ifPresent(push -> all.add(row(push, wiring.pushes().counts(merchant, platform))));
            }
            return all;
        });
        rows.forEach(printer::print);
        if (rows.isEmpty()) {
            printer.say("No feed yet. The one for openai begins when a partner registers the merchant.");
        }
        return 0;
    }

    @Command(
            name = "refused",
            description = "Show which items a destination that is told by its API has not, and why.",
            mixinStandardHelpOptions = true)
    int refused(
            @Mixin Installation installation, @Mixin Printer printer, @Mixin FeedChoice choice, @Mixin Limit limit) {
        List<Pushes.Fault> faults = installation.with(wiring -> wiring.pushes()
                .faults(choice.merchant(wiring).id(), choice.destination(wiring).platform(), limit.rows()));
        for (Pushes.Fault fault : faults) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("item", fault.item());
            row.put("rule", fault.rule());
            row.put("field", fault.field());
            row.put("change", fault.change());
            printer.print(row);
        }
        if (faults.isEmpty()) {
            printer.say("Nothing is refused.");
        }
        return 0;
    }

    @Command(
            name = "runs",
            description = "Show the last writings of a feed, with what pre-flight found in each.",
            mixinStandardHelpOptions = true)
    int runs(@Mixin Installation installation, @Mixin Printer printer, @Mixin FeedChoice choice) {
        List<FeedRun> runs = installation.with(wiring -> wiring.feeds()
                .runs()
                .last(choice.merchant(wiring).id(), choice.destination(wiring).platform(), RUNS_SHOWN));
        runs.forEach(it -> printer.print(row(it)));
        if (runs.isEmpty()) {
            printer.say("It was not written yet.");
        }
        return 0;
    }

    @Command(
            name = "check",
            description = "Hold every offer against the destination's rules now, and show what is found.",
            mixinStandardHelpOptions = true)
    int check(@Mixin Installation installation, @Mixin Printer printer, @Mixin FeedChoice choice, @Mixin Limit limit) {
        AtomicLong items = new AtomicLong();
        AtomicLong leftOut = new AtomicLong();
        AtomicLong shown = new AtomicLong();
        installation.with(wiring -> {
            Merchant merchant = choice.merchant(wiring);
            wiring.feedPreview().check(merchant, choice.destination(wiring), checked -> {
                (checked.passed().isPresent() ? items : leftOut).incrementAndGet();
                for (ItemFault fault : checked.faults()) {
                    if (shown.incrementAndGet() <= limit.rows()) {
                        printer.print(row(fault));
                    }
                }
            });
            return merchant;
        });
        Map<String, Object> sum = new LinkedHashMap<>();
        sum.put("items", items.get());
        sum.put("left_out", leftOut.get());
        sum.put("faults", shown.get());
        printer.print(sum);
        return 0;
    }

    @Command(
            name = "open",
            description = "Begin a feed, as when the merchant connects the destination.",
            mixinStandardHelpOptions = true)
    int open(@Mixin Installation installation, @Mixin Printer printer, @Mixin FeedChoice choice) {
        FeedStatus opened = installation.with(wiring -> {
            MerchantId merchant = choice.merchant(wiring).id();
            Platform platform = choice.destination(wiring).platform();
            if (wiring.pushes().find(merchant, platform).isPresent()) {
                throw Problem.of(
                        Problem.Code.INVALID, platform.slug() + " is told by its API. Disconnect it there first.");
            }
            wiring.connections().open(merchant, platform);
            wiring.feeds().open(merchant, platform);
            return wiring.feeds().status(merchant).stream()
                    .filter(it -> it.platform() == platform)
                    .findFirst()
                    .orElseThrow();
        });
        printer.print(row(opened));
        return 0;
    }

    private static Map<String, Object> row(FeedStatus status) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("destination", status.platform().slug());
        row.put("items", status.items());
        row.put("left_out", status.leftOut());
        row.put("published_at", status.publishedAt().map(Object::toString).orElse("never"));
        row.put("next_at", status.nextAt());
        status.url().ifPresent(it -> row.put("feed_url", it));
        status.message().ifPresent(it -> row.put("message", it));
        status.trouble().ifPresent(it -> row.put("error", it.message()));
        return row;
    }

    private static Map<String, Object> row(Pushes.Push push, Pushes.Counts counts) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("destination", push.platform().slug());
        row.put("way", push.leavingAt().isPresent() ? "being withdrawn by its API" : "told by its API");
        row.put("items", counts.there());
        row.put("left_out", counts.kept());
        row.put("due", counts.due());
        row.put("told_at", push.toldAt().map(Object::toString).orElse("never"));
        push.restsUntil().ifPresent(it -> row.put("rests_until", it));
        return row;
    }

    private static Map<String, Object> row(FeedRun run) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("started_at", run.startedAt());
        row.put("seconds", run.took().toMillis() / 1_000.0);
        row.put("outcome", word(run.outcome()));
        row.put("items", run.items());
        row.put("left_out", run.leftOut());
        row.put("faults", run.faults().stream().map(FeedCommand::words).toList());
        return row;
    }

    private static Map<String, Object> words(FeedRun.Count count) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("rule", count.rule());
        words.put("field", count.field());
        words.put("source", count.source());
        words.put("outcome", word(count.outcome()));
        words.put("times", count.times());
        words.put("change", count.change());
        words.put("examples", count.examples());
        return words;
    }

    private static Map<String, Object> row(ItemFault fault) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("item", fault.item());
        row.put("rule", fault.rule());
        row.put("field", fault.field());
        row.put("source", fault.source());
        row.put("outcome", word(fault.outcome()));
        row.put("change", fault.change());
        return row;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
