package dev.aisle.bench;

import dev.aisle.base.json.Json;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// An OpenSearch 3 node in a process of its own, its class path resolved by Maven, to be measured beside
/// ours: 2 GB of heap, the same documents in one index of one shard, merged into one segment. It stores
/// what our answers are made of, and searches one field with all words of a product, which is the least
/// work that it can be asked for.
final class OpenSearch implements AutoCloseable {

    private static final String INDEX = "products";
    private static final String DONE = "loaded.properties";
    private static final String HALF = ",{\"range\":{\"price\":{\"lte\":" + GeneratedCatalog.MEDIAN_CENTS + "}}}";
    private static final int BATCH = 1_000;
    private static final long LONGEST_START_SECONDS = 180;
    private static final long LONGEST_RESOLVING_SECONDS = 900;
    private static final int HEAP_GIGABYTES = 2;

    private final Process process;
    private final URI base;
    private final Path folder;

    private OpenSearch(Process process, URI base, Path folder) {
        this.process = process;
        this.base = base;
        this.folder = folder;
    }

    /// Starts it on a folder, which keeps what was loaded.
    static OpenSearch start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String classPath = classPath(folder);
        Path node = copy("OpenSearchNode.java", folder);
        int port = freePort();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms" + HEAP_GIGABYTES + "g",
                        "-Xmx" + HEAP_GIGABYTES + "g",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        classPath,
                        node.toString(),
                        folder.resolve("node").toAbsolutePath().toString(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("opensearch.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        OpenSearch search = new OpenSearch(process, URI.create("http://127.0.0.1:" + port), folder);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
        while (!search.answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                search.close();
                throw new IllegalStateException("OpenSearch did not start; see " + folder.resolve("opensearch.log"));
            }
            Thread.sleep(500);
        }
        return search;
    }

    URI base() {
        return base;
    }

    long pid() {
        return process.pid();
    }

    /// Loads the first products of a catalog, unless they are there; gives the documents a second, 0 where
    /// nothing had to be done.
    long load(GeneratedCatalog catalog, int products) throws IOException {
        Path done = folder.resolve(DONE);
        String wanted = "products=" + products;
        if (Files.exists(done) && Files.readString(done).equals(wanted)) {
            return 0;
        }
        Files.deleteIfExists(done);
        long start = System.nanoTime();
        try (HttpTalk talk = new HttpTalk(base)) {
            talk.ask("DELETE", "/" + INDEX, "", "");
            require(talk.ask("PUT", "/" + INDEX, "", """
                    {"settings":{"number_of_shards":1,"number_of_replicas":0,"refresh_interval":"-1"},
                     "mappings":{"dynamic":false,"properties":{
                       "text":{"type":"text"},"orderable":{"type":"boolean"},"price":{"type":"long"}}}}"""));
            for (int from = 0; from < products; from += BATCH) {
                StringBuilder bulk = new StringBuilder();
                for (int number = from; number < Math.min(products, from + BATCH); number++) {
                    Product product = catalog.product(number);
                    bulk.append("{\"index\":{\"_id\":\"")
                            .append(product.id().value())
                            .append("\"}}\n")
                            .append(Json.write(document(product)))
                            .append('\n');
                }
                require(talk.ask("POST", "/" + INDEX + "/_bulk?filter_path=errors", "", bulk.toString()));
                if ((from + BATCH) % (50 * BATCH) == 0) {
                    System.err.printf("OpenSearch: %,d of %,d products%n", from + BATCH, products);
                }
            }
            require(talk.ask("POST", "/" + INDEX + "/_refresh", "", ""));
        }
        long perSecond = Math.round(products / ((System.nanoTime() - start) / 1e9));
        Files.writeString(done, wanted);
        return perSecond;
    }

    /// Merges into one segment, waiting as long as it takes.
    void merge() throws IOException, InterruptedException {
        try (HttpTalk talk = new HttpTalk(base)) {
            require(talk.ask(
                    "POST", "/" + INDEX + "/_forcemerge?max_num_segments=1&wait_for_completion=false", "", ""));
            while (!talk.ask("GET", "/_cat/segments/" + INDEX + "?h=segment", "", "")
                    .body()
                    .strip()
                    .matches("\\S+")) {
                Thread.sleep(1_000);
            }
        }
    }

    /// The searches of the log, ten hits with their documents, hits not counted.
    Function<SplittableRandom, byte[]> searches(List<String> queries, double filtered, boolean cached) {
        return Questions.drawn(searches(queries, "", cached), searches(queries, HALF, cached), filtered);
    }

    /// Every different search that [#searches] may draw, to be kept.
    List<byte[]> allSearches(List<String> queries) {
        List<String> different = queries.stream().distinct().toList();
        return Stream.of("", HALF)
                .flatMap(filter -> searches(different, filter, true).stream())
                .toList();
    }

    /// Searches that were answered from what was kept since it started, and those that were to be kept but were not
    /// there.
    record Kept(long found, long absent) {}

    Kept kept() throws IOException {
        try (HttpTalk talk = new HttpTalk(base)) {
            JsonNode all = Json.tree(talk.ask("GET", "/" + INDEX + "/_stats/request_cache", "", "")
                            .body())
                    .at("/_all/total/request_cache");
            return new Kept(
                    all.path("hit_count").asLong(), all.path("miss_count").asLong());
        }
    }

    private List<byte[]> searches(List<String> queries, String filter, boolean cached) {
        return queries.stream().map(query -> search(query, filter, cached)).toList();
    }

    private byte[] search(String query, String filter, boolean cached) {
        return LoadTalk.request(
                base,
                "POST",
                "/" + INDEX + "/_search?request_cache=" + cached,
                "",
                "{\"size\":10,\"track_total_hits\":false,\"query\":{\"bool\":{\"must\":[{\"match\":{\"text\":\"" + query
                        + "\"}}],\"filter\":[{\"term\":{\"orderable\":true}}" + filter + "]}}}");
    }

    private static Map<String, Object> document(Product product) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", product.id().value());
        document.put("title", product.title());
        document.put("description", product.description());
        document.put("brand", product.brand().orElse(""));
        document.put("category", product.category().orElse(""));
        document.put("images", product.images());
        document.put("attributes", product.attributes());
        document.put(
                "orderable",
                product.offers().stream().anyMatch(it -> it.availability().canBeOrdered()));
        document.put(
                "price",
                product.offers().stream()
                        .filter(it -> it.availability().canBeOrdered())
                        .map(it -> it.price().amount())
                        .toList());
        document.put(
                "offers",
                product.offers().stream().map(it -> offer(product, it)).toList());
        StringBuilder text = new StringBuilder(product.title())
                .append(' ')
                .append(product.brand().orElse(""))
                .append(' ')
                .append(product.offers().getFirst().listing().categories().getFirst());
        product.attributes().forEach(attribute -> text.append(' ').append(attribute.value()));
        document.put("text", text.append(' ').append(product.description()).toString());
        return document;
    }

    private static Map<String, Object> offer(Product product, Offer offer) {
        return Map.of(
                "id", offer.variantId(product.id()),
                "title", offer.listing().title(),
                "price", offer.price(),
                "availability", offer.availability().word(),
                "seller",
                        Map.of(
                                "id",
                                offer.merchant().id().value(),
                                "domain",
                                offer.merchant().domain()),
                "condition", offer.condition().word(),
                "url", offer.listing().url().toString());
    }

    private boolean answers() throws InterruptedException {
        try (HttpTalk talk = new HttpTalk(base)) {
            return talk.ask("GET", "/_cluster/health", "", "").status() == 200;
        } catch (IOException | RuntimeException notYet) {
            return false;
        }
    }

    private static void require(HttpTalk.Answer answer) {
        if (answer.status() >= 300 || answer.body().contains("\"errors\":true")) {
            throw new IllegalStateException("OpenSearch: " + answer.status() + " " + answer.body());
        }
    }

    private static String classPath(Path folder) throws IOException, InterruptedException {
        Path pom = copy("pom.xml", folder);
        Path file = folder.resolve("class-path.txt").toAbsolutePath();
        if (!Files.exists(file)) {
            System.err.println("resolving OpenSearch with Maven (about 70 MB the first time)");
            Process maven = new ProcessBuilder(
                            "mvn",
                            "-B",
                            "-q",
                            "-f",
                            pom.toString(),
                            "dependency:build-classpath",
                            "-Dmdep.outputFile=" + file)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("maven.log").toFile())
                    .start();
            if (!maven.waitFor(LONGEST_RESOLVING_SECONDS, TimeUnit.SECONDS) || maven.exitValue() != 0) {
                maven.destroy();
                throw new IllegalStateException(
                        "Maven could not resolve OpenSearch; see " + folder.resolve("maven.log"));
            }
        }
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }

    private static Path copy(String name, Path folder) throws IOException {
        Path target = folder.resolve(name);
        try (InputStream in = OpenSearch.class.getResourceAsStream("opensearch/" + name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return target;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
