package dev.aisle.bench;

import dev.aisle.base.json.Json;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.partner.FeedImport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Loads the feeds of a generated street beside a running server, and asks over HTTP what can be found of them.
final class FeedLoading {

    private static final int LOOKUPS_AT_ONCE = 50;
    private static final int LOOKUPS_WHILE_WAITING = 10;
    private static final int SAMPLE = 1_000;
    private static final long POLL_MILLIS = 500;
    private static final long LONGEST_WAIT_NANOS = 600_000_000_000L;

    private final Installation installation;
    private final FeedGenerator.Street street;

    FeedLoading(Installation installation, FeedGenerator.Street street) {
        this.installation = installation;
        this.street = street;
    }

    /// Parses, normalises and stores every feed, one after the other; matching and indexing go on in the server.
    List<FeedImport.Result> store() throws IOException {
        List<FeedImport.Result> results = new ArrayList<>();
        for (FeedGenerator.Feed feed : street.feeds()) {
            Merchant merchant = installation
                    .wiring()
                    .merchants()
                    .findOrAdd(new Domain(feed.domain(), "https"), Optional.empty())
                    .merchant();
            results.add(installation
                    .wiring()
                    .feedImport()
                    .run(Files.newInputStream(feed.file()), merchant, stored -> {}, bad -> {}));
        }
        return results;
    }

    /// Waits until a sample over all feeds, with the last rows of each, is found over HTTP.
    void awaitSearchable(long seed) throws IOException, InterruptedException {
        List<String> missing = new ArrayList<>(sample(seed));
        long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
        boolean waiting = true;
        try (HttpTalk talk = new HttpTalk(installation.server().base())) {
            while (!missing.isEmpty()) {
                List<String> asked =
                        missing.subList(0, Math.min(waiting ? LOOKUPS_WHILE_WAITING : LOOKUPS_AT_ONCE, missing.size()));
                Set<String> there = found(talk, asked);
                boolean all = there.size() == asked.size();
                waiting = !all;
                missing.removeAll(there);
                if (!all && System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            missing.size() + " of the sample never became searchable, such as " + missing.getFirst());
                }
                if (!all) {
                    Thread.sleep(POLL_MILLIS);
                }
            }
        }
    }

    /// How many of all good rows an agent finds by their URL.
    int countSearchable() throws IOException {
        int count = 0;
        try (HttpTalk talk = new HttpTalk(installation.server().base())) {
            for (FeedGenerator.Feed feed : street.feeds()) {
                List<String> links = feed.links();
                for (int from = 0; from < links.size(); from += LOOKUPS_AT_ONCE) {
                    count += found(talk, links.subList(from, Math.min(from + LOOKUPS_AT_ONCE, links.size())))
                            .size();
                }
            }
        }
        return count;
    }

    /// The last rows first: what was stored last is searchable last.
    private List<String> sample(long seed) {
        List<String> last = new ArrayList<>();
        List<String> any = new ArrayList<>();
        for (FeedGenerator.Feed feed : street.feeds().reversed()) {
            last.addAll(feed.links()
                    .subList(Math.max(0, feed.links().size() - 10), feed.links().size()));
            any.addAll(feed.links());
        }
        Collections.shuffle(any, new Random(seed));
        last.addAll(any.subList(0, Math.min(SAMPLE, any.size())));
        return last.stream().distinct().toList();
    }

    private static Set<String> found(HttpTalk talk, List<String> urls) throws IOException {
        JsonNode answer = Json.tree(talk.post(
                        "/catalog/lookup", Json.write(Map.of("urls", urls, "filters", Map.of("available", false))))
                .body());
        Set<String> found = new HashSet<>();
        for (JsonNode product : answer.path("products")) {
            for (JsonNode variant : product.path("variants")) {
                for (JsonNode input : variant.path("inputs")) {
                    if (input.path("match").asString().equals("exact")) {
                        found.add(input.path("id").asString());
                    }
                }
            }
        }
        return found;
    }
}
