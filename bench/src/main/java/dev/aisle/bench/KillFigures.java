package dev.aisle.bench;

import dev.aisle.base.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// `bench kill`: crawls the sample street undisturbed, then once more while the server is killed with
/// SIGKILL at moments drawn by seed, in each phase at least once, and holds what an agent sees in the end
/// against the undisturbed run.
final class KillFigures {

    private static final List<String> PHASES = List.of("fetch", "store", "match", "index commit");
    private static final Duration LONGEST_WAIT_FOR_A_PHASE = Duration.ofSeconds(30);
    private static final Duration LONGEST_CRAWL = Duration.ofMinutes(5);
    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final int MOST_LOOKS = 30;

    private final Random random;
    private final int kills;
    private final double perSecond;
    private final PrintStream out;

    private KillFigures(long seed, int kills, double perSecond, PrintStream out) {
        this.random = new Random(seed);
        this.kills = kills;
        this.perSecond = perSecond;
        this.out = out;
    }

    /// `[--seed 1] [--kills 10] [--per-second 4]`
    static int run(Options options, PrintStream out) throws IOException, InterruptedException {
        long seed = options.count("seed", 1L);
        int kills = options.count("kills", 10);
        double perSecond = options.number("per-second", 4.0);
        PrintStream progress = options.has("json") ? System.err : out;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seed", seed);
        List<String> differences = new KillFigures(seed, kills, perSecond, progress).run(figures);
        figures.put("differences", differences);
        out.println(Json.write(figures));
        return differences.isEmpty() ? 0 : 1;
    }

    private List<String> run(Map<String, Object> figures) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("aisle-kill");
        List<String> hosts;
        CatalogSnapshot undisturbed;
        try (StreetProcess street = StreetProcess.start()) {
            hosts = street.hosts();
            undisturbed = crawl(folder.resolve("undisturbed"), street, List.of(), new ArrayList<>());
        }
        out.println("undisturbed: " + undisturbed.offers().size() + " offers of "
                + undisturbed.products().size() + " products");
        List<String> struck = new ArrayList<>();
        // one of its shops counts its visits, so the second crawl meets a street that has had none
        try (StreetProcess street = StreetProcess.startAt(hosts)) {
            CatalogSnapshot killed = crawl(folder.resolve("killed"), street, phases(), struck);
            figures.put("offers", undisturbed.offers().size());
            figures.put("products", undisturbed.products().size());
            figures.put("offers_after_kills", killed.offers().size());
            figures.put("products_after_kills", killed.products().size());
            figures.put("kills", struck);
            figures.put("data", folder.toString());
            List<String> differences = new ArrayList<>(undisturbed.differences(killed));
            PHASES.stream()
                    .filter(phase -> kills >= PHASES.size() && !struck.contains(phase))
                    .forEach(phase -> differences.add("never killed in phase " + phase));
            return differences;
        }
    }

    private List<String> phases() {
        List<String> phases = new ArrayList<>(PHASES);
        while (phases.size() < kills) {
            phases.add(PHASES.get(random.nextInt(PHASES.size())));
        }
        Collections.shuffle(phases, random);
        return phases;
    }

    /// Provisions the street and lets the crawl end, killed once in each of the phases given on the way.
    private CatalogSnapshot crawl(Path data, StreetProcess street, List<String> phases, List<String> struck)
            throws IOException, InterruptedException {
        Map<String, String> settings = Map.of(
                "AISLE_FETCH_ALLOW",
                String.join(",", street.hosts()),
                "AISLE_FETCH_PER_SECOND",
                Double.toString(perSecond),
                "AISLE_RATE_ANONYMOUS",
                "100000000",
                "AISLE_RATE_PARTNER",
                "100000000",
                "AISLE_LIVE_LOOKUP",
                "off",
                "AISLE_LOG",
                "DEBUG");
        Files.createDirectories(data);
        boolean provisioned = false;
        String key = "";
        List<String> customers = new ArrayList<>();
        for (String phase : phases) {
            Killable server = Killable.start(data, settings);
            if (!provisioned) {
                key = StoreFigures.partnerKey(data);
                customers = provision(server.base(), key, street);
                provisioned = true;
            }
            Thread.sleep(random.nextInt(1_500));
            boolean seen = server.awaitPhase(phase, LONGEST_WAIT_FOR_A_PHASE);
            Thread.sleep(0, random.nextInt(999_999));
            server.kill();
            String moment = phase + (seen ? "" : " (not seen; killed all the same)");
            struck.add(moment);
            out.println("killed in phase " + moment);
        }
        Killable server = Killable.start(data, settings);
        try (HttpTalk talk = new HttpTalk(server.base())) {
            if (!provisioned) {
                key = StoreFigures.partnerKey(data);
                customers = provision(server.base(), key, street);
            }
            awaitLive(talk, key, customers);
            return settled(talk, street.hosts());
        } finally {
            server.stop();
        }
    }

    /// The crawls are done; matching and the index follow them.
    private static CatalogSnapshot settled(HttpTalk talk, List<String> hosts) throws IOException, InterruptedException {
        CatalogSnapshot before = CatalogSnapshot.take(talk, hosts);
        for (int i = 0; i < MOST_LOOKS; i++) {
            Thread.sleep(SETTLING);
            CatalogSnapshot after = CatalogSnapshot.take(talk, hosts);
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
        throw new IllegalStateException("the catalog still changes after the crawls");
    }

    private static List<String> provision(URI base, String key, StreetProcess street) throws IOException {
        List<String> customers = new ArrayList<>();
        try (HttpTalk talk = new HttpTalk(base)) {
            for (String host : street.hosts()) {
                customers.add(Json.tree(talk.ask(
                                        "POST",
                                        "/v0/partner/merchants",
                                        "x-api-key: " + key + "\r\n",
                                        Json.write(Map.of("domain", host)))
                                .body())
                        .path("customer_id")
                        .asString());
            }
        }
        return customers;
    }

    private static void awaitLive(HttpTalk talk, String key, List<String> customers)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_CRAWL.toNanos();
        while (System.nanoTime() < deadline) {
            int busy = 0;
            for (String customer : customers) {
                String state = Json.tree(talk.ask(
                                        "GET",
                                        "/v0/partner/merchants/" + customer + "/connections",
                                        "x-api-key: " + key + "\r\n",
                                        "")
                                .body())
                        .path("import_sources")
                        .path(0)
                        .path("sync")
                        .path("state")
                        .asString();
                busy += state.equals("pending") || state.equals("syncing") ? 1 : 0;
            }
            if (busy == 0) {
                return;
            }
            Thread.sleep(300);
        }
        throw new IllegalStateException("not live after " + LONGEST_CRAWL);
    }

    /// A server whose log says which phase it is in, and that can be killed as by `kill -9`.
    private record Killable(Process process, URI base, LinkedBlockingQueue<String> phases) {

        static Killable start(Path data, Map<String, String> settings) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(
                    ServerProcess.launcher().toString(), "serve", "--port", "0", "--data", data.toString());
            builder.environment().putAll(settings);
            builder.redirectErrorStream(true);
            Process process = builder.start();
            LinkedBlockingQueue<String> phases = new LinkedBlockingQueue<>();
            LinkedBlockingQueue<URI> ready = new LinkedBlockingQueue<>();
            Path log = data.resolve("server.log");
            Thread.ofPlatform().daemon().start(() -> follow(process, log, phases, ready));
            try {
                URI base = ready.poll(120, TimeUnit.SECONDS);
                if (base == null) {
                    throw new IllegalStateException("the server did not become ready; see " + log);
                }
                return new Killable(process, base, phases);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        private static void follow(
                Process process, Path log, LinkedBlockingQueue<String> phases, LinkedBlockingQueue<URI> ready) {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                    PrintStream copy = new PrintStream(
                            Files.newOutputStream(
                                    log,
                                    java.nio.file.StandardOpenOption.CREATE,
                                    java.nio.file.StandardOpenOption.APPEND),
                            true,
                            StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    copy.println(line);
                    int phase = line.indexOf("phase=");
                    if (phase >= 0) {
                        phases.add(line.substring(phase + 6));
                    }
                    if (line.contains("is ready at http://")) {
                        ready.add(URI.create(
                                line.substring(line.indexOf("http://")).trim()));
                    }
                }
            } catch (IOException ended) {
                phases.clear();
            }
        }

        boolean awaitPhase(String phase, Duration longest) throws InterruptedException {
            phases.clear();
            long deadline = System.nanoTime() + longest.toNanos();
            while (System.nanoTime() < deadline) {
                String seen = phases.poll(100, TimeUnit.MILLISECONDS);
                if (seen != null && seen.startsWith(phase.replace(' ', '-'))) {
                    return true;
                }
            }
            return false;
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        void stop() throws InterruptedException {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
        }
    }
}
