package dev.aisle.bench;

import dev.aisle.Settings;
import dev.aisle.Wiring;
import dev.aisle.catalog.index.ProductDocument;
import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.catalog.index.lucene.LuceneIndex;
import dev.aisle.edge.wire.UcpRenderer;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.Product;
import dev.aisle.market.taxonomy.Category;
import dev.aisle.market.taxonomy.Taxonomy;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `bench generate`: writes a generated catalog into the index of a data folder, as the follower of the
/// graph writes it. The graph itself stays empty: answers come from the index alone.
final class GenerateFigures {

    static final int PRODUCTS = 1_000_000;
    static final int MERCHANTS = 50;

    private static final int BATCH = 1_000;
    private static final int COMMIT_EVERY = 50_000;
    private static final String NOTE = "generated.properties";

    /// A generated data folder, and how it was made.
    record Generated(Path data, int products, List<Merchant> street, long seed, double seconds, double cpuSeconds) {

        GeneratedCatalog catalog() {
            return new GeneratedCatalog(seed, street, Taxonomy.shipped());
        }

        int merchants() {
            return street.size();
        }

        long indexBytes() throws IOException {
            try (Stream<Path> files = Files.walk(data.resolve("index"))) {
                return files.filter(Files::isRegularFile)
                        .mapToLong(file -> file.toFile().length())
                        .sum();
            }
        }
    }

    private GenerateFigures() {}

    /// `--data DIR [--products 1000000] [--merchants 50] [--seed 1]`; a folder that was made so before stays as it
    /// is.
    static void run(Options options, PrintStream out) throws IOException {
        Path data = Path.of(options.get("data", "DIR"));
        Map<String, Object> figures = new LinkedHashMap<>();
        put(figures, make(options, data));
        ImportFigures.print(options, figures, out);
    }

    static void put(Map<String, Object> figures, Generated generated) throws IOException {
        figures.put("products", generated.products());
        figures.put("merchants", generated.merchants());
        figures.put("index_seconds", ImportFigures.rounded(generated.seconds()));
        figures.put("index_cpu_seconds", ImportFigures.rounded(generated.cpuSeconds()));
        figures.put("indexed_per_second", Math.round(generated.products() / generated.seconds()));
        figures.put("index_mb", generated.indexBytes() >> 20);
    }

    static Generated make(Options options, Path data) throws IOException {
        int products = options.count("products", PRODUCTS);
        int merchants = options.count("merchants", MERCHANTS);
        long seed = ImportFigures.seed(options);
        Optional<Generated> before =
                read(data).filter(it -> it.products() == products && it.merchants() == merchants && it.seed() == seed);
        if (before.isPresent() && isOfThisBuild(data)) {
            return before.get();
        }
        Files.createDirectories(data);
        Settings settings = Settings.read(Optional.empty(), Map.of("AISLE_DATA", data.toString()));
        try (Wiring wiring = new Wiring(settings, InstantSource.system())) {
            List<Merchant> street = street(wiring, merchants);
            GeneratedCatalog catalog = new GeneratedCatalog(seed, street, Taxonomy.shipped());
            double cpu = CpuTime.seconds(ProcessHandle.current().pid());
            long start = System.nanoTime();
            fill(data, catalog, Taxonomy.shipped(), products);
            Generated generated = new Generated(
                    data,
                    products,
                    street,
                    seed,
                    (System.nanoTime() - start) / 1e9,
                    CpuTime.seconds(ProcessHandle.current().pid()) - cpu);
            write(generated);
            return generated;
        }
    }

    /// An index of another version is thrown away when it is opened.
    private static boolean isOfThisBuild(Path data) {
        try (LuceneIndex index = LuceneIndex.open(data.resolve("index"), List::of)) {
            return !index.kept().isEmpty();
        }
    }

    private static void fill(Path data, GeneratedCatalog catalog, Taxonomy taxonomy, int products) {
        UcpRenderer renderer = new UcpRenderer();
        try (LuceneIndex index = LuceneIndex.open(data.resolve("index"), slug -> line(taxonomy, slug))) {
            index.clear();
            for (int from = 0; from < products; from += BATCH) {
                List<ProductIndex.Entry> batch = new ArrayList<>(BATCH);
                for (int number = from; number < Math.min(products, from + BATCH); number++) {
                    Product product = catalog.product(number);
                    batch.add(new ProductIndex.Entry(product, ProductDocument.of(product, renderer)));
                }
                index.put(batch);
                if ((from + BATCH) % COMMIT_EVERY == 0) {
                    index.commit(Map.of());
                    System.err.printf("%,d of %,d products%n", from + BATCH, products);
                }
            }
            index.commit(Map.of());
            index.settle();
            index.commit(Map.of());
        }
    }

    static List<Merchant> street(Wiring wiring, int merchants) {
        List<Merchant> street = new ArrayList<>();
        for (int m = 0; m < merchants; m++) {
            street.add(wiring.merchants()
                    .findOrAdd(new Domain("shop%02d.example.com".formatted(m), "https"), Optional.empty())
                    .merchant());
        }
        return street;
    }

    private static List<String> line(Taxonomy taxonomy, String slug) {
        return taxonomy.pathTo(slug).stream().map(Category::slug).toList();
    }

    private static Optional<Generated> read(Path data) throws IOException {
        Path note = data.resolve(NOTE);
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        Properties values = new Properties();
        try (var reader = Files.newBufferedReader(note)) {
            values.load(reader);
        }
        return Optional.of(new Generated(
                data,
                Integer.parseInt(values.getProperty("products")),
                Arrays.stream(Objects.requireNonNullElse(values.getProperty("merchants"), "")
                                .split(" ", -1))
                        .map(GenerateFigures::merchant)
                        .toList(),
                Long.parseLong(values.getProperty("seed")),
                Double.parseDouble(values.getProperty("seconds")),
                Double.parseDouble(values.getProperty("cpuSeconds"))));
    }

    private static Merchant merchant(String said) {
        int at = said.indexOf('@');
        return new Merchant(new MerchantId(said.substring(0, at)), said.substring(at + 1), "https", Optional.empty());
    }

    private static void write(Generated generated) throws IOException {
        Properties values = new Properties();
        values.setProperty("products", Integer.toString(generated.products()));
        values.setProperty(
                "merchants",
                generated.street().stream()
                        .map(it -> it.id() + "@" + it.domain())
                        .collect(Collectors.joining(" ")));
        values.setProperty("seed", Long.toString(generated.seed()));
        values.setProperty("seconds", Double.toString(generated.seconds()));
        values.setProperty("cpuSeconds", Double.toString(generated.cpuSeconds()));
        try (var writer = Files.newBufferedWriter(generated.data().resolve(NOTE))) {
            values.store(writer, "made by ./aisle bench generate");
        }
    }
}
