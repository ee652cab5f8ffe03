package dev.aisle.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/// `./aisle demo`: a partner's and an agent's day on loopback, with nothing to configure.
public final class Demo {

    private static final String USAGE = """
            usage: ./aisle demo [--once]

            Opens six sample shops and the server on loopback, registers the shops as a partner does, waits until they are
            crawled, and then shops as an agent does. It keeps serving until Ctrl-C; with --once it ends with 0 when
            everything was as it should be, and leaves nothing behind.
            """;
    private static final int LOG_LINES_SHOWN = 20;
    private static final int PORT_OF_A_KEPT_DEMO = 8080;

    private final Story story = new Story();
    private final Installation installation;
    private final DemoFolder folder;
    private final Deque<Child> started = new ConcurrentLinkedDeque<>();

    private Demo(Installation installation, DemoFolder folder) {
        this.installation = installation;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var words = List.of(arguments);
        if (words.contains("--help") || words.contains("-h")) {
            System.out.print(USAGE);
            return;
        }
        if (!words.isEmpty() && !words.equals(List.of("--once"))) {
            System.err.print(USAGE);
            System.exit(2);
        }
        Path home = Path.of(System.getProperty("aisle.home", "."));
        boolean once = !words.isEmpty();
        var folder = once ? DemoFolder.passing() : DemoFolder.kept(home);
        System.exit(new Demo(new Installation(home, folder.logs()), folder).run(once));
    }

    /// Gives the exit code.
    private int run(boolean once) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Runtime.getRuntime().addShutdownHook(new Thread(this::tidy));
        story.chapter("1. A street of sample shops and a server, all on loopback");
        try (var street = installation.openStreet(folder.ports())) {
            started.add(street.child());
            street.shops().forEach((name, shop) -> story.say("%-8s %s".formatted(name, shop)));
            long starting = System.nanoTime();
            try (var server = installation.startServer(port(once), folder.data(), settings(street))) {
                started.add(server.child());
                story.say("server   %s, ready in %s"
                        .formatted(server.base(), Story.seconds(System.nanoTime() - starting)));
                var day = new Day(story, new Talk(), street, server.base());
                String key = folder.partnerKey().orElse("");
                if (key.isEmpty()) {
                    key = createPartner();
                }
                folder.remember(street.ports(), key);
                day.partner(key);
                new MerchantsDay(story, new PartnerCaller(new Talk(), server.base(), key), street.shop("kettle"))
                        .connect();
                day.agent();
                story.chapter("All of that took " + Story.seconds(System.nanoTime() - begun));
                if (once || !story.wrong().isEmpty()) {
                    return end();
                }
                return keepServing(server, street, key);
            }
        } catch (Child.NotStarted failed) {
            story.expect(false, String.valueOf(failed.getMessage()));
            return end();
        }
    }

    private static int port(boolean once) {
        return once || !DemoFolder.isFree(PORT_OF_A_KEPT_DEMO) ? 0 : PORT_OF_A_KEPT_DEMO;
    }

    /// Loopback shops are allowed by name, and may be asked faster than strangers' shops.
    private static Map<String, String> settings(Installation.OpenStreet street) {
        return Map.of(
                "AISLE_FETCH_ALLOW", street.hosts(),
                "AISLE_FETCH_PER_SECOND", "50",
                "AISLE_RATE_ANONYMOUS", "600");
    }

    private String createPartner() throws IOException, InterruptedException {
        story.chapter("2. The operator lets a partner in");
        String back = MerchantsDay.PARTNER.toString();
        story.request(
                "./aisle partner create --data %s --name Demo --redirect-uri %s --json".formatted(folder.data(), back));
        String printed = installation.command(
                "partner",
                "create",
                "--data",
                folder.data().toString(),
                "--name",
                "Demo",
                "--redirect-uri",
                back,
                "--json");
        var created = Talk.JSON.readTree(printed);
        String key = created.path("key").asString("");
        story.say("partner %s, key %s..., shown this once"
                .formatted(created.path("partner_id").asString("?"), key.substring(0, Math.min(16, key.length()))));
        story.expect(!key.isEmpty(), "partner create printed no key: " + printed);
        return key;
    }

    private int keepServing(Installation.RunningServer server, Installation.OpenStreet street, String key)
            throws InterruptedException {
        story.chapter("Have a look yourself; Ctrl-C ends it");
        story.say("MCP endpoint for any agent   " + server.base() + "/mcp");
        story.say("what it can                  " + server.base() + "/.well-known/ucp");
        story.say("partner key for x-api-key    " + key);
        street.shops().forEach((name, shop) -> story.say("the shop %-20s%s/".formatted(name, shop)));
        int ended = server.child().awaitEnd();
        story.expect(ended == 0 || ended > 128, "the server ended by itself; its log: " + installation.serverLog());
        return story.wrong().isEmpty() ? 0 : 1;
    }

    private int end() throws IOException {
        if (story.wrong().isEmpty()) {
            story.say("Everything was as it should be.");
            return 0;
        }
        story.chapter("Not as it should be:");
        story.wrong().forEach(story::say);
        story.say("log of the server: " + installation.serverLog());
        if (Files.exists(installation.serverLog())) {
            var log = Files.readAllLines(installation.serverLog());
            log.subList(Math.max(0, log.size() - LOG_LINES_SHOWN), log.size()).forEach(story::quote);
        }
        return 1;
    }

    /// Ctrl-C ends us in the middle of anything; nobody else would stop what we started or remove what we wrote.
    private void tidy() {
        started.descendingIterator().forEachRemaining(Child::close);
        folder.close(!story.wrong().isEmpty());
    }
}
